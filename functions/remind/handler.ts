import { z } from 'zod';
import { remindOfExpiry, type ExpiryReminder } from '../../shared/application/remind-expiry.ts';
import { remind, type Reminder } from '../../shared/application/remind.ts';
import { scheduleHandler } from '../../shared/lambda/schedule-handler.ts';
import type { Telemetry } from '../../shared/lambda/telemetry.ts';

/** What the handler works with. */
export type Deps = { readonly reminder: Reminder & ExpiryReminder; readonly telemetry: Telemetry };

/** What the schedule says of a run; one without a word is that of every five minutes. */
const tick = z.object({ run: z.literal('daily') });

/**
 * Every five minutes: whose undo window is over becomes public, and deadlines are told of. Once a day: what
 * waited too long is moved.
 */
export function createHandler({ reminder, telemetry }: Deps) {
  return scheduleHandler(telemetry, async (given) => {
    if (tick.safeParse(given).success) {
      if ((await remindOfExpiry(reminder)) > 0) telemetry.note('reminded', { outcome: 'expired' });
      return;
    }
    const reminded = await remind(reminder);
    if (reminded > 0) telemetry.note('reminded', { outcome: 'told' });
  });
}
