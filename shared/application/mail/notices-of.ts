import { REASONS } from '../../../events/reasons.ts';
import type { Party } from '../../../events/primitives.ts';
import type { Recorded, RecordedEvent } from '../../../events/recorded/index.ts';
import { formatMoment } from '../../domain/dates/berlin.ts';
import { formatDate } from '../../domain/dates/german-dates.ts';
import { formatEuro } from '../../domain/euro.ts';
import { appearsAt } from '../../domain/zielvereinbarung/signing/publishing.ts';
import { fassungBeingSigned } from '../../domain/zielvereinbarung/state.ts';
import { statesOf } from '../../domain/zielvereinbarung/telling/summary.ts';
import { DEADLINE_NAMES } from '../../words/deadlines.ts';
import { stateName } from '../../words/states.ts';
import { deviationText, fassungChanges, pageChanges } from './changes.ts';
import { eventsBefore, stateAfter, type Course } from './course.ts';
import { filesText } from './file-names.ts';

/** What one recorded event, or several of a kind, are to people: in one sentence, and where it stands in the workplace. */
export type Notice = {
  readonly what: string;
  readonly sentence: string;
  /** Address in the workplace, without a leading slash. */
  readonly path: string;
};

/** In what a notice stands: what is known now, what else the mail tells, and what the files were called. */
export type Around = {
  readonly course: Course;
  /** Everything of this Zielvereinbarung that the mail tells, in order. */
  readonly told: readonly RecordedEvent[];
  /** Events of the same kind that the same sentence tells, this one the first. */
  readonly alike: readonly RecordedEvent[];
  /** Names of uploaded files by the id of the upload, as far as they are known. */
  readonly fileNames: ReadonlyMap<string, string>;
};

/** Sections of the page of a Zielvereinbarung. */
type Section = 'unterschriften' | 'scans' | 'stand' | 'bescheid' | 'fristen';

type Told = { readonly what: string; readonly sentence: string; readonly at: Section };

/**
 * What an event is to people at the moment in which the mail is written; `undefined` where nobody waits for it. Whom
 * it is told to is a trait of the fact (`toldSides`). Sentences name sides, days, states, sums and files, never a
 * person or a reason written by hand.
 */
export function noticeOf(event: RecordedEvent, around: Around): Notice | undefined {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each teller stands under the type that it takes
  const tell = TELLERS[event.type] as Teller | undefined;
  const told = tell?.(event, around);
  if (told === undefined) return undefined;
  const { what, sentence, at } = told;
  return { what, sentence, path: `zielvereinbarungen/${event.subject}#${at}` };
}

/** Events with the same kind are told in one sentence; every other event has its own. */
export function kindOf(event: RecordedEvent): string {
  if (event.type === 'ScanRefused') return `${event.type}:${event.data.reason}`;
  if (event.type === 'ScanSetAside') return `${event.type}:${event.data.fassung}`;
  return String(event.version);
}

type Teller<Name extends RecordedEvent['type'] = RecordedEvent['type']> = (
  event: Recorded<Name>,
  around: Around,
) => Told | undefined;

type Tellers = { readonly [Name in RecordedEvent['type']]?: Teller<Name> };

const TELLERS: Tellers = {
  ZielvereinbarungReleasedForSignature: (event, around) => {
    const { fassung, dueOn } = event.data;
    const known = lastTold(around, event)?.data.fassung;
    return {
      what: stateName('vereinbarung', 'released'),
      sentence:
        `Fassung ${fassung} ist zur Unterschrift freigegeben.${dueOn === undefined ? '' : ` Frist: ${formatDate(dueOn)}.`}` +
        fassungChanges(around.course, [known, fassung]),
      at: 'unterschriften',
    };
  },
  SignatureReceived: ({ data }) => deedOf(data, 'Unterschrift erklärt', ownSignature('erklärt')),
  SignatureRefused: ({ data }) => deedOf(data, 'Unterschrift abgelehnt', () => 'die Unterschrift abgelehnt'),
  SignatureWithdrawn: ({ data }) => deedOf(data, 'Unterschrift zurückgezogen', ownSignature('zurückgezogen')),
  SignatureVoided: ({ data: { signedOn, fassung } }, { course }) => ({
    what: 'Unterschrift gilt nicht mehr',
    sentence: `Ihre Unterschrift vom ${formatDate(signedOn)} auf Fassung ${fassung} gilt nicht mehr, weil die Bedingungen sich geändert haben.${whatIsToSign(course, fassung)}`,
    at: 'unterschriften',
  }),
  ScanRefused: ({ data: { reason } }, around) => ({
    what: 'Scan abgelehnt',
    sentence: `${filesText(around, 'wurde abgelehnt', 'wurden abgelehnt')} ${REASONS[reason]}`,
    at: 'scans',
  }),
  ScanSetAside: ({ data: { fassung } }, around) => ({
    what: 'Scan ist nicht maßgeblich',
    sentence: `${filesText(around, `ist für Fassung ${fassung} nicht maßgeblich`, `sind für Fassung ${fassung} nicht maßgeblich`)} Im Archiv bleibt alles, als Nachweis zählt es nicht.`,
    at: 'scans',
  }),
  ZielvereinbarungConcluded: ({ data: { fassung, publishAt } }, { course }) => ({
    what: stateName('vereinbarung', 'concluded'),
    sentence: `Beide Unterschriften liegen auf Fassung ${fassung} vor: Die Zielvereinbarung ist abgeschlossen. ${whenItAppears(course, publishAt)}`,
    at: 'stand',
  }),
  ZielvereinbarungPublished: (event, around) => {
    const { fassung, revision } = event.data;
    const known = lastTold(around, event);
    return {
      what: stateName('publication', 'published'),
      sentence:
        `Fassung ${fassung} ist veröffentlicht (Revision ${revision} der öffentlichen Seite).` +
        (known === undefined ? '' : pageChanges(around.course, known, event)),
      at: 'stand',
    };
  },
  ZielvereinbarungCancelled: () => ({
    what: stateName('vereinbarung', 'cancelled'),
    sentence:
      'Die Zielvereinbarung ist aufgehoben. Es unterschreibt niemand mehr, und nichts wird mehr geändert.',
    at: 'stand',
  }),
  BudgetAmended: (event) => abweichungOf(event, 'Die Haushaltsmittel weichen'),
  EckdatenAmended: (event) => abweichungOf(event, `Der Wert „${event.data.label}“ weicht`),
  PublicationHeld: ({ data: { until } }) => ({
    what: 'Veröffentlichung angehalten',
    sentence: `Das Ministerium hält die Veröffentlichung an${until === undefined ? ', bis es sie freigibt' : `: Es erscheint nichts vor dem ${formatDate(until)}`}.`,
    at: 'stand',
  }),
  PublicationReleased: () => ({
    what: 'Veröffentlichung freigegeben',
    sentence: 'Das Ministerium hat die Veröffentlichung freigegeben.',
    at: 'stand',
  }),
  PublicationWithdrawn: (event, { course }) =>
    isStoppedBy(event, course)
      ? {
          what: 'Veröffentlichung angehalten',
          sentence:
            'Das Ministerium hat die Veröffentlichung zurückgezogen, als nichts öffentlich war: Sie ist angehalten, bis es sie freigibt.',
          at: 'stand',
        }
      : {
          what: 'Veröffentlichung zurückgezogen',
          sentence:
            'Das Ministerium hat die öffentliche Seite zurückgezogen; nichts ist öffentlich, bis es sie wieder freigibt. Das Archiv bleibt unberührt.',
          at: 'stand',
        },
  BescheidDifferenceFound: ({ data }) => differenceOf(data),
  UmsetzungsbesprechungScheduled: ({ data: { on } }) => ({
    what: 'Termin der Umsetzungsbesprechung',
    sentence: `Die Umsetzungsbesprechung ist am ${formatDate(on)}. Den Termin für Ihren Kalender (ICS) laden Sie unter „Fristen“ herunter.`,
    at: 'fristen',
  }),
  DeadlineApproaching: ({ data }) => ({
    what: 'Frist läuft ab',
    sentence: deadline(data, 'läuft ab am'),
    at: 'fristen',
  }),
  DeadlineMissed: ({ data }) => ({
    what: 'Frist verstrichen',
    sentence: deadline(data, 'ist verstrichen; ihr letzter Tag war der'),
    at: 'fristen',
  }),
};

/** The newest event of this type before the first one that this mail tells: what its reader last heard of. */
function lastTold<Name extends RecordedEvent['type']>(
  { course, told }: Around,
  { type }: Recorded<Name> & RecordedEvent,
): Recorded<Name> | undefined {
  const first = told.find((event) => event.type === type);
  const before = first === undefined ? [] : eventsBefore(course, first);
  return before.findLast((event): event is Recorded<Name> & RecordedEvent => event.type === type);
}

/** What became of the terms, and whether their signature is asked for already. */
function whatIsToSign(course: Course, voided: number): string {
  const fassung = course.state.status === 'none' ? undefined : fassungBeingSigned(course.state);
  if (fassung === undefined) return '';
  const changes = fassungChanges(course, [voided, fassung.number]);
  return fassung.released
    ? `${changes} Bitte unterschreiben Sie Fassung ${fassung.number}.`
    : `${changes} Fassung ${fassung.number} ist noch nicht zur Unterschrift freigegeben.`;
}

/** Whether a withdrawal found no page: it stops what is to come. */
function isStoppedBy(event: RecordedEvent, course: Course): boolean {
  const after = stateAfter(course, event);
  return after !== undefined && after.status !== 'none' && after.publication.withdrawn !== true;
}

/** What holds now of the publication of what was concluded. */
function whenItAppears({ state, now }: Course, planned: string): string {
  if (state.status !== 'concluded') return notBefore(planned);
  const { publication } = state;
  const states = statesOf(state);
  if (states.publication === 'due') return 'Die Seite wird erstellt.';
  if (states.publication === 'withdrawn') return 'Die öffentliche Seite ist zurückgezogen.';
  const at = appearsAt(publication);
  if (at === undefined) return 'Die Veröffentlichung ist angehalten.';
  return at > now ? notBefore(at) : 'Sie wird nun veröffentlicht.';
}

function notBefore(instant: string): string {
  return `Sie wird nicht vor dem ${formatMoment(instant)}, veröffentlicht.`;
}

/** Each side with its possessive. */
const SIDES = {
  land: { name: 'Das Land', own: 'seine' },
  kommune: { name: 'Die Gebietskörperschaft', own: 'ihre' },
} as const satisfies Record<Party, { name: string; own: string }>;

type Side = (typeof SIDES)[Party];

function ownSignature(participle: string): (side: Side) => string {
  return ({ own }) => `${own} Unterschrift ${participle}`;
}

/** What one side did is news for the other. */
function deedOf(
  { party, fassung }: { readonly party: Party; readonly fassung: number },
  what: string,
  deed: (side: Side) => string,
): Told {
  const side = SIDES[party];
  return { what, sentence: `${side.name} hat ${deed(side)} (Fassung ${fassung}).`, at: 'unterschriften' };
}

/** An Abweichung holds at once; every other change makes a Fassung, whose release is told (rule 2). */
function abweichungOf(
  event: Recorded<'BudgetAmended'> | Recorded<'EckdatenAmended'>,
  deviates: string,
): Told | undefined {
  const { kind, effectiveOn } = event.data;
  if (kind !== 'abweichung') return undefined;
  return {
    what: 'Abweichung festgehalten',
    sentence: `${deviates} ab dem ${formatDate(effectiveOn)} von der Vereinbarung ab (§ 6): ${deviationText(event)}. Unterschrieben wird nichts neu.`,
    at: 'stand',
  };
}

/** Both sums and what lies between them; what cannot be compared is said to be so. */
function differenceOf({ agreed, granted, difference }: Recorded<'BescheidDifferenceFound'>['data']): Told {
  if (granted === undefined || difference === undefined)
    return {
      what: 'Bescheid nicht vergleichbar',
      sentence: `Vereinbart sind ${formatEuro(agreed.amountCent)}. Was der Bescheid davon für dieses Haushaltsjahr bewilligt, nennt er nicht; beide stehen im Arbeitsplatz nebeneinander.`,
      at: 'bescheid',
    };
  const less = difference.amountCent > 0;
  return {
    what: 'Bescheid weicht ab',
    sentence: `Bewilligt sind ${formatEuro(granted.amountCent)}, vereinbart ${formatEuro(agreed.amountCent)}: ${formatEuro(Math.abs(difference.amountCent))} ${less ? 'weniger' : 'mehr'} als vereinbart.`,
    at: 'bescheid',
  };
}

function deadline({ deadline: name, dueOn }: Recorded<'DeadlineMissed'>['data'], is: string): string {
  return `Die Frist für die ${DEADLINE_NAMES[name]} ${is} ${formatDate(dueOn)}.`;
}
