import { z } from 'zod';
import { day, sha256 } from '../../../events/primitives.ts';
import { aboutField, delay, refusal } from './about-field.ts';
import { sentence, versions } from './answers.ts';

/** A source or an id, as its sender wrote it. */
export const uri = z.string().regex(/^[\u0021-\u007E]{1,200}$/u);

const clearing = z
  .object({ month: z.string().regex(/^\d{4}-\d{2}$/u), key: sha256 })
  .meta({ id: 'ClearingPlace', description: 'Where the message lies at the clearing desk' });
const refusedPart = {
  reason: refusal.optional(),
  text: sentence.optional(),
  ...aboutField,
  clearing: clearing.optional(),
};
const otherContent = z
  .object({ ...refusedPart })
  .meta({ id: 'OtherContent', description: 'Why another content under the same name was refused' });
/** Where a receipt is read. */
export const receiptLinks = z
  .object({ self: z.string() })
  .meta({ id: 'ReceiptLinks', description: 'Where the receipt is read' });
const about = {
  source: uri,
  id: uri,
  subject: z.string().max(100).optional(),
  otherContent: otherContent
    .optional()
    .meta({ description: 'Another content came under the same name later; the first one counts' }),
  links: receiptLinks,
};

/** What became of one event. */
export const receipt = z
  .discriminatedUnion('state', [
    z
      .object({ ...about, state: z.literal('received') })
      .meta({ id: 'ReceivedReceipt', description: 'Taken, and not judged yet' }),
    z
      .object({ ...about, state: z.literal('recorded'), versions })
      .meta({ id: 'RecordedReceipt', description: 'Recorded, for ever' }),
    z
      .object({ ...about, state: z.literal('duplicate') })
      .meta({ id: 'DuplicateReceipt', description: 'The same was judged before' }),
    z
      .object({
        ...about,
        state: z.literal('parked'),
        reason: delay,
        text: sentence,
        until: day.meta({ description: 'Last day of waiting' }),
      })
      .meta({ id: 'ParkedReceipt', description: 'Waits for what it builds on' }),
    z
      .object({ ...about, ...refusedPart, state: z.literal('refused') })
      .meta({ id: 'RefusedReceipt', description: 'Lies at the clearing desk' }),
  ])
  .meta({ id: 'Receipt', description: 'What became of one event, whichever way it came' });
