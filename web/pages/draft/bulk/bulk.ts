import type { Terms } from '../../../../events/incoming/terms.ts';
import { parseEuroField } from '../../../../shared/domain/euro.ts';
import type { Programme } from '../../../../shared/domain/programme/index.ts';
import { readersWith, type FieldFault } from '../fields/field-readers.ts';
import { predecessorOf, proposalFor } from '../predecessor.ts';
import type { DraftLine } from './year-list.ts';
import { counted } from '../../../../shared/words/numbers.ts';

/** A draft that could be made: its terms, or why a person has to add something first. */
export type BulkProposal = {
  readonly ags: string;
  readonly subject: string;
  readonly name: string;
  readonly terms: Terms | undefined;
  readonly notes: readonly string[];
  /** There is no year before: amounts that a person types are all there is. */
  readonly needsAmount: boolean;
};

/** What became of one draft. */
export type BulkEnd = 'waiting' | 'sending' | 'recorded' | 'already-there' | 'failed';

/** One draft on its way; `key` is its own, so that a repeat after a lost answer makes no second one. */
export type BulkRow = {
  readonly subject: string;
  readonly name: string;
  readonly terms: Terms;
  readonly key: string;
  readonly end: BulkEnd;
  readonly text?: string;
};

/** Amounts as typed, one for each budget, by key of the Gebietskoerperschaft. */
export type TypedAmounts = Readonly<Record<string, readonly string[]>>;

/** Name of the field of one amount. */
export function amountField(ags: string, at: number): string {
  return `betrag-${ags}-${at}`;
}

/** Label of the field of one amount: of the budget where there are several. */
export function amountLabel({ budgets }: Programme, name: string, at: number): string {
  const label = budgets.length === 1 ? 'Haushaltsmittel' : (budgets[at]?.label ?? '');
  return `${label} für ${name} in Euro`;
}

/**
 * What is wrong with the amounts that were typed, in the order of the fields. Who types nothing for a
 * Gebietskoerperschaft leaves it out; who types one amount of several means all of them.
 */
export function amountFaults(
  next: Programme,
  proposals: readonly BulkProposal[],
  amounts: TypedAmounts,
): readonly FieldFault[] {
  const faults: FieldFault[] = [];
  const { euro } = readersWith((field, text) => {
    faults.push({ field, text });
  });
  for (const { ags, name, needsAmount } of proposals) {
    const typed = next.budgets.map((_, at) => amounts[ags]?.[at] ?? '');
    if (!needsAmount || typed.every((one) => one.trim() === '')) continue;
    for (const [at, one] of typed.entries())
      euro({ field: amountField(ags, at), label: amountLabel(next, name, at), typed: one }, 1);
  }
  return faults;
}

/** What could be made for every Gebietskoerperschaft without a draft; `previous` are the standing terms of the year before. */
export function proposalsFor(
  next: Programme,
  lines: readonly DraftLine[],
  { previous, amounts }: { readonly previous: readonly Terms[]; readonly amounts: TypedAmounts },
): readonly BulkProposal[] {
  return lines
    .filter(({ stage }) => stage === 'none')
    .map(({ gebietskoerperschaft: { ags, officialName: name }, subject }) => {
      const before = previous.find((terms) => terms.ags === ags);
      const cents = before === undefined ? centsOf(next, amounts[ags] ?? []) : undefined;
      return {
        ags,
        subject,
        name,
        needsAmount: before === undefined,
        ...proposalFor(next, ags, { before, cents }),
      };
    });
}

/** The Zielvereinbarungen of the year before that can be a ground: neither given up nor ended. */
export function groundsIn(
  next: Programme,
  lines: readonly DraftLine[],
  rows: readonly {
    readonly subject: string;
    readonly current: { readonly states: { readonly vereinbarung: string } };
  }[],
): readonly string[] {
  return lines
    .filter(({ stage }) => stage === 'none')
    .map(({ gebietskoerperschaft: { ags } }) => predecessorOf(next, ags))
    .filter((subject) =>
      rows.some((row) => row.subject === subject && row.current.states.vereinbarung !== 'cancelled'),
    );
}

/** Rows that are to be sent, each under a key of its own. */
export function rowsOf(proposals: readonly BulkProposal[], newKey: () => string): readonly BulkRow[] {
  return proposals.flatMap(({ subject, name, terms }) =>
    terms === undefined ? [] : [{ subject, name, terms, key: newKey(), end: 'waiting' as const }],
  );
}

/** An answer to one draft: recorded, or a problem with its status (0 where none came) and code. */
export type BulkAnswer =
  | { readonly ok: true }
  | { readonly ok: false; readonly status: number; readonly code: string | undefined; readonly text: string };

/** The row after its answer. A judged refusal uses the key up; a lost answer keeps it. */
export function answered(row: BulkRow, answer: BulkAnswer, newKey: () => string): BulkRow {
  if (answer.ok) return { ...row, end: 'recorded' };
  if (answer.code === 'already-exists') return { ...row, end: 'already-there' };
  const isJudged = answer.status >= 400 && answer.status < 500 && answer.status !== 401;
  return { ...row, end: 'failed', text: answer.text, ...(isJudged && { key: newKey() }) };
}

/** The rows with those that failed waiting again. */
export function repeated(rows: readonly BulkRow[]): readonly BulkRow[] {
  return rows.map((row) => {
    if (row.end !== 'failed') return row;
    const { text: _, ...rest } = row;
    return { ...rest, end: 'waiting' };
  });
}

/** How far it is: `12 von 27 angelegt, 1 nicht angelegt`. */
export function progressText(rows: readonly BulkRow[]): string {
  const count = (end: BulkEnd) => rows.filter((row) => row.end === end).length;
  const [there, failed] = [count('already-there'), count('failed')];
  return [
    `${count('recorded')} von ${rows.length} angelegt`,
    ...(there === 0 ? [] : [counted(there, 'lag schon vor', 'lagen schon vor')]),
    ...(failed === 0 ? [] : [`${failed} nicht angelegt`]),
  ].join(', ');
}

/** How many rows have an end. */
export function countEnded(rows: readonly BulkRow[]): number {
  return rows.filter(({ end }) => end !== 'waiting' && end !== 'sending').length;
}

/** Cents of each budget; undefined while one of them cannot be read. */
function centsOf({ budgets }: Programme, typed: readonly string[]): readonly number[] | undefined {
  const cents = budgets.map((_, at) => parseEuroField(typed[at] ?? ''));
  const read = cents.flatMap((one) => (one.ok && one.cents > 0 ? [one.cents] : []));
  return read.length === budgets.length ? read : undefined;
}
