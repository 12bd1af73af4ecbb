import { formatMoment } from '../../../../../shared/domain/dates/berlin.ts';
import { eventName } from '../../../../../shared/words/facts.ts';
import { hasPersonalPart } from '../traits-by-type.ts';
import type { ActionContext, ActionField, ActionForm, Values } from '../action-form.ts';
import { listIn, textIn } from '../read-values.ts';
import { REASON } from './reason-field.ts';
import { counted } from '../../../../../shared/words/numbers.ts';

/** Most entries that one fact can name. */
const AT_ONCE = 50;
const SINGLE = 'single';

/** Takes names and free texts out of the log for ever; nothing brings them back. */
export const ERASE_PERSONAL_DATA: ActionForm = {
  type: 'personal-data.erased.v1',
  label: 'Personenbezogene Angaben für immer löschen',
  sendLabel: 'Jetzt für immer löschen',
  warning: {
    title: 'Das lässt sich nicht rückgängig machen',
    goes: [
      'Namen der Unterzeichnenden in den gewählten Einträgen, auch auf der öffentlichen Seite, die danach neu erscheint',
      'freie Texte in ihnen: Begründungen, Sätze der Bewertung, wo das Papier liegt',
    ],
    stays: [
      'Beträge, Eckdaten, Tage, Ämter, Fassungen und die Kette der Prüfsummen, die weiter beweist, was geschah',
      'Scans und Dokumente im Archiv bis zum Ende ihrer Aufbewahrung, mit allem, was auf dem Papier steht',
    ],
  },
  fields: (context) => [
    {
      name: 'extent',
      label: 'Welche Einträge des Verlaufs?',
      kind: 'choice',
      options: [
        { value: '', label: 'bitte wählen' },
        ...portionsOf(context).map((portion, index) => ({
          value: String(index),
          label: portionText(portion),
        })),
        { value: SINGLE, label: 'einzelne Einträge' },
      ],
    },
    {
      name: 'versions',
      label: 'Einträge',
      kind: 'ticks',
      hint: `Höchstens ${AT_ONCE} auf einmal`,
      maximum: AT_ONCE,
      options: entriesOf(context).map(({ version, type, recordedAt }) => ({
        value: String(version),
        label: `${version}: ${eventName(type)}, ${formatMoment(recordedAt)}`,
      })),
      isAsked: ({ extent }) => extent === SINGLE,
    },
    { ...REASON, hint: 'Ein Satz genügt; bitte ohne Namen.' },
    confirmation(context),
  ],
  dataOf: (values, context) => ({
    versions: versionsIn(values, context),
    reason: textIn(values['reason']),
  }),
};

function confirmation({ view: { id } }: ActionContext): ActionField {
  return {
    name: 'confirmation',
    label: 'Zur Sicherheit: die Kennung der Zielvereinbarung',
    kind: 'line',
    hint: `Bitte schreiben Sie ab: ${id}`,
    mustBe: id,
  };
}

/** What has a personal part still. */
function entriesOf({ view: { timeline } }: ActionContext) {
  return timeline.filter(({ type, erased }) => hasPersonalPart(type) && erased !== true);
}

type Portion = readonly number[];

/**
 * The entries with a personal part, as many together as one fact can name. What erased others is chosen one by one
 * only: each time it would add one more, and there would be no end.
 */
function portionsOf(context: ActionContext): readonly Portion[] {
  const versions = entriesOf(context).flatMap(({ version, type }) =>
    type === 'PersonalDataErased' ? [] : [version],
  );
  const count = Math.ceil(versions.length / AT_ONCE);
  return Array.from({ length: count }, (_, at) => versions.slice(at * AT_ONCE, (at + 1) * AT_ONCE));
}

function portionText(portion: Portion): string {
  const { length } = portion;
  const many = counted(length, 'Eintrag', 'Einträge');
  return `alle von ${portion[0]} bis ${portion.at(-1)} mit Namen oder freien Texten (${many})`;
}

function versionsIn({ extent, versions }: Values, context: ActionContext): Portion {
  return extent === SINGLE ? listIn(versions).map(Number) : (portionsOf(context)[Number(extent)] ?? []);
}
