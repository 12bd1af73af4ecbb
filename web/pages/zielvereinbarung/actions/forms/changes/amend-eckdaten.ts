import { LABELS } from '../../../../../../events/reading/labels.ts';
import type { Terms } from '../../../../../../events/incoming/terms.ts';
import { programmeOf } from '../../../../../../shared/domain/programme/index.ts';
import { numberText } from '../../../../../../shared/words/numbers.ts';
import { targetText } from '../../../../../../shared/words/targets.ts';
import type { ActionContext, ActionField, ActionForm, ChangeKind, Values } from '../../action-form.ts';
import { dayIn, figureIn, given, textIn } from '../../read-values.ts';
import { EFFECTIVE_ON, fassungOfChange, termsBefore, textDocumentOf, textField } from './change.ts';
import { REASON } from '../reason-field.ts';

type Eckdatum = NonNullable<Terms['eckdaten']>[number];

const WORDS: Readonly<Record<ChangeKind, { readonly label: string; readonly lead: string }>> = {
  correction: {
    label: 'Eckdatum vor dem Abschluss korrigieren',
    lead: 'Es entsteht eine neue Fassung. Sie wird neu freigegeben und von beiden Seiten neu unterschrieben.',
  },
  aenderungsvereinbarung: {
    label: 'Änderungsvereinbarung über ein Eckdatum beginnen',
    lead: 'Beide Seiten unterschreiben die neue Fassung. Bis dahin gilt die abgeschlossene und bleibt öffentlich.',
  },
  abweichung: {
    label: 'Abweichung von einem Eckdatum melden (§ 6)',
    lead: 'Die Abweichung wird festgehalten und bei der Bewertung berücksichtigt. Unterschrieben wird nichts.',
  },
};

/** Value of the choice that names no agreed Eckdatum. */
const ANOTHER = 'another';

/** One Eckdatum changes in this one of the three kinds; one that is not agreed yet can be named as well. */
export function amendEckdaten(kind: ChangeKind): ActionForm {
  return {
    type: 'eckdaten.amended.v1',
    kind,
    ...WORDS[kind],
    fields: (context) => [
      ...eckdatumFields(kind, context),
      { name: 'to', label: 'Neuer Wert', kind: 'figure', hint: 'eine Zahl, zum Beispiel 30 oder 1.250,5' },
      EFFECTIVE_ON,
      REASON,
      ...textField(kind, context),
    ],
    dataOf: (values, context) => ({
      kind,
      ...namedIn(values, agreedIn(kind, context)),
      effectiveOn: dayIn(values['effectiveOn']),
      reason: textIn(values['reason']),
      fassung: fassungOfChange(kind, context),
      ...textDocumentOf(values),
    }),
  };
}

function agreedIn(kind: ChangeKind, context: ActionContext): readonly Eckdatum[] {
  return termsBefore(kind, context)?.eckdaten ?? [];
}

/** Which Eckdatum, with the agreed value beside it; only of another one name and unit are asked for. */
function eckdatumFields(kind: ChangeKind, context: ActionContext): readonly ActionField[] {
  const agreed = agreedIn(kind, context);
  const isAsked = (values: Values) => chosenIn(values, agreed) === undefined;
  const named: readonly ActionField[] = [
    {
      name: 'label',
      label: LABELS.label,
      kind: 'line',
      hint: 'zum Beispiel Plätze in Maßnahmenart 3',
      maximum: 300,
      isAsked,
    },
    {
      name: 'art',
      label: 'Maßnahmenart',
      kind: 'choice',
      isOptional: true,
      options: arten(context),
      isAsked,
    },
    { name: 'unit', label: LABELS.unit, kind: 'line', hint: 'zum Beispiel Plätze', maximum: 40, isAsked },
  ];
  if (agreed.length === 0) return named;
  const options = [
    ...agreed.map((eckdatum, index) => ({ value: String(index), label: agreedText(eckdatum) })),
    { value: ANOTHER, label: 'ein anderes, das bisher nicht beziffert ist' },
  ];
  return [{ name: 'eckdatum', label: 'Welches Eckdatum?', kind: 'choice', options }, ...named];
}

function agreedText({ label, art, ...measure }: Eckdatum): string {
  return `${label}${art === undefined ? '' : ` (Art ${art})`}: vereinbart ${targetText(measure)}`;
}

function arten({ view }: ActionContext) {
  const known = programmeOf(view.programme, view.haushaltsjahr)?.massnahmenarten ?? [];
  return [
    { value: '', label: 'keine' },
    ...known.map(({ art, label }) => ({ value: String(art), label: `Art ${numberText(art)}: ${label}` })),
  ];
}

function chosenIn({ eckdatum }: Values, agreed: readonly Eckdatum[]): Eckdatum | undefined {
  return eckdatum === undefined || eckdatum === ANOTHER ? undefined : agreed[Number(eckdatum)];
}

function namedIn(values: Values, agreed: readonly Eckdatum[]) {
  const value = figureIn(values['to']);
  const chosen = chosenIn(values, agreed);
  if (chosen === undefined)
    return {
      label: textIn(values['label']),
      ...given('art', values['art'] && Number(values['art'])),
      to: { value, unit: textIn(values['unit']) },
    };
  const { label, art, ...from } = chosen;
  return { label, ...given('art', art), from, to: { ...from, value } };
}
