import { LABELS } from '../../../../../events/reading/labels.ts';
import type { Target } from '../../../../../shared/domain/target.ts';
import { targetText } from '../../../../../shared/words/targets.ts';
import type { ActionContext, ActionField, ActionForm, Values } from '../action-form.ts';
import { figureIn, moneyIn, textIn } from '../read-values.ts';
import { termsBefore } from './changes/change.ts';

const HAUSHALTSMITTEL = 'Haushaltsmittel';

/** One goal of the assessment: what was agreed, and the Abweichungen that concern it. */
type Goal = {
  readonly label: string;
  readonly soll: Target;
  /** Whether Soll was agreed; what nobody agreed stands there as it was reported. */
  readonly isAgreed: boolean;
  readonly abweichungen: ActionContext['view']['abweichungen'];
};

/** How far the goals were reached, judged by a person: Soll beside Ist, one sentence for each Abweichung (§ 6 (2)). */
export const ASSESS_ZIELERREICHUNG: ActionForm = {
  type: 'zielerreichung.assessed.v1',
  label: 'Zielerreichung bewerten',
  lead: 'Sie bewerten in Ihren Worten. Soll steht neben Ist; eine Note oder Punktzahl gibt es nicht.',
  fields: (context) => [
    ...goalsOf(context).flatMap((goal, index) => fieldsOf(goal, index)),
    {
      name: 'summary',
      label: LABELS.summary,
      kind: 'text',
      hint: 'Das Ergebnis des Jahres in wenigen Sätzen; bitte keine Angaben zu einzelnen Personen.',
      maximum: 4000,
    },
  ],
  dataOf: (values, context) => ({
    items: goalsOf(context).map((goal, index) => ({
      label: goal.label,
      soll: goal.soll,
      ist: istIn(values, goal, index),
      consideredAbweichungen: consideredIn(values, goal),
      result: textIn(values[`result-${index}`]),
    })),
    summary: textIn(values['summary']),
  }),
};

/** The money and every agreed Eckdatum, then what deviated without having been agreed. */
function goalsOf(context: ActionContext): readonly Goal[] {
  const { view } = context;
  const of = (name: string) => view.abweichungen.filter((one) => one.of === name);
  const money: Goal = {
    label: HAUSHALTSMITTEL,
    soll: { amountCent: view.agreedCent ?? view.amountCent, currency: 'EUR' },
    isAgreed: true,
    abweichungen: of('haushaltsmittel'),
  };
  const eckdaten = termsBefore('abweichung', context)?.eckdaten ?? [];
  const agreed = eckdaten.map(({ label, art, ...soll }, index): Goal => {
    const isFirst = eckdaten.findIndex((one) => one.label === label) === index;
    const isAlone = eckdaten.filter((one) => one.label === label).length === 1;
    // the Abweichung names a label alone; where several bear it, its sentence stands with the first
    const name = isAlone || art === undefined ? label : `${label} (Art ${art})`;
    return { label: name, soll, isAgreed: true, abweichungen: isFirst ? of(label) : [] };
  });
  const known = new Set(['haushaltsmittel', ...eckdaten.map(({ label }) => label)]);
  const others = view.abweichungen.filter(({ of: name }) => !known.has(name));
  const reported = [...new Set(others.map(({ of: name }) => name))].flatMap((label): readonly Goal[] => {
    const [first] = of(label);
    if (first === undefined) return [];
    return [{ label, soll: first.from ?? first.to, isAgreed: false, abweichungen: of(label) }];
  });
  return [money, ...agreed, ...reported];
}

function fieldsOf({ label, soll, isAgreed, abweichungen }: Goal, index: number): readonly ActionField[] {
  const group = isAgreed
    ? `${label}: Soll ${targetText(soll)}`
    : `${label}: nicht vereinbart, gemeldet ${targetText(soll)}`;
  const ist: ActionField =
    'amountCent' in soll
      ? { name: `ist-${index}`, label: 'Ist (Euro)', kind: 'money', hint: 'zum Beispiel 840.000', group }
      : { name: `ist-${index}`, label: `Ist (${soll.unit})`, kind: 'figure', group };
  return [
    ist,
    ...abweichungen.map((one) => considerationField(one, group)),
    {
      name: `result-${index}`,
      label: 'Bewertung',
      kind: 'text',
      hint: 'Ein Satz genügt, zum Beispiel: Im Wesentlichen erreicht.',
      group,
    },
  ];
}

function considerationField(one: Goal['abweichungen'][number], group: string): ActionField {
  const before = 'consideration' in one ? one.consideration : undefined;
  return {
    name: `abweichung-${one.number}`,
    label: `Wie Abweichung ${one.number} berücksichtigt wurde`,
    kind: 'text',
    hint: `Auf ${targetText(one.to)}${one.reason === undefined ? '' : `: ${one.reason}`}`,
    group,
    ...(before !== undefined && { isOptional: true }),
  };
}

function istIn(values: Values, { soll }: Goal, index: number): Target {
  const typed = values[`ist-${index}`];
  return 'amountCent' in soll ? moneyIn(typed) : { ...soll, value: figureIn(typed) };
}

/** Only what was written: an Abweichung that an earlier assessment considered needs no second sentence. */
function consideredIn(values: Values, { abweichungen }: Goal) {
  return abweichungen.flatMap(({ number: abweichung }) => {
    const consideration = textIn(values[`abweichung-${abweichung}`]);
    return consideration === '' ? [] : [{ abweichung, consideration }];
  });
}
