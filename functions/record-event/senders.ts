import { z } from 'zod';
import { SUBJECT_PATTERN, type SenderRule } from '../../shared/domain/senders.ts';

const senderRules = z.array(
  z.object({
    source: z.string().min(1),
    types: z.array(z.string()).min(1),
    subjects: z.array(z.string().regex(SUBJECT_PATTERN)).optional(),
    senderIds: z.array(z.string()).optional(),
  }),
);

/** Reads the stage's list of producers from its variable. @throws ZodError at cold start where it is no such list. */
export function readSenders(json: string): readonly SenderRule[] {
  return senderRules.parse(JSON.parse(json));
}
