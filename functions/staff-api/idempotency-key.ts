import { z } from 'zod';

const name = z.string().regex(/^[\u0021-\u007E]{1,100}$/u);

/** The name under which a command can be repeated; unique per caller. */
export const idempotencyKey = name.meta({
  description: 'Required: the name under which the command can be repeated',
});

/** The same where the command may also be only previewed. */
export const keyUnlessPreview = name
  .meta({ description: 'Required without `?preview`: the name under which the command can be repeated' })
  .optional();

/** The same where a repeat is harmless without it. */
export const optionalKey = name
  .meta({ description: 'Optional: the name under which the request can be repeated' })
  .optional();

/** What a name that is none breaks. */
export const KEY_RULE = 'idempotency-key: 1 to 100 visible ASCII characters';
