import type { NewEvent } from '../../../events/recorded/index.ts';
import { sequencesAfter } from '../../domain/message/sequence.ts';
import type { FixedTerms } from '../../domain/zielvereinbarung/circumstances.ts';
import { termsOf } from '../../domain/zielvereinbarung/terms/fixed-terms.ts';
import { INITIAL } from '../../domain/zielvereinbarung/state.ts';
import { yearRow, type PublicRow, type YearRow } from '../../domain/zielvereinbarung/telling/summary.ts';
import { deskOf, type Delivery, type Known, type Recorder } from './recorder.ts';
import type { SubjectCommit, EventStore, Head, Marker } from '../ports/event-store.ts';
import { GENESIS, seal } from '../log/seal.ts';

type Accepted = {
  readonly known: Known;
  /** The head to build on: as it was read, or the first one. */
  readonly before: Head;
  /** State after the events. */
  readonly after: Head['state'];
  readonly events: readonly NewEvent[];
  readonly digest: string;
};

/** Everything an accepted event writes: events, marker, head, the year's row where it changed (d-1). */
export function acceptance(
  { clock, crypto }: Recorder,
  delivery: Delivery,
  { known, before, after: state, events, digest }: Accepted,
): SubjectCommit {
  const { incoming, parked } = delivery;
  const sealed = seal(events, before, { recordedAt: clock.now(), crypto });
  const rows = rowsAround(before, { state }, { events, today: clock.today() });
  const {
    publicRow: _,
    publishedOn: __,
    ...kept
  } = noted(before, incoming, { released: parked !== undefined });
  const head: Head = {
    ...kept,
    version: before.version + sealed.length,
    lastHash: sealed.at(-1)?.hash ?? before.lastHash,
    state,
    ...publicationOf(before, rows.after?.public),
  };
  const terms = termsAfter(events, known.terms);
  return {
    subject: incoming.subject,
    expected: known.head?.revision ?? 0,
    head,
    events: sealed,
    ...marking(delivery, { digest, versions: sealed.map(({ event }) => event.version) }),
    ...(rows.after !== undefined && rows.changed ? { row: rows.after } : {}),
    ...erasure(events),
    ...(terms === undefined ? {} : { terms }),
    ...(parked === undefined ? {} : { settle: { ...parked, outcome: 'recorded' } }),
  };
}

/** The public row, or what is left of it while the page is taken back. */
export function publicationOf(
  before: Head,
  publicRow: PublicRow | undefined,
): Pick<Head, 'publicRow' | 'publishedOn'> {
  if (publicRow !== undefined) return { publicRow };
  const publishedOn = publishedOnOf(before);
  return publishedOn === undefined ? {} : { publishedOn };
}

function publishedOnOf({ publicRow, publishedOn }: Head): string | undefined {
  return publicRow?.publishedOn ?? publishedOn;
}

/** The personal parts that these facts take out of the log, their own place never among them. */
function erasure(events: readonly NewEvent[]): Pick<SubjectCommit, 'erase'> {
  const erase = events.flatMap((event) => (event.type === 'PersonalDataErased' ? event.data.versions : []));
  return erase.length === 0 ? {} : { erase: [...new Set(erase)] };
}

/** That this event was judged; a decision at the clearing desk takes the place of the refusal. */
export function marking(
  delivery: Delivery,
  content: Pick<Marker, 'digest' | 'versions'>,
): Pick<SubjectCommit, 'marker' | 'overtakes'> {
  const { source, id, subject } = delivery.incoming;
  const desk = deskOf(delivery);
  if (desk === undefined) return { marker: { source, id, ...content, subject } };
  const { replaced } = desk;
  return {
    marker: { source, id, ...content, subject, ...(replaced !== undefined && { replaced }) },
    overtakes: true,
  };
}

/** The head after a message that records nothing: its number is used up, and what waits is counted. */
export function noted(head: Head, incoming: Numbered, { parks = 0, released = false }: Waiting): Head {
  return {
    ...head,
    revision: head.revision + 1,
    sequences: sequencesAfter(head.sequences, incoming),
    parked: Math.max(0, head.parked + parks - (released ? 1 : 0)),
  };
}

type Numbered = { readonly source: string; readonly sequence?: string };
type Waiting = { readonly parks?: number; readonly released?: boolean };

/** Head of a subject of which nothing is recorded yet. */
export function firstHead(subject: string): Head {
  return { subject, revision: 0, version: 0, lastHash: GENESIS, sequences: {}, parked: 0, state: INITIAL };
}

/**
 * The head to build on: the one that was read, else the first one, with what already waits counted on it, so
 * that whoever writes next knows to look. Counted anew until something is recorded: what waits without a head
 * moves none, so a first head that was written late does not count what came meanwhile.
 */
export async function headToBuildOn(
  store: EventStore,
  subject: string,
  read: Head | undefined,
): Promise<Head> {
  if (read !== undefined && read.version > 0) return read;
  return { ...(read ?? firstHead(subject)), parked: (await store.waiting(subject)).length };
}

/** Row of the year after these events of one transaction, from the head before them and the state after. */
export function rowAfter(
  before: Head,
  state: Head['state'],
  { events, today }: { readonly events: readonly NewEvent[]; readonly today: string },
): YearRow | undefined {
  const publishedOn = publishedOnOf(before);
  return yearRow(before.subject, state, {
    ...(before.publicRow && { before: before.publicRow }),
    ...(publishedOn !== undefined && { publishedOn }),
    events,
    today,
  });
}

function rowsAround(
  before: Head,
  after: Pick<Head, 'state'>,
  { events, today }: { events: readonly NewEvent[]; today: string },
) {
  const rowBefore = rowAfter(before, before.state, { events: [], today });
  const row = rowAfter(before, after.state, { events, today });
  return { after: row, changed: JSON.stringify(rowBefore) !== JSON.stringify(row) };
}

/** Terms of the newest Fassung where these events made one. */
function termsAfter(events: readonly NewEvent[], before: FixedTerms | undefined): FixedTerms | undefined {
  const after = events.reduce<FixedTerms | undefined>((terms, event) => termsOf(event, terms), before);
  return after === before ? undefined : after;
}
