import { z } from 'zod';
import { fact } from '../fact.ts';
import { text } from '../primitives.ts';

/** What is recorded and what is found differ: publishing of this Zielvereinbarung stops until somebody looked. */
export const integrityViolated = fact('integrity.violated', {
  origin: 'functions',
  senders: ['urn:aqb:publish-portal', 'urn:aqb:reconcile'],
  meaning: 'Log, archive or portal do not agree; a person has to look.',
  data: z.object({
    where: z.enum(['log', 'archive', 'portal']),
    version: z
      .int()
      .min(1)
      .exactOptional()
      .meta({ description: 'First event of the log that does not hold' }),
    finding: text(300),
  }),
});
