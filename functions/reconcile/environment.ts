import { z } from 'zod';
import { reconcilerVariables } from '../../shared/lambda/reconciler-variables.ts';

/** What reconcile needs to run; infra must give all of it. */
export const environment = reconcilerVariables;

/** Type of {@link environment}: a forgotten variable is a compile error in infra. */
export type Environment = z.infer<typeof environment>;

/** What the schedule says of the run of a night; one without a word is that of every quarter of an hour. */
export const nightlyRun = z.object({ run: z.literal('nightly') });

/** Type of {@link nightlyRun}, as the schedule in infra says it. */
export type NightlyRun = z.infer<typeof nightlyRun>;
