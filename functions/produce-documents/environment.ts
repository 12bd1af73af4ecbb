import { z } from 'zod';
import { archiveVariables, variable } from '../../shared/lambda/environment.ts';

/** What produce-documents needs to run; infra must give all of it. */
export const environment = z.object({
  TABLE_NAME: variable.name,
  INTERNAL_QUEUE_URL: variable.url,
  EVENT_PREFIX: variable.eventPrefix,
  /** Public base address with trailing slash: it stands in the QR codes. */
  PORTAL_URL: variable.url,
  ...archiveVariables,
});

/** Type of {@link environment}: a forgotten variable is a compile error in infra. */
export type Environment = z.infer<typeof environment>;
