import { z } from 'zod';
import { fact } from '../fact.ts';
import { day, documentReference, fassungNumber, measure, money, text } from '../primitives.ts';
import { budgetItem, eckdatum } from './terms.ts';

/** The three kinds of budget change (rule 2); never guessed. */
export const budgetChange = z.enum(['correction', 'aenderungsvereinbarung', 'abweichung']).meta({
  description:
    'correction: before conclusion, next Fassung; aenderungsvereinbarung: after conclusion, a pending Fassung; abweichung: § 6, recorded only',
});

/** What both changes may name beside their figures. */
const named = {
  fassung: fassungNumber.exactOptional().meta({
    description: 'Number of the Fassung this makes; of an abweichung, the concluded one it deviates from',
  }),
  textDocument: documentReference.exactOptional().meta({
    description:
      'The text of the Fassung this makes; needed, and another one, where the parties supplied the text before',
  }),
};

/** The Haushaltsmittel change, in one of three kinds. */
export const budgetAmended = fact('budget.amended', {
  origin: 'outside',
  meaning: 'The Haushaltsmittel change: by correction, Änderungsvereinbarung or Abweichung.',
  personal: ['reason'],
  reasons: [
    'fassung-not-known',
    'fassung-outdated',
    'already-concluded',
    'not-concluded',
    'document-missing',
    'budget-from-mismatch',
    'amount-implausible',
  ],
  data: z.object({
    kind: budgetChange,
    from: money,
    to: money,
    budgetItems: z.array(budgetItem).max(50).exactOptional().meta({
      description:
        'All parts after a change that makes a Fassung; as before where absent. Needed where a programme has several budgets',
    }),
    reason: text(1000),
    effectiveOn: day,
    ...named,
  }),
});

/** An agreed figure changes, in the same three kinds as the money (§ 6 refers back to the Eckdaten of § 4). */
export const eckdatenAmended = fact('eckdaten.amended', {
  origin: 'outside',
  meaning: 'An Eckdatum changes: by correction, Änderungsvereinbarung or Abweichung.',
  personal: ['reason'],
  reasons: [
    'fassung-not-known',
    'fassung-outdated',
    'already-concluded',
    'not-concluded',
    'document-missing',
    'eckdaten-from-mismatch',
  ],
  data: z.object({
    kind: budgetChange,
    label: text(300).meta({ description: 'Label of the Eckdatum, as in the terms' }),
    art: eckdatum.shape.art.meta({
      description: 'Its Massnahmenart; needed where several Eckdaten have this label',
    }),
    from: measure.exactOptional().meta({ description: 'Absent where no figure was agreed' }),
    to: measure,
    reason: text(1000),
    effectiveOn: day,
    ...named,
  }),
});
