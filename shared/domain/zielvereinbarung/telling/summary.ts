import { PARTIES, type Party } from '../../../../events/primitives.ts';
import type { NewEvent } from '../../../../events/recorded/index.ts';
import { gebietskoerperschaftIn } from '../../register/gebietskoerperschaft.ts';
import { openDeadlines, type Deadline } from '../year/deadlines.ts';
import { partsOf } from '../identity.ts';
import { appearsAt, isStopped } from '../signing/publishing.ts';
import { contradictionStanding } from '../signing/contradiction.ts';
import { filledSlots } from '../signing/signing.ts';
import {
  fassungBeingSigned,
  newestFassung,
  readableFassung,
  type Concluded,
  type Open,
  type Scan,
  type Steering,
  type Zielvereinbarung,
} from '../state.ts';

/** The state lines of a Zielvereinbarung, independent of each other and shown together. */
export type States = {
  readonly vereinbarung: 'none' | 'drafted' | 'released' | 'partly-signed' | 'concluded' | 'cancelled';
  readonly scan: 'none' | 'archived' | 'checked' | 'not-authoritative';
  readonly publication: 'not-ready' | 'held' | 'waiting' | 'due' | 'published' | 'withdrawn';
  readonly bescheid: 'none' | 'applied' | 'refused' | 'granted' | 'final' | 'settled' | 'revoked';
  readonly aenderung: 'none' | 'drafted' | 'released' | 'partly-signed';
  readonly umsetzungsbesprechung: 'open' | 'scheduled' | 'held';
  readonly abweichungen: 'none' | 'open' | 'considered';
  readonly zielerreichung: 'open' | 'assessed';
  readonly akte: 'open' | 'closed' | 'offered' | 'disposed';
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
    /** What is still to be done by a day. */
    readonly deadlines?: readonly Deadline[];
    /** Day from which the signatures on a Fassung are waited for; absent where nobody is to sign. */
    readonly signingSince?: string;
    /** Sides that refused to sign it, and have not signed since. */
    readonly refusedBy?: readonly Party[];
  };
  /** What the public may see in lists; changed only by `published` and by taking a page back. */
  readonly public?: PublicRow;
};

/** One row of the public lists. */
export type PublicRow = {
  readonly revision: number;
  readonly fassung: number;
  readonly amountCent: number;
  /** Cents of each budget in the order of the programme year; absent where it has one budget. */
  readonly budgetsCent?: readonly number[];
  readonly concludedOn: string;
  readonly publishedOn: string;
  readonly slug: string;
  /** Day on which it ended, where the page says so. */
  readonly cancelledOn?: string;
};

/** All state lines of a Zielvereinbarung. */
export function statesOf(state: Zielvereinbarung): States {
  if (state.status === 'none') return NOTHING;
  const { steering, akte } = state;
  const isConcluded = state.status === 'concluded';
  return {
    vereinbarung: vereinbarungState(state),
    scan: scanState(state),
    publication: publicationState(state),
    bescheid: bescheidState(state),
    aenderung: isConcluded && state.pending !== undefined ? signingState(state) : 'none',
    umsetzungsbesprechung: meetingState(steering),
    abweichungen: isConcluded && state.abweichungen > 0 ? consideration(steering) : 'none',
    zielerreichung: steering.isAssessed === true ? 'assessed' : 'open',
    akte: akte.status ?? 'open',
  };
}

const NOTHING: States = {
  vereinbarung: 'none',
  scan: 'none',
  publication: 'not-ready',
  bescheid: 'none',
  aenderung: 'none',
  umsetzungsbesprechung: 'open',
  abweichungen: 'none',
  zielerreichung: 'open',
  akte: 'open',
};

function vereinbarungState(state: Open | Concluded): States['vereinbarung'] {
  if (state.cancelledOn !== undefined) return 'cancelled';
  return state.status === 'concluded' ? 'concluded' : signingState(state);
}

function meetingState({ heldOn, scheduledOn }: Steering): States['umsetzungsbesprechung'] {
  if (heldOn !== undefined) return 'held';
  return scheduledOn === undefined ? 'open' : 'scheduled';
}

function consideration({ notConsidered = [] }: Steering): States['abweichungen'] {
  return notConsidered.length > 0 ? 'open' : 'considered';
}

function bescheidState({ bescheide, isApplied }: Open | Concluded): States['bescheid'] {
  const known = Object.values(bescheide);
  if (known.length === 0) return isApplied === true ? 'applied' : 'none';
  const granted = known.filter(({ isRefused }) => isRefused !== true);
  if (granted.length === 0) return 'refused';
  if (granted.every(({ grantedCent }) => grantedCent <= 0)) return 'revoked';
  if (granted.every(({ nachweis }) => nachweis === 'examined')) return 'settled';
  return granted.every(({ isFinal }) => isFinal === true) ? 'final' : 'granted';
}

function signingState(state: Open | Concluded): 'drafted' | 'released' | 'partly-signed' {
  const fassung = newestFassung(state);
  if (!fassung.released) return 'drafted';
  const isPartlySigned = PARTIES.some((party) => filledSlots(fassung, state.scans, party).length > 0);
  return isPartlySigned ? 'partly-signed' : 'released';
}

/** Nobody but one person has taken it yet, and its QR codes name something else. */
function isContradicted(scan: Scan): boolean {
  return scan.foreign !== undefined && contradictionStanding(scan) !== 'accepted';
}

function scanState({ scans, publication }: Open | Concluded): States['scan'] {
  const standing = scans.filter(({ aside }) => aside !== true);
  const isChecked = (scan: Scan) => scan.sha256 !== undefined && scan.check !== undefined;
  if (standing.some((scan) => isChecked(scan) && !isContradicted(scan))) return 'checked';
  if (standing.some((scan) => scan.sha256 !== undefined)) return 'archived';
  if (scans.length > standing.length) return 'not-authoritative';
  return publication.fassung === undefined ? 'none' : 'checked';
}

function publicationState(state: Open | Concluded): States['publication'] {
  const { fassung, withdrawn } = state.publication;
  if (withdrawn === true) return 'withdrawn';
  const isHeld = isStopped(state.publication);
  if (isWaitingForPublication(state)) return isHeld ? 'held' : 'waiting';
  if (fassung === undefined) return isHeld ? 'held' : 'not-ready';
  // What can be read stays published while a new revision of it is made.
  return readableFassung(state) === undefined ? 'due' : 'published';
}

/**
 * Fassung whose page can be read after this fact, given the one before it: `published` says it, and what is taken back
 * cannot be read. What the state alone cannot tell while the page of a newer Fassung is made.
 */
export function publicFassungAfter(
  before: number | undefined,
  event: NewEvent,
  after: Zielvereinbarung,
): number | undefined {
  if (after.status === 'none' || after.publication.fassung === undefined) return undefined;
  return event.type === 'ZielvereinbarungPublished' ? event.data.fassung : before;
}

/** Concluded, and its `publication.due` is still to come; an older Fassung may be public meanwhile. */
export function isWaitingForPublication(state: Open | Concluded): boolean {
  return (
    state.status === 'concluded' &&
    state.cancelledOn === undefined &&
    state.publication.fassung !== state.fassung.number
  );
}

/** Row of the year after these events; undefined while nothing is known. */
export function yearRow(subject: string, state: Zielvereinbarung, facts: RowFacts): YearRow | undefined {
  if (state.status === 'none') return undefined;
  const { ags } = partsOf(subject);
  const publicRow = publicRowAfter(subject, state, facts);
  const fassung = fassungBeingSigned(state) ?? state.fassung;
  const publishAt = appearsAt(state.publication);
  const deadlines = openDeadlines(subject, state);
  return {
    subject,
    ags,
    current: {
      fassung: fassung.number,
      amountCent: fassung.amountCent,
      states: statesOf(state),
      ...(state.status === 'concluded' ? { concludedFassung: state.fassung.number } : {}),
      ...(publishAt === undefined ? {} : { publishAt }),
      ...(deadlines.length === 0 ? {} : { deadlines }),
      ...signingPart(state),
    },
    ...(publicRow === undefined ? {} : { public: publicRow }),
  };
}

/** Whose signature is waited for, and who will not give it. */
function signingPart(state: Open | Concluded): Pick<YearRow['current'], 'signingSince' | 'refusedBy'> {
  const fassung = fassungBeingSigned(state);
  if (fassung?.released !== true || state.cancelledOn !== undefined) return {};
  const { releasedOn: signingSince, refusedBy } = fassung;
  return {
    ...(signingSince !== undefined && { signingSince }),
    ...(refusedBy && { refusedBy }),
  };
}

/** What the row needs beside the state: the row before, its first day, the new events, and the day of recording in Europe/Berlin. */
export type RowFacts = {
  readonly before?: PublicRow;
  /** First day of the publication, where there was one. */
  readonly publishedOn?: string;
  readonly events: readonly NewEvent[];
  readonly today: string;
};

function publicRowAfter(
  subject: string,
  state: Open | Concluded,
  { before, publishedOn, events, today }: RowFacts,
) {
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
    ...(shown.fassung.budgetsCent && { budgetsCent: shown.fassung.budgetsCent }),
    concludedOn: shown.concludedOn,
    publishedOn: publishedOn ?? today,
    slug: gebietskoerperschaftIn(haushaltsjahr, ags)?.slug ?? ags,
    ...(state.cancelledOn === undefined ? {} : { cancelledOn: state.cancelledOn }),
  };
}
