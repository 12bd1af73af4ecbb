import { z } from 'zod';
import { judgingVariables, variable } from '../../shared/lambda/environment.ts';

/** What staff-api needs to run; infra must give all of it. */
export const environment = z.object({
  TABLE_NAME: variable.name,
  INBOX_BUCKET: variable.name,
  ARCHIVE_BUCKET: variable.name,
  EVENT_PREFIX: variable.eventPrefix,
  USER_POOL_CLIENT_ID: variable.name,
  /** Secret with the key of the stage, under which accounts have their pseudonyms. */
  ACCOUNT_KEY_ARN: variable.name,
  INSPECTION_QUEUE_URL: variable.url,
  INGRESS_QUEUE_URL: variable.url,
  /** Whether another person confirms what somebody uploaded. */
  FOUR_EYES: variable.flag,
  /** Scans that each side may announce for one Gebietskoerperschaft and day. */
  UPLOADS_PER_DAY: variable.count,
  /** The user pool, where the stage sends mails: previews say whom they reach. Without it they promise none. */
  USER_POOL_ID: variable.name.optional(),
  /** JSON of the senders that have app clients, each with what it may send and its clients. */
  CLIENTS: z.string().min(2),
  ...judgingVariables,
});

/** Type of {@link environment}: a forgotten variable is a compile error in infra. */
export type Environment = z.infer<typeof environment>;
