import { z } from 'zod';

/** The name under which a command can be repeated; unique per caller. */
export const idempotencyKey = z
  .string()
  .regex(/^[\u0021-\u007E]{1,100}$/u)
  .meta({ description: 'Required without `?preview`: the name under which the command can be repeated' });
