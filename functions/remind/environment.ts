import { z } from 'zod';
import { variable } from '../../shared/lambda/environment.ts';

/** What remind needs to run; infra must give all of it. */
export const environment = z.object({
  TABLE_NAME: variable.name,
  INTERNAL_QUEUE_URL: variable.url,
  EVENT_PREFIX: variable.eventPrefix,
  /** Address that mails come from; without it, the name and the three at the end, no mail is sent. */
  MAIL_SENDER: variable.name.optional(),
  /** Name of the service beside that address. */
  MAIL_SENDER_NAME: variable.name.optional(),
  /** Address that answers to mails go to; without it nobody reads them. */
  MAIL_REPLY_TO: variable.name.optional(),
  /** Base address of the workplace with trailing slash. */
  WORKPLACE_URL: variable.url.optional(),
  USER_POOL_ID: variable.name.optional(),
  /** Secret with the key of the stage: nobody hears of what they did themselves. */
  ACCOUNT_KEY_ARN: variable.name.optional(),
});

/** Type of {@link environment}: a forgotten variable is a compile error in infra. */
export type Environment = z.infer<typeof environment>;

/** What the schedule says of the run of a day; one without a word is that of every five minutes. */
export const dailyRun = z.object({ run: z.literal('daily') });

/** Type of {@link dailyRun}, as the schedule in infra says it. */
export type DailyRun = z.infer<typeof dailyRun>;
