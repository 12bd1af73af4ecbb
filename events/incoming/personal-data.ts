import { z } from 'zod';
import { fact } from '../fact.ts';
import { text } from '../primitives.ts';

/** Names of persons and free text of earlier facts are taken out of the log for ever (rule 10). */
export const personalDataErased = fact('personal-data.erased', {
  origin: 'outside',
  meaning:
    'The personal parts of these facts are erased from the log, once the Akte is closed; the chain of hashes still holds.',
  personal: ['reason'],
  reasons: ['legal-hold-active'],
  data: z.object({
    versions: z
      .array(z.int().min(1))
      .min(1)
      .max(50)
      .meta({ description: 'Places in the log of the facts whose personal parts are erased' }),
    reason: text(1000),
  }),
});
