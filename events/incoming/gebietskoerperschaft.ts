import { z } from 'zod';
import { fact } from '../fact.ts';
import { ags, day, registerSubject, text } from '../primitives.ts';

const grammaticalForms = z
  .object({ nominative: text(200), genitive: text(200), dative: text(200), accusative: text(200) })
  .meta({ description: 'The name in the four cases, each with its article' });

/** A Gebietskoerperschaft came into being, changed its name or ended. */
export const gebietskoerperschaftChanged = fact('gebietskoerperschaft.changed', {
  origin: 'outside',
  subject: registerSubject,
  meaning:
    'A Gebietskörperschaft is founded, renamed or ended. Recorded and passed on; the register that judges drafts follows with the next release.',
  reasons: ['register-overlap', 'register-gap'],
  data: z.object({
    ags,
    kind: z.enum(['landkreis', 'kreisfreie-stadt']),
    shortName: text(120),
    officialName: text(200),
    forms: grammaticalForms,
    validFrom: day,
    validTo: day.exactOptional(),
    successors: z.array(ags).max(10),
  }),
});
