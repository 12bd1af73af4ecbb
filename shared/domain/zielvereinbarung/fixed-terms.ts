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
  if (
    event.type === 'BudgetAmended' &&
    event.data.fassung !== undefined &&
    event.data.kind !== 'abweichung'
  ) {
    return before && { ...before, terms: { ...before.terms, haushaltsmittel: event.data.to } };
  }
  return before;
}
