import type { CloudEvent } from '../../../events/fact.ts';
import type { WireWriter } from '../../../events/wire-writer.ts';
import { monthsAfter } from '../../domain/dates/berlin.ts';
import { isWaitingOver } from '../../domain/facts/waiting-time.ts';
import type { WaitingEntry } from '../ports/clearing.ts';
import type { Clock } from '../ports/clock.ts';
import type { Crypto } from '../ports/crypto.ts';
import type { EventStore } from '../ports/event-store.ts';
import type { InternalQueue } from '../ports/internal-queue.ts';

/** What looking for expired parkings works with. */
export type ExpiryReminder = {
  readonly store: Pick<EventStore, 'waitingUntil'>;
  readonly queue: InternalQueue;
  readonly clock: Clock;
  readonly crypto: Pick<Crypto, 'fingerprint'>;
  readonly wire: WireWriter;
};

/** Months back that are looked through: a run that fails is made up for by the next ones. */
const MONTHS_BACK = 2;
const PAGE = 500;

/**
 * Says of every event that waited too long that its time is over; the recorder moves it to the clearing desk.
 * Safe to repeat: what was moved waits no longer. Cost: one query for each page of three months, nothing scanned.
 */
export async function remindOfExpiry(reminder: ExpiryReminder): Promise<number> {
  let reminded = 0;
  for (const month of monthsUntil(reminder.clock.today())) {
    let after: string | undefined;
    do {
      const page = await reminder.store.waitingUntil(month, {
        limit: PAGE,
        ...(after !== undefined && { after }),
      });
      const over = page.items.filter(
        (entry) => entry.outcome === 'waiting' && isWaitingOver(entry, reminder.clock),
      );
      for (const entry of over) await reminder.queue.send([expiredFact(reminder, entry)]);
      reminded += over.length;
      after = page.next;
    } while (after !== undefined);
  }
  return reminded;
}

function monthsUntil(today: string): readonly string[] {
  return Array.from({ length: MONTHS_BACK + 1 }, (_, back) =>
    monthsAfter(today.slice(0, 7), back - MONTHS_BACK),
  );
}

function expiredFact({ crypto, wire }: ExpiryReminder, entry: WaitingEntry): CloudEvent {
  const { subject, source, id, parkedAt, until } = entry;
  return wire.toCloudEvent({
    type: 'ParkingExpired',
    // With the time of parking: the clearing desk may let the same event wait again.
    id: `expired:${crypto.fingerprint({ subject, source, id, parkedAt })}`,
    source: 'urn:aqb:remind',
    subject,
    time: `${until}T22:00:00Z`,
    data: { originalSource: source, originalId: id, until },
  });
}
