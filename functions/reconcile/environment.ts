import type { z } from 'zod';
import { reconcilerVariables } from '../../shared/lambda/reconciler-variables.ts';

/** What reconcile needs to run; infra must give all of it. */
export const environment = reconcilerVariables;

/** Type of {@link environment}: a forgotten variable is a compile error in infra. */
export type Environment = z.infer<typeof environment>;
