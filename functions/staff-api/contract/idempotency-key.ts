import { z } from 'zod';
import { detailOf } from '../../../events/reading/detail.ts';

const name = z.string().regex(/^[\u0021-\u007E]{1,100}$/u, 'ein Name aus 1 bis 100 sichtbaren ASCII-Zeichen');

/** Whether the name is needed: by a command wherever it is not only previewed, or not at all. */
export type KeyRule = 'unless-preview' | 'optional';

/** The name under which a command can be repeated, unique per caller; only a preview needs none. */
export const keyUnlessPreview = name
  .meta({ description: 'Required without `?preview`: the name under which the command can be repeated' })
  .optional();

/** The same where a repeat is harmless without it. */
export const optionalKey = name
  .meta({ description: 'Optional: the name under which the request can be repeated' })
  .optional();

/** What a name that is none breaks. */
export const KEY_RULE = detailOf(
  'idempotency-key',
  'erwartet wird ein Name aus 1 bis 100 sichtbaren ASCII-Zeichen',
);
