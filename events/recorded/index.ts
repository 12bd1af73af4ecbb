import { z } from 'zod';
import { fact, type EventOf } from '../fact.ts';
import { akteClosed } from '../incoming/akte.ts';
import { budgetAmended, eckdatenAmended } from '../incoming/budget.ts';
import { RECORDED_AS_SENT } from '../incoming/index.ts';
import { signatureReceived } from '../incoming/signature.ts';
import { revisedTerms, terms } from '../incoming/terms.ts';
import { zielvereinbarungDrafted, zielvereinbarungRevised } from '../incoming/zielvereinbarung.ts';
import { day, fassungNumber, instant, money, party, sha256, text, type Party } from '../primitives.ts';

/** What the recorder adds to the terms when it accepts a Fassung (rule 1). */
const fixed = {
  fassung: fassungNumber,
  fassungHash: sha256.meta({ description: 'SHA-256 of the canonical terms (RFC 8785)' }),
  clauseVersion: text(40),
  parties: z
    .object({ land: text(200), kommune: text(200) } satisfies Record<Party, z.ZodType>)
    .meta({ description: 'Official names in that year' }),
};

const drafted = { ...zielvereinbarungDrafted, data: terms.extend(fixed) };
const revised = { ...zielvereinbarungRevised, data: revisedTerms.extend(fixed) };
const signed = {
  ...signatureReceived,
  personal: [...signatureReceived.personal, 'signatoryKey'],
  data: signatureReceived.data.extend({
    signatoryKey: z
      .string()
      .meta({ description: 'Digest of the name: tells two people apart, goes with the name' }),
  }),
};
/** What a change adds: the Fassung it makes, or the number of the Abweichung that it is. */
const changed = {
  fassungHash: sha256.exactOptional(),
  abweichung: z.int().min(1).exactOptional().meta({ description: 'Number of the Abweichung, from 1' }),
};
const amended = { ...budgetAmended, data: budgetAmended.data.extend(changed) };
const figureAmended = { ...eckdatenAmended, data: eckdatenAmended.data.extend(changed) };

const closed = {
  ...akteClosed,
  data: akteClosed.data.extend({
    retainUntil: day.exactOptional().meta({
      description: 'Last day of the retention, which runs from the closing; absent where told again',
    }),
  }),
};

/** Both parties' slots are filled on the same Fassung; recorded with whichever fact filled the last one. */
export const zielvereinbarungConcluded = fact('zielvereinbarung.concluded', {
  origin: 'recorder',
  meaning: 'Both signatures are present on the same Fassung: the Zielvereinbarung is concluded.',
  data: z.object({
    fassung: fassungNumber,
    fassungHash: sha256,
    concludedOn: day.meta({ description: 'The latest signedOn' }),
    publishAt: instant.meta({ description: 'When the publication is due' }),
  }),
});

/** A signature lost its Fassung: new terms took its place, and it never counts again (rule 1). */
export const signatureVoided = fact('signature.voided', {
  origin: 'recorder',
  meaning: 'New terms took the place of the signed ones: this signature no longer counts.',
  data: z.object({
    fassung: fassungNumber.meta({ description: 'The Fassung that was signed' }),
    party,
    signedOn: day,
  }),
});

/** What the Bescheide grant for this Haushaltsjahr differs from the agreed sum, or cannot be compared (§ 5). */
export const bescheidDifferenceFound = fact('bescheid.difference-found', {
  origin: 'recorder',
  meaning: 'The granted sum differs from the agreed one, or cannot be compared with it.',
  data: z.object({
    fassung: fassungNumber,
    agreed: money,
    granted: money.exactOptional().meta({ description: 'Absent where the years cannot be told apart' }),
    difference: money.exactOptional().meta({ description: 'agreed minus granted' }),
  }),
});

/** Everything that can stand in the log, in its newest version. */
export const RECORDED = [
  drafted,
  revised,
  signed,
  amended,
  figureAmended,
  closed,
  ...RECORDED_AS_SENT,
  signatureVoided,
  bescheidDifferenceFound,
  zielvereinbarungConcluded,
] as const;

type RecordedFact = (typeof RECORDED)[number];

/** What the store adds when it records. */
export type Position = {
  /** Place in the log of its Zielvereinbarung, from 1 without gap. */
  readonly version: number;
  /** When it was recorded, RFC 3339 in UTC. */
  readonly recordedAt: string;
};

/** A fact before it has a place in the log. */
export type NewEvent = {
  [Name in RecordedFact['name']]: EventOf<Extract<RecordedFact, { name: Name }>>;
}[RecordedFact['name']];

/** A fact that stands in the log. What is recorded has happened. */
export type RecordedEvent = NewEvent & Position;

/** One kind of recorded event by its name in code. */
export type Recorded<Name extends RecordedEvent['type']> = Extract<RecordedEvent, { type: Name }>;
