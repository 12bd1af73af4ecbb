import { z } from 'zod';
import { fact } from '../fact.ts';
import { day, fassungNumber, instant, text } from '../primitives.ts';

/** The time of publication has come. */
export const publicationDue = fact('publication.due', {
  origin: 'functions',
  senders: ['urn:aqb:remind'],
  meaning: 'The time of publication has come.',
  data: z.object({ fassung: fassungNumber, publishAt: instant }),
});

const decision = { reason: text(1000) };

/** The page is not to appear yet, though the Zielvereinbarung is concluded (rule 4). */
export const publicationHeld = fact('publication.held', {
  origin: 'outside',
  meaning: 'The ministry holds the publication back.',
  personal: ['reason'],
  data: z.object({
    ...decision,
    until: day.exactOptional().meta({ description: 'First day of publication; until released where absent' }),
  }),
});

/** A held or withdrawn page may appear (again). */
export const publicationReleased = fact('publication.released', {
  origin: 'outside',
  meaning: 'The ministry lets a held or withdrawn publication appear.',
  personal: ['reason'],
  data: z.object(decision),
});

/** The page gives way to a notice (410); the archive is untouched (rule 4). */
export const publicationWithdrawn = fact('publication.withdrawn', {
  origin: 'outside',
  meaning: 'The ministry withdraws the public page; it answers 410 and says so.',
  personal: ['reason'],
  data: z.object(decision),
});
