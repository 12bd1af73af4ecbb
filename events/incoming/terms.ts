import { z } from 'zod';
import {
  ags,
  aktenzeichen,
  day,
  documentReference,
  fassungNumber,
  figure,
  haushaltsjahr,
  money,
  programmeCode,
  text,
  type Party,
} from '../primitives.ts';
import type { Refusal } from '../reasons.ts';

const label = text(300);

/** A project under one of the Massnahmenarten of the programme year (§ 5). */
export const massnahme = z.object({
  art: z.int().min(1).max(99).meta({ description: 'Number of the Massnahmenart in the programme year' }),
  label,
  traeger: text(200).exactOptional(),
  places: z.int().min(0).max(100_000).exactOptional(),
  amount: money.exactOptional(),
});

/** A part of the Haushaltsmittel, with an earmark where the Land sets one (§ 2). */
export const budgetItem = z.object({ label, amount: money, earmark: text(100).exactOptional() });

/** A figure agreed beside the money (§ 4); optional, the model agreement gives none. */
export const eckdatum = z.object({
  label,
  art: z.int().min(1).max(99).exactOptional(),
  value: figure,
  unit: text(40),
});

/** Text that the parties agreed beyond the programme's clauses (rule 8). */
export const besondereRegelung = z.object({ paragraph: text(20), text: text(4000) });

/** The shape of the terms; `drafted` and `revised` carry them. */
export const termsShape = {
  programme: programmeCode,
  haushaltsjahr,
  ags,
  haushaltsmittel: money,
  budgetItems: z.array(budgetItem).max(50).exactOptional(),
  massnahmen: z.array(massnahme).max(200),
  eckdaten: z.array(eckdatum).max(100).exactOptional(),
  signatureSlots: z
    .object({
      land: z.int().min(1).max(2),
      kommune: z.int().min(1).max(2),
    } satisfies Record<Party, z.ZodType>)
    .exactOptional()
    .meta({ description: 'Signatures required per party; one each where absent' }),
  references: z
    .array(z.object({ title: text(300), validUntil: day.exactOptional() }))
    .max(20)
    .exactOptional(),
  aktenzeichen: z
    .object({
      land: aktenzeichen.exactOptional(),
      kommune: aktenzeichen.exactOptional(),
    } satisfies Record<Party, z.ZodType>)
    .exactOptional(),
  besondereRegelungen: z.array(besondereRegelung).max(20).exactOptional(),
  textDocument: documentReference.exactOptional(),
  asOf: day.exactOptional().meta({ description: 'Day of the draft itself' }),
};

/** What the parties agree on; together with clause version and official names it makes a Fassung (rule 1). */
export const terms = z.object(termsShape);

/** The terms of a Fassung as they were sent. */
export type Terms = z.infer<typeof terms>;

/** Terms of the next Fassung, with its number and the reason. */
export const revisedTerms = z.object({ fassung: fassungNumber, reason: text(1000), ...termsShape });

/** What terms may meet, whichever fact carries them. */
export const TERMS_REASONS = [
  'programme-unknown',
  'massnahmenart-unknown',
  'amount-implausible',
] as const satisfies readonly Refusal[];
