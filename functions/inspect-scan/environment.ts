import { z } from 'zod';
import { archiveVariables, variable } from '../../shared/lambda/environment.ts';

/** What inspect-scan needs to run; infra must give all of it. */
export const environment = z.object({
  TABLE_NAME: variable.name,
  INBOX_BUCKET: variable.name,
  INTERNAL_QUEUE_URL: variable.url,
  EVENT_PREFIX: variable.eventPrefix,
  ...archiveVariables,
});

/** Type of {@link environment}: a forgotten variable is a compile error in infra. */
export type Environment = z.infer<typeof environment>;
