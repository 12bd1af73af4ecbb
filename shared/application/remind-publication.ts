import type { CloudEvent } from '../../events/fact.ts';
import { toCloudEvent } from '../../events/write.ts';
import { PROGRAMMES } from '../domain/programme/index.ts';
import type { YearRow } from '../domain/zielvereinbarung/summary.ts';
import type { Clock, EventStore, InternalQueue } from './ports.ts';

/** What reminding works with. */
export type Reminder = {
  readonly store: EventStore;
  readonly queue: InternalQueue;
  readonly clock: Clock;
  readonly prefix: string;
};

/**
 * Says that the time of publication has come, for every concluded Zielvereinbarung whose `publishAt` has
 * passed and that still waits. Safe to repeat: the id names Fassung and time, so each is recorded once.
 */
export async function remindOfPublication({ store, queue, clock, prefix }: Reminder): Promise<number> {
  const now = clock.now();
  let reminded = 0;
  for (const { programme, haushaltsjahr } of PROGRAMMES) {
    const due = (await store.yearRows(programme, haushaltsjahr)).flatMap((row) => dueFact(row, now, prefix));
    for (const fact of due) await queue.send([fact]);
    reminded += due.length;
  }
  return reminded;
}

function dueFact({ subject, current }: YearRow, now: string, prefix: string): CloudEvent[] {
  const { concludedFassung: fassung, publishAt, states } = current;
  if (states.publication !== 'waiting' || fassung === undefined || publishAt === undefined || publishAt > now)
    return [];
  return [
    toCloudEvent(
      {
        type: 'PublicationDue',
        id: `due:${subject}:${fassung}:${publishAt}`,
        source: 'urn:aqb:remind',
        subject,
        time: publishAt,
        data: { fassung, publishAt },
      },
      prefix,
    ),
  ];
}
