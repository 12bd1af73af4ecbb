import { remind, type Reminder } from '../../shared/application/remind.ts';
import { scheduleHandler } from '../../shared/lambda/schedule-handler.ts';
import type { Telemetry } from '../../shared/lambda/telemetry.ts';

/** What the handler works with. */
export type Deps = { readonly reminder: Reminder; readonly telemetry: Telemetry };

/** Every five minutes: whose undo window is over becomes public, and deadlines are told of. */
export function createHandler({ reminder, telemetry }: Deps) {
  return scheduleHandler(telemetry, async () => {
    const reminded = await remind(reminder);
    if (reminded > 0) telemetry.note('reminded', { outcome: 'told' });
  });
}
