import { z } from 'zod';
import { day, sha256, subject } from '../../events/primitives.ts';
import { aboutField } from './about-field.ts';
import { delay, refusal, sentence, versions } from './answers.ts';

const uri = z.string().regex(/^[\u0021-\u007E]{1,200}$/u);

const clearing = z
  .object({ month: z.string().regex(/^\d{4}-\d{2}$/u), key: sha256 })
  .meta({ description: 'Where the message lies at the clearing desk' });
const refusedPart = {
  reason: refusal.optional(),
  text: sentence.optional(),
  ...aboutField,
  clearing: clearing.optional(),
};
const about = {
  source: uri,
  id: uri,
  subject: subject.or(z.string().max(100)).optional(),
  otherContent: z
    .object({ ...refusedPart })
    .optional()
    .meta({ description: 'Another content came under the same name later; the first one counts' }),
  links: z.object({ self: z.string() }),
};

/** What became of one event. */
export const receipt = z
  .discriminatedUnion('state', [
    z.object({ ...about, state: z.literal('received') }),
    z.object({ ...about, state: z.literal('recorded'), versions }),
    z.object({ ...about, state: z.literal('duplicate') }),
    z.object({
      ...about,
      state: z.literal('parked'),
      reason: delay,
      text: sentence,
      until: day.meta({ description: 'Last day of waiting' }),
    }),
    z.object({ ...about, ...refusedPart, state: z.literal('refused') }),
  ])
  .meta({ id: 'Receipt', description: 'What became of one event, whichever way it came' });

/** The receipt that `POST /v1/events` answers. */
export const received = z
  .object({
    source: uri,
    id: uri,
    state: z.literal('received'),
    links: z.object({ self: z.string() }),
  })
  .meta({ id: 'Received' });
