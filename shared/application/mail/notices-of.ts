import { REASONS } from '../../../events/reasons.ts';
import type { Party } from '../../../events/primitives.ts';
import type { Recorded, RecordedEvent } from '../../../events/recorded/index.ts';
import { formatMoment } from '../../domain/berlin.ts';
import { formatDate } from '../../domain/german-dates.ts';
import { gebietskoerperschaftIn } from '../../domain/gebietskoerperschaft.ts';
import { partsOf } from '../../domain/zielvereinbarung/identity.ts';

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

/** Names of sections of the page of a Zielvereinbarung. */
type Section = 'unterschriften' | 'scans' | 'stand' | 'bescheid' | 'fristen';

type Told = { readonly to: Audience; readonly what: string; readonly sentence: string; readonly at: Section };

/**
 * What an event is to people; `undefined` where nobody waits for it. A function of the public part of the event
 * alone: sentences name sides, days and states, never a person, a sum or anything written by hand.
 */
export function noticeOf(event: RecordedEvent): Notice | undefined {
  const told = signingOf(event) ?? scanOf(event) ?? publicationOf(event) ?? courseOf(event);
  if (told === undefined) return undefined;
  const { programme, haushaltsjahr, ags } = partsOf(event.subject);
  const name = gebietskoerperschaftIn(haushaltsjahr, ags)?.officialName ?? ags;
  return {
    audience: told.to,
    title: `${programme} ${haushaltsjahr}, ${name}: ${told.what}`,
    sentence: told.sentence,
    path: `zielvereinbarungen/${event.subject}#${told.at}`,
  };
}

const SIDE = { land: 'das Land', kommune: 'die Gebietskörperschaft' } as const satisfies Record<
  Party,
  string
>;
const OTHER = { land: 'kommune', kommune: 'land' } as const satisfies Record<Party, Party>;

function signingOf(event: RecordedEvent): Told | undefined {
  const at = 'unterschriften';
  switch (event.type) {
    case 'ZielvereinbarungReleasedForSignature':
      return { to: 'kommune', what: 'zur Unterschrift freigegeben', sentence: releasedSentence(event), at };
    case 'SignatureReceived':
      return fromSide(event, 'Unterschrift erklärt', 'hat ihre Unterschrift erklärt');
    case 'SignatureRefused':
      return fromSide(event, 'Unterschrift abgelehnt', 'hat die Unterschrift abgelehnt');
    case 'SignatureWithdrawn':
      return fromSide(event, 'Unterschrift zurückgezogen', 'hat ihre Unterschrift zurückgezogen');
    case 'SignatureVoided':
      return {
        to: event.data.party,
        what: 'Unterschrift gilt nicht mehr',
        sentence: `Ihre Unterschrift vom ${formatDate(event.data.signedOn)} auf Fassung ${event.data.fassung} gilt nicht mehr, weil die Bedingungen sich geändert haben. Bitte unterschreiben Sie die neue Fassung.`,
        at,
      };
    default:
      return undefined;
  }
}

function releasedSentence({ data }: Recorded<'ZielvereinbarungReleasedForSignature'>): string {
  const due = data.dueOn === undefined ? '' : ` Frist: ${formatDate(data.dueOn)}.`;
  return `Fassung ${data.fassung} ist zur Unterschrift freigegeben.${due}`;
}

type OfSide = Recorded<'SignatureReceived' | 'SignatureRefused' | 'SignatureWithdrawn'>;

/** What one side did is news for the other. */
function fromSide({ data: { party, fassung } }: OfSide, what: string, deed: string): Told {
  const side = SIDE[party];
  const own = party === 'land' ? deed.replace('ihre', 'seine') : deed;
  return {
    to: OTHER[party],
    what,
    sentence: `${side.charAt(0).toUpperCase()}${side.slice(1)} ${own} (Fassung ${fassung}).`,
    at: 'unterschriften',
  };
}

function scanOf(event: RecordedEvent): Told | undefined {
  const common = { to: 'both', at: 'scans' } as const;
  if (event.type === 'ScanRefused')
    return {
      ...common,
      what: 'Scan abgelehnt',
      sentence: `Ein hochgeladener Scan wurde nicht angenommen. ${REASONS[event.data.reason]}`,
    };
  if (event.type === 'ScanSetAside')
    return {
      ...common,
      what: 'Scan ist nicht maßgeblich',
      sentence: `Ein Scan zu Fassung ${event.data.fassung} wurde als nicht maßgeblich gekennzeichnet. Er bleibt im Archiv und zählt nicht als Nachweis.`,
    };
  return undefined;
}

function publicationOf(event: RecordedEvent): Told | undefined {
  const common = { to: 'both', at: 'stand' } as const;
  switch (event.type) {
    case 'ZielvereinbarungConcluded':
      return {
        ...common,
        what: 'abgeschlossen',
        sentence: `Beide Unterschriften liegen auf Fassung ${event.data.fassung} vor: Die Zielvereinbarung ist abgeschlossen. Sie wird nicht vor dem ${formatMoment(event.data.publishAt)}, veröffentlicht.`,
      };
    case 'ZielvereinbarungPublished':
      return {
        ...common,
        what: 'veröffentlicht',
        sentence: `Fassung ${event.data.fassung} ist veröffentlicht (Revision ${event.data.revision} der öffentlichen Seite).`,
      };
    case 'PublicationHeld':
      return { ...common, what: 'Veröffentlichung angehalten', sentence: heldSentence(event) };
    case 'PublicationReleased':
      return {
        ...common,
        what: 'Veröffentlichung freigegeben',
        sentence: 'Das Ministerium hat die Veröffentlichung freigegeben.',
      };
    case 'PublicationWithdrawn':
      return {
        ...common,
        what: 'Veröffentlichung zurückgezogen',
        sentence: 'Das Ministerium hat die öffentliche Seite zurückgezogen. Das Archiv bleibt unberührt.',
      };
    default:
      return undefined;
  }
}

function heldSentence({ data: { until } }: Recorded<'PublicationHeld'>): string {
  const end = until === undefined ? 'bis es sie freigibt' : `bis zum ${formatDate(until)}`;
  return `Das Ministerium hält die Veröffentlichung an, ${end}.`;
}

function courseOf(event: RecordedEvent): Told | undefined {
  switch (event.type) {
    case 'BescheidDifferenceFound':
      return {
        to: 'both',
        what: 'Bescheid weicht ab',
        sentence:
          'Die bewilligte Summe weicht von der vereinbarten ab oder lässt sich nicht mit ihr vergleichen. Beide stehen im Arbeitsplatz nebeneinander.',
        at: 'bescheid',
      };
    case 'UmsetzungsbesprechungScheduled':
      return {
        to: 'both',
        what: 'Termin der Umsetzungsbesprechung',
        sentence: `Die Umsetzungsbesprechung ist am ${formatDate(event.data.on)}. Den Termin für Ihren Kalender (ICS) laden Sie unter „Fristen“ herunter.`,
        at: 'fristen',
      };
    case 'DeadlineApproaching':
      return deadline(event, 'Frist läuft ab', 'läuft ab am');
    case 'DeadlineMissed':
      return deadline(event, 'Frist verstrichen', 'ist verstrichen seit dem');
    default:
      return undefined;
  }
}

const DEADLINES = {
  signature: 'Die Frist für die Unterschriften',
  umsetzungsbesprechung: 'Die Frist für die Umsetzungsbesprechung',
} as const;

function deadline({ data }: Recorded<'DeadlineApproaching' | 'DeadlineMissed'>, what: string, is: string) {
  return {
    to: 'both',
    what,
    sentence: `${DEADLINES[data.deadline]} ${is} ${formatDate(data.dueOn)}.`,
    at: 'fristen',
  } as const;
}
