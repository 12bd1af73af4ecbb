import { z } from 'zod';
import { SUBJECT_PATTERN, sourceWithKey } from '../../../shared/domain/senders.ts';
import { VOICES } from '../../../shared/domain/voices.ts';
import type { ClientRight } from './access.ts';

/** One entry per source and not per client: a function has 4 KB for all of its variables. */
const senders = z.array(
  z.object({
    source: z.string().min(1),
    voice: z.enum(VOICES),
    types: z.array(z.string()).min(1),
    subjects: z.array(z.string().regex(SUBJECT_PATTERN)).exactOptional(),
    /** `ags` stands where the source has `<ags>`. */
    clients: z.array(
      z.object({
        clientId: z.string().min(1),
        ags: z
          .string()
          .regex(/^\d{5}$/u)
          .exactOptional(),
      }),
    ),
  }),
);

/** Reads the stage's app clients from its variable. @throws ZodError at cold start where it is no such list. */
export function readClients(json: string): readonly ClientRight[] {
  return senders.parse(JSON.parse(json)).flatMap(({ clients, ...rule }) =>
    clients.map(({ clientId, ags }) => ({
      clientId,
      source: sourceWithKey(rule.source, ags),
      rule: { ...rule, principals: [{ id: clientId, ags: ags === undefined ? [] : [ags] }] },
    })),
  );
}
