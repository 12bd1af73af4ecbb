import type { Terms } from '../../../events/incoming/terms.ts';
import { parseEuro } from '../euro.ts';
import { placeOf, type FoundClause } from './clauses.ts';
import { found, unread, type Read } from './problems.ts';
import { trimmed, wordsIn, type Range, type SourceText } from './source-text.ts';

type Money = Terms['haushaltsmittel'];

/** The Haushaltsmittel, and the run of text that says them. */
export type ReadHaushaltsmittel = { readonly amount: Read<Money>; readonly range: Range };

const NUMBER = String.raw`(?<![\d.,])-?\d[\d.,\s]{0,40}-{0,2}`;
const CURRENCY = String.raw`(?:Euro|EUR|€)`;
const AMOUNT = new RegExp(`${CURRENCY}\\s?${NUMBER}|${NUMBER}\\s?${CURRENCY}(?!\\p{L})`, 'gu');

/**
 * Reads the amount where the clause has it, between its two sentences. Where the sentences are others, the
 * only amount of that § counts; of two none does.
 */
export function readHaushaltsmittel(
  source: SourceText,
  clauses: readonly FoundClause[],
): ReadHaushaltsmittel | undefined {
  const located = placeOf(clauses, 'amount');
  if (located === undefined) return undefined;
  const { clause, place, isExact } = located;
  if (isExact) return amountAt(source, trimmed(source, place));
  if (clause.heading === undefined) return missing(source, place);
  const text = source.folded.slice(clause.body.start, clause.body.end);
  const [first, ...others] = text.matchAll(AMOUNT);
  if (first === undefined) return missing(source, clause.body);
  if (others.length > 0) {
    const range = { start: clause.body.start, end: clause.body.start };
    return { amount: unread(source, ['haushaltsmittel', 'haushaltsmittel-ambiguous'], clause.body), range };
  }
  const start = clause.body.start + first.index;
  return amountAt(source, trimmed(source, { start, end: start + first[0].length }));
}

function amountAt(source: SourceText, range: Range): ReadHaushaltsmittel {
  if (range.end === range.start) return missing(source, range);
  const reading = parseEuro(wordsIn(source, range));
  if (!reading.ok) return { amount: unread(source, ['haushaltsmittel', reading.reason], range), range };
  return { amount: found(source, { amountCent: reading.cents, currency: 'EUR' }, range), range };
}

function missing(source: SourceText, range: Range): ReadHaushaltsmittel {
  const nothing = { start: range.start, end: range.start };
  return { amount: unread(source, ['haushaltsmittel', 'haushaltsmittel-missing'], range), range: nothing };
}
