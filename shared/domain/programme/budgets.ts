import type { Terms } from '../../../events/incoming/terms.ts';
import { programmeOf } from './index.ts';
import type { Programme } from './programme.ts';

/** The terms as far as they speak of money. */
export type Money = Pick<Terms, 'haushaltsmittel' | 'budgetItems'>;

/**
 * Path of the field that does not fit the budgets of the programme (reason code `amount-implausible`), or
 * `undefined` where all fit. A programme of one budget asks nothing. Of several, each budget stands exactly once
 * among the budget items, nothing else stands there, and together they are the Haushaltsmittel.
 */
export function budgetFault(
  { haushaltsmittel, budgetItems = [] }: Money,
  { budgets }: Pick<Programme, 'budgets'>,
): string | undefined {
  if (budgets.length < 2) return undefined;
  const labels = budgetItems.map(({ label }) => label);
  const wrong = labels.findIndex(
    (label, at) => labels.indexOf(label) < at || !budgets.some((budget) => budget.label === label),
  );
  if (wrong >= 0) return `data.budgetItems.${wrong}.label`;
  if (labels.length < budgets.length) return 'data.budgetItems';
  const sum = budgetItems.reduce((total, { amount }) => total + amount.amountCent, 0);
  return sum === haushaltsmittel.amountCent ? undefined : 'data.haushaltsmittel';
}

/** Cents of each budget in the order of the programme; `undefined` where it has one, or the terms do not fit it. */
export function budgetAmounts(
  terms: Money,
  programme: Pick<Programme, 'budgets'>,
): readonly number[] | undefined {
  if (programme.budgets.length < 2 || budgetFault(terms, programme) !== undefined) return undefined;
  return programme.budgets.map(
    ({ label }) => terms.budgetItems?.find((item) => item.label === label)?.amount.amountCent ?? 0,
  );
}

/** The same for a programme year by its names; `undefined` also where its text is not known. */
export function budgetAmountsIn(
  { programme, haushaltsjahr }: Pick<Programme, 'programme' | 'haushaltsjahr'>,
  terms: Money,
): readonly number[] | undefined {
  const known = programmeOf(programme, haushaltsjahr);
  return known && budgetAmounts(terms, known);
}
