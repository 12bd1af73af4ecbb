import type { Incoming } from '../../../events/incoming/index.ts';
import type { Terms } from '../../../events/incoming/terms.ts';
import type { NewEvent } from '../../../events/recorded/index.ts';
import type { FixedTerms } from './circumstances.ts';

/** Terms after one fact, given those before it; the log folds to the same terms. */
export function termsOf(event: NewEvent, before: FixedTerms | undefined): FixedTerms | undefined {
  if (event.type === 'ZielvereinbarungDrafted') {
    const { fassung: _, fassungHash: __, clauseVersion, parties, ...terms } = event.data;
    return { terms, clauseVersion, parties };
  }
  if (event.type === 'ZielvereinbarungRevised') {
    const { fassung: _, fassungHash: __, clauseVersion, parties, reason: ___, ...terms } = event.data;
    return { terms, clauseVersion, parties };
  }
  return event.type === 'BudgetAmended' || event.type === 'EckdatenAmended'
    ? before && { ...before, terms: changedTerms(before.terms, event) }
    : before;
}

/** Terms after a change of money or of an Eckdatum; an Abweichung changes no terms (rule 2). */
export function changedTerms(terms: Terms, change: Change): Terms {
  if (change.data.kind === 'abweichung') return terms;
  if (change.type === 'BudgetAmended') {
    const { to: haushaltsmittel, budgetItems } = change.data;
    return { ...terms, haushaltsmittel, ...(budgetItems && { budgetItems }) };
  }
  const { label, to } = change.data;
  const { eckdaten = [] } = terms;
  const known = eckdaten.some((eckdatum) => eckdatum.label === label);
  const changed = eckdaten.map((eckdatum) => (eckdatum.label === label ? { ...eckdatum, ...to } : eckdatum));
  return { ...terms, eckdaten: known ? changed : [...eckdaten, { label, ...to }] };
}

type Change =
  | Pick<Incoming<'BudgetAmended'>, 'type' | 'data'>
  | Pick<Incoming<'EckdatenAmended'>, 'type' | 'data'>;
