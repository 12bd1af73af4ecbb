import type { NewEvent } from '../../../events/recorded/index.ts';
import type { FixedTerms } from '../../domain/zielvereinbarung/circumstances.ts';
import { berlinDay } from '../../domain/dates/berlin.ts';
import { termsOf } from '../../domain/zielvereinbarung/terms/fixed-terms.ts';
import type { Delivery, Known, Recorder } from './recorder.ts';
import type { DeskReference } from '../ports/clearing.ts';
import type { Head, Marker, SubjectCommit } from '../ports/event-store.ts';
import { nextHead, publicationOf, rowAfter } from '../log/head.ts';
import { seal } from '../log/seal.ts';

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
  const recordedAt = clock.now();
  const sealed = seal(events, before, { recordedAt, crypto });
  // The day of that very instant, as the log folds to it: read once more, the clock may have passed midnight.
  const rows = rowsAround(before, { state }, { events, today: berlinDay(recordedAt) });
  const {
    publicRow: _,
    publishedOn: __,
    ...rest
  } = nextHead(before, incoming, { released: parked !== undefined });
  const head: Head = {
    ...rest,
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

/** The personal parts that these facts take out of the log, their own place never among them. */
function erasure(events: readonly NewEvent[]): Pick<SubjectCommit, 'erase'> {
  const erase = events.flatMap((event) => (event.type === 'PersonalDataErased' ? event.data.versions : []));
  return erase.length === 0 ? {} : { erase: [...new Set(erase)] };
}

/** The decision at the clearing desk that this delivery goes back to, now or before it waited. */
export function deskOf({ desk, parked }: Delivery): DeskReference | undefined {
  return desk ?? parked?.desk;
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
