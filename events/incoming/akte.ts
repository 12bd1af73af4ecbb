import { z } from 'zod';
import { fact } from '../fact.ts';
import { day, documentReference, text } from '../primitives.ts';

const reason = text(1000);

/** What lies in the archive is kept longer; never shorter (rule 9). */
export const retentionExtended = fact('retention.extended', {
  origin: 'outside',
  meaning: 'The retention of the archived documents is extended.',
  personal: ['reason'],
  reasons: ['retention-shorter'],
  data: z.object({ until: day, reason }),
});

/** Nothing may be removed until the hold is lifted, whatever the retention says. */
export const legalHoldPlaced = fact('legal-hold.placed', {
  origin: 'outside',
  meaning: 'A legal hold forbids any removal.',
  personal: ['reason'],
  data: z.object({ reason }),
});

/** The legal hold ends. */
export const legalHoldLifted = fact('legal-hold.lifted', {
  origin: 'outside',
  meaning: 'The legal hold is lifted.',
  personal: ['reason'],
  reasons: ['legal-hold-unknown'],
  data: z.object({ reason }),
});

const step = z.object({ reason, document: documentReference.exactOptional() });

/** The Akte is closed: the retention begins to run (rule 9). */
export const akteClosed = fact('akte.closed', {
  origin: 'outside',
  meaning: 'The Akte is closed; its retention begins.',
  personal: ['reason'],
  data: step,
});

/** The closed Akte was offered to the Landesarchiv (rule 9). */
export const akteOffered = fact('akte.offered', {
  origin: 'outside',
  meaning: 'The Akte was offered to the Landesarchiv.',
  personal: ['reason'],
  data: step,
});

/** The Akte was handed over or destroyed: the end of its life here. */
export const akteDisposed = fact('akte.disposed', {
  origin: 'outside',
  meaning: 'The Akte was taken over by the Landesarchiv or destroyed.',
  personal: ['reason'],
  reasons: ['legal-hold-active', 'retention-running'],
  data: step,
});
