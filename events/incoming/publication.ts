import { z } from 'zod';
import { fact } from '../fact.ts';
import { fassungNumber, instant } from '../primitives.ts';

/** The time of publication has come. */
export const publicationDue = fact('publication.due', {
  origin: 'functions',
  senders: ['urn:aqb:remind'],
  meaning: 'The time of publication has come.',
  data: z.object({ fassung: fassungNumber, publishAt: instant }),
});
