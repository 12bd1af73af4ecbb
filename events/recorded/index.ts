import { z } from 'zod';
import { fact, type EventOf } from '../fact.ts';
import { bescheidIssued } from '../incoming/bescheid.ts';
import { budgetAmended } from '../incoming/budget.ts';
import { documentArchived } from '../incoming/document.ts';
import { publicationDue } from '../incoming/publication.ts';
import { scanArchived, scanChecked, scanRefused, scanSubmitted } from '../incoming/scan.ts';
import { signatureReceived, signatureWithdrawn } from '../incoming/signature.ts';
import { revisedTerms, terms } from '../incoming/terms.ts';
import {
  zielvereinbarungDrafted,
  zielvereinbarungPublished,
  zielvereinbarungReleasedForSignature,
  zielvereinbarungRevised,
} from '../incoming/zielvereinbarung.ts';
import { day, fassungNumber, instant, sha256, text } from '../primitives.ts';

/** What the recorder adds to the terms when it accepts a Fassung (rule 1). */
const fixed = {
  fassung: fassungNumber,
  fassungHash: sha256.meta({ description: 'SHA-256 of the canonical terms (RFC 8785)' }),
  clauseVersion: text(40),
  parties: z
    .object({ land: text(200), kommune: text(200) })
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
const amended = {
  ...budgetAmended,
  data: budgetAmended.data.extend({ fassungHash: sha256.exactOptional() }),
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

/** Everything that can stand in the log, in its newest version. */
export const RECORDED = [
  drafted,
  revised,
  zielvereinbarungReleasedForSignature,
  signed,
  signatureWithdrawn,
  scanSubmitted,
  scanArchived,
  scanRefused,
  scanChecked,
  documentArchived,
  amended,
  bescheidIssued,
  zielvereinbarungConcluded,
  publicationDue,
  zielvereinbarungPublished,
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
