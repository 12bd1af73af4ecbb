import { z } from 'zod';
import { judgingVariables, variable } from '../../shared/lambda/environment.ts';

/** What record-event needs to run; infra must give all of it. */
export const environment = z.object({
  TABLE_NAME: variable.name,
  INTERNAL_QUEUE_ARN: variable.name,
  EVENT_PREFIX: variable.eventPrefix,
  /** JSON of the stage's sender rules. */
  SENDERS: z.string().min(2),
  /** Unique id of the role that sends dead letters back and is believed for whom; absent where the stage names none. */
  OPERATOR_ID: variable.name.optional(),
  ...judgingVariables,
});

/** Type of {@link environment}: a forgotten variable is a compile error in infra. */
export type Environment = z.infer<typeof environment>;
