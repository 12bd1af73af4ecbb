import { mailDigests, mailNews } from '../../shared/application/mail/mail-news.ts';
import type { Mailing } from '../../shared/application/mail/mailing.ts';
import { remindOfExpiry, type ExpiryReminder } from '../../shared/application/reminding/remind-expiry.ts';
import { remind, type Reminder } from '../../shared/application/reminding/remind.ts';
import type { AlarmingOutcome } from '../../shared/lambda/metric-names.ts';
import { scheduleHandler } from '../../shared/lambda/schedule-handler.ts';
import type { Telemetry } from '../../shared/lambda/telemetry.ts';
import { dailyRun } from './environment.ts';

/** What the handler works with. */
export type Deps = {
  readonly reminder: Reminder & ExpiryReminder;
  readonly telemetry: Telemetry;
  /** Absent where the stage sends no mail. */
  readonly mailing?: Omit<Mailing, 'report'>;
};

/**
 * Every five minutes: whose undo window is over becomes public, deadlines are told of, and news are mailed to those
 * who want them at once. Once a day: what waited too long is moved, and everybody else gets the mail of the day.
 * Mails come last: where they fail, the rest is done.
 */
export function createHandler({ reminder, telemetry, mailing }: Deps) {
  const post: Mailing | undefined = mailing && {
    ...mailing,
    report: (outcome: 'mailed' | Extract<AlarmingOutcome, 'mail-unsent'>, reason) =>
      telemetry.note('mail', { outcome, ...(reason !== undefined && { reason }) }),
  };
  return scheduleHandler(telemetry, async (given) => {
    if (dailyRun.safeParse(given).success) {
      if ((await remindOfExpiry(reminder)) > 0) telemetry.note('reminded', { outcome: 'expired' });
      if (post !== undefined) await mailDigests(post);
      return;
    }
    const reminded = await remind(reminder);
    if (reminded > 0) telemetry.note('reminded', { outcome: 'told' });
    if (post !== undefined) await mailNews(post);
  });
}
