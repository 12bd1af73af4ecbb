import { z } from 'zod';
import { variable } from '../../shared/lambda/environment.ts';

/** What publish-workplace needs to run; infra must give all of it. */
export const environment = z.object({
  WORKPLACE_BUCKET: variable.name,
  WORKPLACE_URL: variable.url,
  PORTAL_URL: variable.url,
  API_URL: variable.url,
  ISSUER: variable.url,
  SIGN_IN_URL: variable.url,
  CLIENT_ID: variable.name,
  /** Origin that takes upload forms and hands out previews. */
  BUCKET_ORIGIN: variable.url,
  EVENT_PREFIX: variable.eventPrefix,
  /** Whether another person confirms what somebody uploaded. */
  FOUR_EYES: variable.flag,
  /** Whether the stage sends mails. */
  MAILS: variable.flag,
});

/** Type of {@link environment}: a forgotten variable is a compile error in infra. */
export type Environment = z.infer<typeof environment>;
