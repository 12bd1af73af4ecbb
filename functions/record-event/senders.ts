import { z } from 'zod';
import { ags } from '../../events/primitives.ts';
import { SUBJECT_PATTERN, type SenderRule } from '../../shared/domain/senders.ts';
import { VOICES } from '../../shared/domain/voices.ts';

/** As the variable of the function has it; what it does not know is refused, so that no bond is passed over. */
const senderRules = z.array(
  z.strictObject({
    source: z.string().min(1),
    voice: z.enum(VOICES),
    types: z.array(z.string()).min(1),
    subjects: z.array(z.string().regex(SUBJECT_PATTERN)).optional(),
    principals: z
      .array(
        z.strictObject({
          id: z.string().min(1),
          ags: z.array(ags).optional(),
        }),
      )
      .optional(),
  }),
);

/** Reads the stage's list of producers from its variable. @throws ZodError at cold start where it is no such list. */
export function readSenders(json: string): readonly SenderRule[] {
  return senderRules.parse(JSON.parse(json));
}
