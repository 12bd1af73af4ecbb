import { REASONS } from '../../../events/reasons.ts';
import type { Party } from '../../../events/primitives.ts';
import type { Recorded, RecordedEvent } from '../../../events/recorded/index.ts';
import { formatMoment } from '../../domain/dates/berlin.ts';
import { formatDate } from '../../domain/dates/german-dates.ts';
import { gebietskoerperschaftIn } from '../../domain/register/gebietskoerperschaft.ts';
import { partsOf } from '../../domain/zielvereinbarung/identity.ts';
import { DEADLINE_NAMES } from '../../words/deadlines.ts';
import { stateName } from '../../words/states.ts';

/** Whose people are told: those of the ministry, those of the Gebietskoerperschaft, or both. */
export type Audience = Party | 'both';

/** What one recorded event is to people: for whom, in one sentence, and where it stands in the workplace. */
export type Notice = {
  readonly audience: Audience;
  readonly title: string;
  readonly sentence: string;
  /** Address in the workplace, without a leading slash. */
  readonly path: string;
};

/** Sections of the page of a Zielvereinbarung. */
type Section = 'unterschriften' | 'scans' | 'stand' | 'bescheid' | 'fristen';

type Told = { readonly to: Audience; readonly what: string; readonly sentence: string; readonly at: Section };

/**
 * What an event is to people; `undefined` where nobody waits for it. A function of the public part of the event
 * alone: sentences name sides, days and states, never a person, a sum or anything written by hand.
 */
export function noticeOf(event: RecordedEvent): Notice | undefined {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each teller stands under the type that it takes
  const tell = TELLERS[event.type] as Teller | undefined;
  const told = tell?.(event);
  if (told === undefined) return undefined;
  const { to, what, sentence, at } = told;
  const { programme, haushaltsjahr, ags } = partsOf(event.subject);
  const name = gebietskoerperschaftIn(haushaltsjahr, ags)?.officialName ?? ags;
  return {
    audience: to,
    title: `${programme} ${haushaltsjahr}, ${name}: ${what}`,
    sentence,
    path: `zielvereinbarungen/${event.subject}#${at}`,
  };
}

type Teller<Name extends RecordedEvent['type'] = RecordedEvent['type']> = (
  event: Recorded<Name>,
) => Told | undefined;

type Tellers = { readonly [Name in RecordedEvent['type']]?: Teller<Name> };

const toBoth = (at: Section, what: string, sentence: string): Told => ({ to: 'both', what, sentence, at });

const TELLERS: Tellers = {
  ZielvereinbarungReleasedForSignature: ({ data: { fassung, dueOn } }) => ({
    to: 'kommune',
    what: stateName('vereinbarung', 'released'),
    sentence: `Fassung ${fassung} ist zur Unterschrift freigegeben.${dueOn === undefined ? '' : ` Frist: ${formatDate(dueOn)}.`}`,
    at: 'unterschriften',
  }),
  SignatureReceived: ({ data }) => deedOf(data, 'Unterschrift erklärt', ownSignature('erklärt')),
  SignatureRefused: ({ data }) => deedOf(data, 'Unterschrift abgelehnt', () => 'die Unterschrift abgelehnt'),
  SignatureWithdrawn: ({ data }) => deedOf(data, 'Unterschrift zurückgezogen', ownSignature('zurückgezogen')),
  SignatureVoided: ({ data: { party, signedOn, fassung } }) => ({
    to: party,
    what: 'Unterschrift gilt nicht mehr',
    sentence: `Ihre Unterschrift vom ${formatDate(signedOn)} auf Fassung ${fassung} gilt nicht mehr, weil die Bedingungen sich geändert haben. Bitte unterschreiben Sie die neue Fassung.`,
    at: 'unterschriften',
  }),
  ScanRefused: ({ data: { reason } }) =>
    toBoth('scans', 'Scan abgelehnt', `Ein hochgeladener Scan wurde nicht angenommen. ${REASONS[reason]}`),
  ScanSetAside: ({ data: { fassung } }) =>
    toBoth(
      'scans',
      'Scan ist nicht maßgeblich',
      `Ein Scan zu Fassung ${fassung} wurde als nicht maßgeblich gekennzeichnet. Er bleibt im Archiv und zählt nicht als Nachweis.`,
    ),
  ZielvereinbarungConcluded: ({ data: { fassung, publishAt } }) =>
    toBoth(
      'stand',
      stateName('vereinbarung', 'concluded'),
      `Beide Unterschriften liegen auf Fassung ${fassung} vor: Die Zielvereinbarung ist abgeschlossen. Sie wird nicht vor dem ${formatMoment(publishAt)}, veröffentlicht.`,
    ),
  ZielvereinbarungPublished: ({ data: { fassung, revision } }) =>
    toBoth(
      'stand',
      stateName('publication', 'published'),
      `Fassung ${fassung} ist veröffentlicht (Revision ${revision} der öffentlichen Seite).`,
    ),
  ZielvereinbarungCancelled: () =>
    toBoth(
      'stand',
      stateName('vereinbarung', 'cancelled'),
      'Die Zielvereinbarung ist aufgehoben. Es unterschreibt niemand mehr, und nichts wird mehr geändert.',
    ),
  BudgetAmended: ({ data }) => abweichungOf(data, 'Die Haushaltsmittel weichen'),
  EckdatenAmended: ({ data }) => abweichungOf(data, 'Ein vereinbarter Wert weicht'),
  PublicationHeld: ({ data: { until } }) =>
    toBoth(
      'stand',
      'Veröffentlichung angehalten',
      `Das Ministerium hält die Veröffentlichung an, ${until === undefined ? 'bis es sie freigibt' : `bis zum ${formatDate(until)}`}.`,
    ),
  PublicationReleased: () =>
    toBoth('stand', 'Veröffentlichung freigegeben', 'Das Ministerium hat die Veröffentlichung freigegeben.'),
  PublicationWithdrawn: () =>
    toBoth(
      'stand',
      'Veröffentlichung zurückgezogen',
      'Das Ministerium hat die Veröffentlichung zurückgezogen; nichts ist öffentlich, bis es sie wieder freigibt. Das Archiv bleibt unberührt.',
    ),
  BescheidDifferenceFound: () =>
    toBoth(
      'bescheid',
      'Bescheid weicht ab',
      'Die bewilligte Summe weicht von der vereinbarten ab oder lässt sich nicht mit ihr vergleichen. Beide stehen im Arbeitsplatz nebeneinander.',
    ),
  UmsetzungsbesprechungScheduled: ({ data: { on } }) =>
    toBoth(
      'fristen',
      'Termin der Umsetzungsbesprechung',
      `Die Umsetzungsbesprechung ist am ${formatDate(on)}. Den Termin für Ihren Kalender (ICS) laden Sie unter „Fristen“ herunter.`,
    ),
  DeadlineApproaching: ({ data }) => toBoth('fristen', 'Frist läuft ab', deadline(data, 'läuft ab am')),
  DeadlineMissed: ({ data }) =>
    toBoth('fristen', 'Frist verstrichen', deadline(data, 'ist verstrichen; ihr letzter Tag war der')),
};

/** Each side with its possessive. */
const SIDES = {
  land: { name: 'Das Land', own: 'seine', other: 'kommune' },
  kommune: { name: 'Die Gebietskörperschaft', own: 'ihre', other: 'land' },
} as const satisfies Record<Party, { name: string; own: string; other: Party }>;

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
  return {
    to: side.other,
    what,
    sentence: `${side.name} hat ${deed(side)} (Fassung ${fassung}).`,
    at: 'unterschriften',
  };
}

/** An Abweichung holds at once; every other change makes a Fassung, whose release is told (rule 2). */
function abweichungOf(
  { kind, effectiveOn }: Recorded<'BudgetAmended' | 'EckdatenAmended'>['data'],
  deviates: string,
): Told | undefined {
  if (kind !== 'abweichung') return undefined;
  const sentence = `${deviates} ab dem ${formatDate(effectiveOn)} von der Vereinbarung ab (§ 6). Unterschrieben wird nichts neu.`;
  return toBoth('stand', 'Abweichung festgehalten', sentence);
}

function deadline({ deadline: name, dueOn }: Recorded<'DeadlineMissed'>['data'], is: string): string {
  return `Die Frist für die ${DEADLINE_NAMES[name]} ${is} ${formatDate(dueOn)}.`;
}
