import type { NewEvent } from '../../../events/recorded/index.ts';
import { gebietskoerperschaftIn } from '../gebietskoerperschaft.ts';
import { filledSlots } from './signing.ts';
import {
  fassungBeingSigned,
  newestFassung,
  type Concluded,
  type Open,
  type Zielvereinbarung,
} from './state.ts';

/** The state lines of domain.md, independent of each other and shown together. */
export type States = {
  readonly vereinbarung: 'none' | 'drafted' | 'released' | 'partly-signed' | 'concluded';
  readonly scan: 'none' | 'archived' | 'checked';
  readonly publication: 'not-ready' | 'waiting' | 'due' | 'published';
  readonly bescheid: 'none' | 'refused' | 'granted';
  readonly aenderung: 'none' | 'drafted' | 'released' | 'partly-signed';
};

/** One row of the year's list (≤ 0.5 KB). */
export type YearRow = {
  readonly subject: string;
  readonly ags: string;
  readonly current: {
    readonly fassung: number;
    readonly amountCent: number;
    readonly states: States;
    /** The concluded Fassung and when it is to appear. */
    readonly concludedFassung?: number;
    readonly publishAt?: string;
  };
  /** What the public may see in lists; changed only by `published` and by taking a page back. */
  readonly public?: PublicRow;
};

/** One row of the public lists. */
export type PublicRow = {
  readonly revision: number;
  readonly fassung: number;
  readonly amountCent: number;
  readonly concludedOn: string;
  readonly publishedOn: string;
  readonly slug: string;
};

/** All state lines of a Zielvereinbarung. */
export function statesOf(state: Zielvereinbarung): States {
  if (state.status === 'none') {
    return {
      vereinbarung: 'none',
      scan: 'none',
      publication: 'not-ready',
      bescheid: 'none',
      aenderung: 'none',
    };
  }
  return {
    vereinbarung: state.status === 'concluded' ? 'concluded' : signingState(state),
    scan: scanState(state),
    publication: publicationState(state),
    bescheid: bescheidState(state),
    aenderung: state.status === 'concluded' && state.pending !== undefined ? signingState(state) : 'none',
  };
}

function bescheidState({ bescheide }: Open | Concluded): States['bescheid'] {
  const known = Object.values(bescheide);
  if (known.length === 0) return 'none';
  return known.every(({ isRefused }) => isRefused === true) ? 'refused' : 'granted';
}

function signingState(state: Open | Concluded): 'drafted' | 'released' | 'partly-signed' {
  const fassung = newestFassung(state);
  if (!fassung.released) return 'drafted';
  const filled =
    filledSlots(fassung, state.scans, 'land').length + filledSlots(fassung, state.scans, 'kommune').length;
  return filled > 0 ? 'partly-signed' : 'released';
}

function scanState({ scans, publication }: Open | Concluded): States['scan'] {
  if (scans.some((scan) => scan.sha256 !== undefined && scan.check !== undefined)) return 'checked';
  if (scans.some((scan) => scan.sha256 !== undefined)) return 'archived';
  return publication.fassung === undefined ? 'none' : 'checked';
}

function publicationState(state: Open | Concluded): States['publication'] {
  if (isWaitingForPublication(state)) return 'waiting';
  const { fassung, published, wanted } = state.publication;
  if (fassung === undefined) return 'not-ready';
  return published >= wanted ? 'published' : 'due';
}

/** Concluded, and its `publication.due` is still to come; an older Fassung may be public meanwhile. */
export function isWaitingForPublication(state: Open | Concluded): boolean {
  return state.status === 'concluded' && state.publication.fassung !== state.fassung.number;
}

/** Identity taken apart: `AQB-2025-06533` → programme, Haushaltsjahr and ags. */
export function partsOf(subject: string): { programme: string; haushaltsjahr: number; ags: string } {
  const [programme = '', year = '', ags = ''] = subject.split('-');
  return { programme, haushaltsjahr: Number(year), ags };
}

/** Row of the year after these events; undefined while nothing is known. */
export function yearRow(subject: string, state: Zielvereinbarung, facts: RowFacts): YearRow | undefined {
  if (state.status === 'none') return undefined;
  const { ags } = partsOf(subject);
  const publicRow = publicRowAfter(subject, state, facts);
  const fassung = fassungBeingSigned(state) ?? state.fassung;
  const { publishAt } = state.publication;
  return {
    subject,
    ags,
    current: {
      fassung: fassung.number,
      amountCent: fassung.amountCent,
      states: statesOf(state),
      ...(state.status === 'concluded' ? { concludedFassung: state.fassung.number } : {}),
      ...(publishAt === undefined ? {} : { publishAt }),
    },
    ...(publicRow === undefined ? {} : { public: publicRow }),
  };
}

/** What the row needs beside the state: the row before, the new events, and the day of recording in Europe/Berlin. */
export type RowFacts = {
  readonly before?: PublicRow;
  readonly events: readonly NewEvent[];
  readonly today: string;
};

function publicRowAfter(subject: string, state: Open | Concluded, { before, events, today }: RowFacts) {
  if (state.publication.fassung === undefined) return undefined;
  const published = events.findLast((event) => event.type === 'ZielvereinbarungPublished');
  if (published === undefined || state.status !== 'concluded') return before;
  // While an Aenderungsvereinbarung waits, the page still shows what stood before.
  const shown = state.standing?.fassung.number === published.data.fassung ? state.standing : state;
  const { haushaltsjahr, ags } = partsOf(subject);
  return {
    revision: published.data.revision,
    fassung: published.data.fassung,
    amountCent: shown.fassung.amountCent,
    concludedOn: shown.concludedOn,
    publishedOn: before?.publishedOn ?? today,
    slug: gebietskoerperschaftIn(haushaltsjahr, ags)?.slug ?? ags,
  };
}
