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

/**
 * Reads the stage's list of producers from its variable. The operator is believed for each that has to prove
 * itself, as it sends back what they said, and turns nobody's proof off.
 * @throws ZodError at cold start where it is no such list.
 */
export function readSenders(json: string, operatorId?: string): readonly SenderRule[] {
  const rules = senderRules.parse(JSON.parse(json));
  if (operatorId === undefined) return rules;
  return rules.map(({ senderIds, ...rule }) => ({
    ...rule,
    ...(senderIds !== undefined && { senderIds: [...senderIds, operatorId] }),
  }));
}
