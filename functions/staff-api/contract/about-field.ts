import { z } from 'zod';
import { DELAYS, REASONS, REFUSALS, isRefusal, type Delay, type Reason } from '../../../events/reasons.ts';

/** Why an event waits. */
export const delay = z
  .enum(Object.keys(DELAYS).filter((code): code is Delay => Object.hasOwn(DELAYS, code)))
  .meta({ id: 'Delay', description: 'Why an event waits' });
/** Why a message is refused. */
export const refusal = z
  .enum(Object.keys(REFUSALS).filter(isRefusal))
  .meta({ id: 'Refusal', description: 'Why a message is refused' });
/** Any reason, of a refusal or of waiting. */
export const anyReason = z
  .enum(Object.keys(REASONS).filter((code): code is Reason => Object.hasOwn(REASONS, code)))
  .meta({ id: 'Reason', description: 'Why something is refused or waits; the list grows' });

/** What a refusal says of the field that it is about. */
export const aboutField = {
  detail: z
    .string()
    .optional()
    .meta({ description: 'German, for people: the field, its path, and what is expected; never the value' }),
  field: z.string().optional().meta({ description: 'Path of the field that `detail` names' }),
};
