import type { RecordedEvent } from '../../../events/recorded/index.ts';
import { berlinDay } from '../../domain/dates/berlin.ts';
import type { FixedTerms } from '../../domain/zielvereinbarung/circumstances.ts';
import { RECORDER } from '../../domain/zielvereinbarung/derived.ts';
import { evolve } from '../../domain/aggregate.ts';
import { termsOf } from '../../domain/zielvereinbarung/terms/fixed-terms.ts';
import type { YearRow } from '../../domain/zielvereinbarung/telling/summary.ts';
import { readableEvent } from '../../domain/zielvereinbarung/telling/withheld.ts';
import { firstHead, publicationOf, rowAfter } from './head.ts';
import type { Head, StoredEvent } from '../ports/event-store.ts';

/** What of head and list row is a function of the log; the rest of a head counts what waited and was refused. */
export type Folded = {
  readonly head: Pick<Head, 'version' | 'lastHash' | 'state' | 'publicRow' | 'publishedOn'>;
  readonly row?: YearRow;
  /** Terms of the newest Fassung. */
  readonly terms?: FixedTerms;
};

/**
 * Folds a log to what the recorder keeps beside it, transaction by transaction and with the recorder's own
 * functions: a fact, and those that were derived from it in the same transaction, make one step.
 */
export function foldLog(subject: string, history: readonly StoredEvent[]): Folded {
  let head = firstHead(subject);
  let row: YearRow | undefined;
  let terms: FixedTerms | undefined;
  for (const events of transactionsOf(history)) {
    const state = events.reduce(evolve, head.state);
    row = rowAfter(head, state, { events, today: berlinDay(events[0]?.recordedAt ?? '') });
    const { publicRow: _, publishedOn: __, ...rest } = head;
    head = { ...rest, state, ...publicationOf(head, row?.public) };
    terms = events.reduce<FixedTerms | undefined>((before, event) => termsOf(event, before), terms);
  }
  const { state, publicRow, publishedOn } = head;
  return {
    head: {
      version: history.length,
      lastHash: history.at(-1)?.hash ?? head.lastHash,
      state,
      ...(publicRow && { publicRow }),
      ...(publishedOn !== undefined && { publishedOn }),
    },
    ...(row && { row }),
    ...(terms && { terms }),
  };
}

function transactionsOf(history: readonly StoredEvent[]): readonly (readonly RecordedEvent[])[] {
  const transactions: RecordedEvent[][] = [];
  for (const { event } of history) {
    const readable = readableEvent(event);
    const open = transactions.at(-1);
    if (event.source === RECORDER && open !== undefined) open.push(readable);
    else transactions.push([readable]);
  }
  return transactions;
}
