import type { CloudEvent } from '../../../events/fact.ts';
import type { WireWriter } from '../../../events/wire-writer.ts';
import { berlinDay } from '../../domain/dates/berlin.ts';
import { PROGRAMMES } from '../../domain/programme/index.ts';
import type { YearRow } from '../../domain/zielvereinbarung/telling/summary.ts';
import { dueFact } from './due-fact.ts';
import { deadlineFacts } from './remind-deadlines.ts';
import type { Clock } from '../ports/clock.ts';
import type { EventStore } from '../ports/event-store.ts';
import type { InternalQueue } from '../ports/internal-queue.ts';

/** What reminding works with. */
export type Reminder = {
  readonly store: EventStore;
  readonly queue: InternalQueue;
  readonly clock: Clock;
  readonly wire: WireWriter;
};

/**
 * Says what time brings: that the publication of a concluded Zielvereinbarung is due, that a deadline comes
 * near or has passed. Safe to repeat: each id names its matter, so each is recorded once; what is recorded is
 * no longer asked for, and what came too soon for the clock of the recorder is asked for again.
 */
export async function remind({ store, queue, clock, wire }: Reminder): Promise<number> {
  const now = clock.now();
  let reminded = 0;
  for (const { programme, haushaltsjahr } of PROGRAMMES) {
    const rows = await store.yearRows(programme, haushaltsjahr);
    const due = rows.flatMap((row) => [
      ...dueEvents(row, now, wire),
      ...deadlineFacts(row, { today: berlinDay(now), wire }),
    ]);
    for (const fact of due) await queue.send([fact]);
    reminded += due.length;
  }
  return reminded;
}

function dueEvents(row: YearRow, now: string, wire: WireWriter): readonly CloudEvent[] {
  const fact = dueFact(row, now);
  return fact === undefined ? [] : [wire.toCloudEvent(fact)];
}
