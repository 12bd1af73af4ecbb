import { formatDate } from '../../domain/dates/german-dates.ts';
import { differenceBetween, type Target } from '../../domain/target.ts';
import type {
  PublicAbweichung,
  PublicAssessment,
  PublicAssessmentItem,
  PublicMeeting,
  PublicZielvereinbarung,
} from '../model/page-model.ts';
import { StackedTable } from './stacked-table.tsx';
import { differenceText, targetText } from '../../words/targets.ts';
import { abweichungList, underClause } from '../wording.ts';

type Props = { readonly model: PublicZielvereinbarung };

/** Whether the year brought anything that both sides steer by. */
export function hasSteering({ meetings, abweichungen, assessments }: PublicZielvereinbarung): boolean {
  return meetings.length + abweichungen.length + assessments.length > 0;
}

/** How both sides steer the year (§ 6): meeting, Abweichungen, Zielerreichung. Neither Fassung nor text change. */
export function PublicSteeringSection({ model }: Props) {
  const { meetings, abweichungen, assessments, notConsidered } = model;
  return (
    <section aria-labelledby="steuerung">
      <h2 id="steuerung">Steuerung</h2>
      {meetings.length > 0 && <Meetings meetings={meetings} />}
      {abweichungen.length > 0 && <Abweichungen model={model} />}
      {assessments.length + notConsidered.length > 0 && <h3>Zielerreichung</h3>}
      {assessments.map((assessment, at) => (
        <Assessment key={at} assessment={assessment} />
      ))}
      {notConsidered.length > 0 && (
        <p>
          {abweichungList(notConsidered)}: bei der Beurteilung der Zielerreichung noch zu berücksichtigen.
        </p>
      )}
    </section>
  );
}

function Meetings({ meetings }: { readonly meetings: readonly PublicMeeting[] }) {
  return (
    <>
      <h3>Umsetzungsbesprechung</h3>
      <ul>
        {meetings.map(({ on, participants }, at) => (
          <li key={at}>
            {formatDate(on)}
            {participants.length > 0 && `, mit ${participants.join('; ')}`}
          </li>
        ))}
      </ul>
    </>
  );
}

function Abweichungen({ model: { abweichungen, clauseNumbers } }: Props) {
  return (
    <>
      <h3>Abweichungen</h3>
      <p>
        Unterjährige Abweichungen{underClause(clauseNumbers.abweichung)} ändern den Text der Zielvereinbarung
        nicht. Sie werden bei der Beurteilung der Zielerreichung berücksichtigt.
      </p>
      <StackedTable
        caption={`Abweichungen von den Haushaltsmitteln und Eckdaten${underClause(clauseNumbers.eckdaten)}`}
        words={['Abweichung', 'Was']}
        figures={['Bisher', 'Neu', 'Unterschied']}
      >
        <tbody>
          {abweichungen.map((abweichung) => (
            <AbweichungRow key={abweichung.number} abweichung={abweichung} />
          ))}
        </tbody>
      </StackedTable>
    </>
  );
}

function AbweichungRow({ abweichung }: { readonly abweichung: PublicAbweichung }) {
  const { number, effectiveOn } = abweichung;
  const { what, note, before, after } = described(abweichung);
  const difference = before && differenceBetween(before, after);
  return (
    <tr id={`abweichung-${number}`}>
      <th scope="row">
        Nr. {number} <small>gilt ab {formatDate(effectiveOn)}</small>
      </th>
      <td data-label="Was">
        {what}
        {note !== undefined && <small>{note}</small>}
      </td>
      <td data-label="Bisher" class={numberClass(before)}>
        {before === undefined ? '–' : targetText(before)}
      </td>
      <Figure label="Neu" target={after} />
      <td data-label="Unterschied" class={numberClass(difference)}>
        {differenceText(difference)}
      </td>
    </tr>
  );
}

type Described = {
  readonly what: string;
  readonly note?: string;
  readonly before?: Target;
  readonly after: Target;
};

function described(abweichung: PublicAbweichung): Described {
  if (abweichung.of === 'haushaltsmittel') {
    const [before, after] = [euro(abweichung.fromCent), euro(abweichung.toCent)];
    return { what: 'Haushaltsmittel', before, after };
  }
  const { label, from, to, isAgreed } = abweichung;
  return {
    what: label,
    after: to,
    ...(from && { before: from }),
    ...(!isAgreed && { note: 'kein Bezugswert vereinbart' }),
  };
}

const euro = (amountCent: number): Target => ({ amountCent, currency: 'EUR' });

/** What persons said, with what the figures say beside it; never a score. */
function Assessment({ assessment: { assessedOn, items } }: { readonly assessment: PublicAssessment }) {
  return (
    <StackedTable
      caption={`Beurteilung vom ${formatDate(assessedOn)}`}
      words={['Ziel']}
      figures={['Soll', 'Ist', 'Unterschied']}
    >
      {items.map((item, at) => (
        <AssessmentRows key={at} item={item} />
      ))}
    </StackedTable>
  );
}

/** The figures in their columns, and below them, over the whole width, what was said about them. */
function AssessmentRows({ item }: { readonly item: PublicAssessmentItem }) {
  const { label, soll, ist, difference, considered, result } = item;
  return (
    <tbody>
      <tr class="open">
        <th scope="rowgroup">{label}</th>
        <Figure label="Soll" target={soll} />
        <Figure label="Ist" target={ist} />
        <td data-label="Unterschied" class={numberClass(difference)}>
          {differenceText(difference)}
        </td>
      </tr>
      <tr>
        <td colSpan={4} data-label="Ergebnis">
          {result}
          {considered.map(({ abweichung, sentence }, at) => (
            <small key={at}>
              <a href={`#abweichung-${abweichung}`}>Abweichung {abweichung}</a>: {sentence}
            </small>
          ))}
        </td>
      </tr>
    </tbody>
  );
}

function Figure({ label, target }: { readonly label: string; readonly target: Target }) {
  return (
    <td data-label={label} class={numberClass(target)}>
      {targetText(target)}
    </td>
  );
}

/** Money stays on its line; a unit may be long. */
function numberClass(target: Target | undefined): string {
  return target !== undefined && 'unit' in target ? 'num unit' : 'num';
}
