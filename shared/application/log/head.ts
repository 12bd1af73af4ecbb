import type { NewEvent } from '../../../events/recorded/index.ts';
import { sequencesAfter } from '../../domain/facts/sequence.ts';
import { INITIAL } from '../../domain/zielvereinbarung/state.ts';
import { yearRow, type PublicRow, type YearRow } from '../../domain/zielvereinbarung/telling/summary.ts';
import type { EventStore, Head } from '../ports/event-store.ts';
import { GENESIS } from './seal.ts';

/** The head after a message that records nothing: its number is used up, and what waits is counted. */
export function nextHead(head: Head, incoming: Numbered, { parks = 0, released = false }: Waiting): Head {
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

/** Whether this number is not used up yet. */
export function isNewNumber(
  head: Head | undefined,
  numbered: { readonly source: string; readonly sequence?: string },
): boolean {
  const sequences = head?.sequences ?? {};
  return sequencesAfter(sequences, numbered) !== sequences;
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
