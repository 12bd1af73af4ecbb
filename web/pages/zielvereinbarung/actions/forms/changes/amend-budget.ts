import { formatEuro } from '../../../../../../shared/domain/euro.ts';
import type { ActionContext, ActionField, ActionForm, ChangeKind, Values } from '../../action-form.ts';
import { dayIn, moneyIn, textIn } from '../../read-values.ts';
import { EFFECTIVE_ON, fassungOfChange, textDocumentOf, textField } from './change.ts';
import { REASON } from '../reason-field.ts';

const WORDS: Readonly<Record<ChangeKind, { readonly label: string; readonly lead: string }>> = {
  correction: {
    label: 'Betrag vor dem Abschluss korrigieren',
    lead: 'Es entsteht eine neue Fassung. Sie wird neu freigegeben und von beiden Seiten neu unterschrieben.',
  },
  aenderungsvereinbarung: {
    label: 'Änderungsvereinbarung über den Betrag beginnen',
    lead: 'Beide Seiten unterschreiben die neue Fassung. Bis dahin gilt die abgeschlossene und bleibt öffentlich.',
  },
  abweichung: {
    label: 'Abweichung vom Betrag melden (§ 6)',
    lead: 'Die Abweichung wird festgehalten und bei der Bewertung berücksichtigt. Unterschrieben wird nichts.',
  },
};

/** The Haushaltsmittel change in this one of the three kinds; which one it is, is never guessed (rule 2). */
export function amendBudget(kind: ChangeKind): ActionForm {
  return {
    type: 'budget.amended.v1',
    kind,
    ...WORDS[kind],
    fields: (context) => [
      {
        name: 'to',
        label: 'Neuer Betrag in Euro',
        kind: 'money',
        hint: `bisher ${formatEuro(fromCent(kind, context))}`,
      },
      ...itemFields(kind, context),
      EFFECTIVE_ON,
      REASON,
      ...textField(kind, context),
    ],
    dataOf: (values, context) => ({
      kind,
      from: { amountCent: fromCent(kind, context), currency: 'EUR' },
      to: moneyIn(values['to']),
      ...itemsOf(kind, values, context),
      effectiveOn: dayIn(values['effectiveOn']),
      reason: textIn(values['reason']),
      fassung: fassungOfChange(kind, context),
      ...textDocumentOf(values),
    }),
  };
}

function fromCent(kind: ChangeKind, { view }: ActionContext): number {
  if (kind === 'abweichung') return view.effectiveCent ?? view.amountCent;
  return kind === 'aenderungsvereinbarung' ? (view.agreedCent ?? view.amountCent) : view.amountCent;
}

function partsOf(kind: ChangeKind, { view }: ActionContext) {
  return kind === 'abweichung' ? [] : (view.terms?.budgetItems ?? []);
}

/** Where the sum has parts, all of them are asked for: which part changed cannot be guessed. */
function itemFields(kind: ChangeKind, context: ActionContext): readonly ActionField[] {
  return partsOf(kind, context).map(({ label, amount }, index) => ({
    name: `item-${index}`,
    label: `davon: ${label}, in Euro`,
    kind: 'money',
    initial: formatEuro(amount.amountCent),
  }));
}

function itemsOf(kind: ChangeKind, values: Values, context: ActionContext) {
  const parts = partsOf(kind, context);
  if (parts.length === 0) return {};
  return { budgetItems: parts.map((part, index) => ({ ...part, amount: moneyIn(values[`item-${index}`]) })) };
}
