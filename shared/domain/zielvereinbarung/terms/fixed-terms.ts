import type { Incoming } from '../../../../events/incoming/index.ts';
import type { Terms } from '../../../../events/incoming/terms.ts';
import type { NewEvent } from '../../../../events/recorded/index.ts';
import { happenedOn } from '../../dates/berlin.ts';
import { hasTrait } from '../../traits/has-trait.ts';
import type { FixedTerms } from '../circumstances.ts';

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
  return hasTrait(event, 'isChange')
    ? before && { ...before, terms: changedTerms(before.terms, event) }
    : before;
}

/** Day from which a draft or a revision holds: its own (`asOf`), else the day on which it happened; never that of recording. */
export function holdsFrom({
  data,
  time,
}: Pick<
  Extract<NewEvent, { type: 'ZielvereinbarungDrafted' | 'ZielvereinbarungRevised' }>,
  'data' | 'time'
>): string {
  return data.asOf ?? happenedOn({ time });
}

/** Terms after a change of money or of an Eckdatum; an Abweichung changes no terms (rule 2). */
export function changedTerms(terms: Terms, change: Change): Terms {
  if (change.data.kind === 'abweichung') return terms;
  if (change.type === 'BudgetAmended') {
    const { to: haushaltsmittel, budgetItems } = change.data;
    return { ...terms, haushaltsmittel, ...(budgetItems && { budgetItems }), ...textOf(change) };
  }
  const { label, art, to } = change.data;
  const { eckdaten = [] } = terms;
  const known = eckdatenNamed(terms, change.data);
  const changed =
    known.length > 0
      ? eckdaten.map((eckdatum) => (known.includes(eckdatum) ? { ...eckdatum, ...to } : eckdatum))
      : [...eckdaten, { label, ...(art !== undefined && { art }), ...to }];
  return { ...terms, eckdaten: changed, ...textOf(change) };
}

function textOf({ data: { textDocument } }: Change): Pick<Terms, 'textDocument'> {
  return textDocument === undefined ? {} : { textDocument };
}

/** The Eckdaten of this label, and of this Art where one is named; several where the label alone says too little. */
export function eckdatenNamed(
  { eckdaten = [] }: Pick<Terms, 'eckdaten'>,
  { label, art }: { readonly label: string; readonly art?: number },
): readonly Eckdatum[] {
  return eckdaten.filter(
    (eckdatum) => eckdatum.label === label && (art === undefined || eckdatum.art === art),
  );
}

type Eckdatum = NonNullable<Terms['eckdaten']>[number];

type Change =
  | Pick<Incoming<'BudgetAmended'>, 'type' | 'data'>
  | Pick<Incoming<'EckdatenAmended'>, 'type' | 'data'>;
