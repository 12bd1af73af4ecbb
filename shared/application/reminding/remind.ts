import type { CloudEvent } from '../../../events/fact.ts';
import type { WireWriter } from '../../../events/wire-writer.ts';
import { berlinDay } from '../../domain/dates/berlin.ts';
import { PROGRAMMES } from '../../domain/programme/index.ts';
import type { YearRow } from '../../domain/zielvereinbarung/telling/summary.ts';
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
 * no longer asked for.
 */
export async function remind({ store, queue, clock, wire }: Reminder): Promise<number> {
  const now = clock.now();
  let reminded = 0;
  for (const { programme, haushaltsjahr } of PROGRAMMES) {
    const rows = await store.yearRows(programme, haushaltsjahr);
    const due = rows.flatMap((row) => [
      ...dueFact(row, now, wire),
      ...deadlineFacts(row, { today: berlinDay(now), wire }),
    ]);
    for (const fact of due) await queue.send([fact]);
    reminded += due.length;
  }
  return reminded;
}

function dueFact({ subject, current }: YearRow, now: string, wire: WireWriter): CloudEvent[] {
  const { concludedFassung: fassung, publishAt, states } = current;
  if (states.publication !== 'waiting' || fassung === undefined || publishAt === undefined || publishAt > now)
    return [];
  return [
    wire.toCloudEvent({
      type: 'PublicationDue',
      id: `due:${subject}:${fassung}:${publishAt}`,
      source: 'urn:aqb:remind',
      subject,
      time: publishAt,
      data: { fassung, publishAt },
    }),
  ];
}
