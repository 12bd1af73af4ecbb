import { z } from 'zod';
import { fact } from '../fact.ts';
import { documentReference, fassungNumber, paperDate, party, text } from '../primitives.ts';

/** Who signed: name, office, and in whose place (i. V., i. A.) where not in their own. */
export const signatory = z.object({
  name: text(120),
  office: text(120),
  capacity: text(40).exactOptional().meta({ description: 'Representation, e.g. i. V. or i. A.' }),
});

/** A party declares that it has signed a Fassung; a slot fills with this and its evidence (rule 3). */
export const signatureReceived = fact('signature.received', {
  origin: 'outside',
  meaning: 'A party declares that it has signed this Fassung.',
  personal: ['signatory.name'],
  reasons: [
    'fassung-not-known',
    'fassung-not-released',
    'fassung-outdated',
    'date-in-future',
    'slot-taken',
    'same-signatory',
  ],
  data: z.object({
    fassung: fassungNumber,
    party,
    signatory,
    place: text(80),
    signedOn: paperDate,
    method: z.enum(['handwritten', 'qes', 'fes']),
    document: documentReference.exactOptional().meta({ description: 'The scan that shows it' }),
  }),
});

/** A party takes its signature back before publication. */
export const signatureWithdrawn = fact('signature.withdrawn', {
  origin: 'outside',
  meaning: 'A party withdraws its signature on this Fassung.',
  personal: ['reason'],
  reasons: [
    'fassung-not-known',
    'fassung-not-released',
    'fassung-outdated',
    'signature-unknown',
    'publication-stands',
  ],
  data: z.object({ fassung: fassungNumber, party, reason: text(1000) }),
});

/** A party says that it will not sign this Fassung; a later declaration of the same party takes its place. */
export const signatureRefused = fact('signature.refused', {
  origin: 'outside',
  meaning: 'A party refuses to sign this Fassung.',
  personal: ['reason'],
  reasons: ['fassung-not-known', 'fassung-not-released', 'fassung-outdated'],
  data: z.object({ fassung: fassungNumber, party, reason: text(1000) }),
});
