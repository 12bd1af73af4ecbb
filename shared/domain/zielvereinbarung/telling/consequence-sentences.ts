import { assertNever } from '../../assert-never.ts';
import { PARTIES, type Party } from '../../../../events/primitives.ts';
import type { NewEvent } from '../../../../events/recorded/index.ts';
import { hasTrait, isIn, type NameWith } from '../../traits/has-trait.ts';
import { ADMINISTRATION, onAdministration } from './administration-sentences.ts';
import { formatEuro } from '../../euro.ts';
import { formatDate } from '../../dates/german-dates.ts';
import { contradictionSentence } from './contradiction-sentences.ts';
import { SIDE } from './side.ts';
import { newestFassung, type Zielvereinbarung } from '../state.ts';

type Of<Name extends NewEvent['type']> = Extract<NewEvent, { type: Name }>;

/** The states between which facts would be recorded. */
export type StateChange = {
  readonly before: Zielvereinbarung;
  readonly after: Zielvereinbarung;
  /** Whom a mail on these facts reaches; nobody is promised one where it is absent. */
  readonly reach?: MailReach | undefined;
};

/** Whether a mail reaches anybody of a side, and why nobody. */
export type SideReach = 'reached' | 'nobody-entered' | 'switched-off' | 'only-self' | 'unknown';

/** What is known of each side that is told. */
export type MailReach = Readonly<Partial<Record<Party, SideReach>>>;

/** How the two sides are called in a sentence. */
export type Names = Readonly<Record<Party, { readonly short: string; readonly genitive: string }>>;

/** What a sentence needs beside its fact: the states around it, what caused it, and the names of the sides. */
type Around = StateChange & { readonly cause: NewEvent; readonly names: Names };

/** What this fact means, in one German sentence in the present tense; every kind that can be recorded has one. */
export function sentenceOn(fact: NewEvent, around: Around): string {
  const { before, after, names } = around;
  if (isIn(fact, ADMINISTRATION)) return onAdministration(fact);
  if (hasTrait(fact, 'isChange')) return onChange(fact, after);
  switch (fact.type) {
    case 'ZielvereinbarungDrafted':
      return `Die Zielvereinbarung wird mit Fassung 1 über ${formatEuro(fact.data.haushaltsmittel.amountCent)} angelegt.`;
    case 'ZielvereinbarungRevised':
      return `Es entsteht die Fassung ${fact.data.fassung}. Sie wird neu freigegeben und neu unterschrieben.`;
    case 'ZielvereinbarungReleasedForSignature':
      return onRelease(fact, before);
    case 'ZielvereinbarungConcluded':
      return `Beide Unterschriften liegen vor: die Zielvereinbarung ist mit Fassung ${fact.data.fassung} abgeschlossen, am ${formatDate(fact.data.concludedOn)}.`;
    case 'ZielvereinbarungCancelled':
      return 'Die Zielvereinbarung endet. Danach unterschreibt niemand mehr, und nichts wird mehr geändert.';
    case 'SignatureReceived':
      return `Die Unterschrift ${names[fact.data.party].genitive} vom ${formatDate(fact.data.signedOn.date)} auf Fassung ${fact.data.fassung} wird festgehalten.`;
    case 'SignatureRefused':
      return `Festgehalten wird, dass die Unterschrift ${names[fact.data.party].genitive} auf Fassung ${fact.data.fassung} abgelehnt ist.`;
    case 'SignatureWithdrawn':
      return `Die Unterschrift ${names[fact.data.party].genitive} auf Fassung ${fact.data.fassung} zählt nicht mehr.`;
    case 'SignatureVoided':
      return `${causeOf(around.cause)} macht die Unterschrift ${names[fact.data.party].genitive} vom ${formatDate(fact.data.signedOn)} unwirksam.`;
    case 'ScanSubmitted':
      return 'Ein Scan ist angekommen und wird geprüft.';
    case 'ScanArchived':
      return `Der Scan liegt unverändert im Archiv, bei Fassung ${fact.data.fassung}.${onContradiction(fact, after)}`;
    case 'ScanRefused':
      return 'Der Scan wird nicht angenommen. Das Original bleibt sieben Tage liegen.';
    case 'ScanChecked':
      return `${onCheck(fact)}${onContradiction(fact, after)}`;
    case 'ScanSetAside':
      return 'Der Scan bleibt im Archiv, ist aber nicht mehr maßgeblich und belegt keine Unterschrift mehr.';
    case 'DocumentArchived':
      return `Ein Dokument zu Fassung ${fact.data.fassung} liegt im Archiv.`;
    case 'AntragReceived':
      return `Der Antrag über ${formatEuro(fact.data.amount.amountCent)} wird festgehalten.`;
    case 'BescheidIssued':
      return `Der Bescheid ${fact.data.aktenzeichen} steht neben dem vereinbarten Betrag und ändert ihn nicht.`;
    case 'BescheidBecameFinal':
      return `Der Bescheid ${fact.data.aktenzeichen} ist bestandskräftig.`;
    case 'BescheidDifferenceFound':
      return onDifference(fact);
    case 'MittelabrufReported':
      return `Der Mittelabruf über ${formatEuro(fact.data.amount.amountCent)} wird festgehalten.`;
    case 'VerwendungsnachweisReceived':
      return 'Der Eingang des Verwendungsnachweises wird festgehalten.';
    case 'VerwendungsnachweisExamined':
      return 'Das Ergebnis der Prüfung des Verwendungsnachweises wird festgehalten.';
    case 'UmsetzungsbesprechungScheduled':
      return `Die Umsetzungsbesprechung ist für den ${formatDate(fact.data.on)} angesetzt.`;
    case 'UmsetzungsbesprechungHeld':
      return `Festgehalten wird, dass die Umsetzungsbesprechung am ${formatDate(fact.data.on)} stattfand.`;
    case 'ZielerreichungAssessed':
      return 'Die Bewertung der Zielerreichung wird festgehalten. Eine spätere ersetzt sie.';
    case 'ParticipationReported':
      return `Die Teilnahme an „${fact.data.title}“ wird festgehalten.`;
    case 'StrategieUpdated':
      return `Die regionale Strategie hat den Stand vom ${formatDate(fact.data.asOf)}.`;
    default:
      return assertNever(fact);
  }
}

/** A second release only moves the day until which signatures are expected. */
function onRelease(
  { data: { fassung, dueOn } }: Of<'ZielvereinbarungReleasedForSignature'>,
  before: Zielvereinbarung,
): string {
  const until =
    dueOn === undefined ? '' : ` Die Unterschriften werden bis zum ${formatDate(dueOn)} erwartet.`;
  if (before.status !== 'none' && newestFassung(before).released)
    return `Die Fassung ${fassung} bleibt zur Unterschrift freigegeben.${until}`;
  const supplied = before.status !== 'none' && newestFassung(before).text !== undefined;
  const paper = supplied
    ? 'Unterschrieben wird der eigene Vertragstext.'
    : 'Ein neues PDF zum Unterschreiben entsteht.';
  return `Die Fassung ${fassung} ist zur Unterschrift freigegeben. ${paper}${until}`;
}

function onCheck({ data: { pagesComplete, signaturesVisible } }: Of<'ScanChecked'>): string {
  if (!pagesComplete)
    return 'Festgehalten wird, dass der Scan unvollständig ist. Er belegt keine Unterschrift.';
  const visible = PARTIES.filter((party) => signaturesVisible.includes(party));
  const [one] = visible;
  if (one === undefined) return 'Festgehalten wird, dass der Scan keine Unterschrift zeigt.';
  return visible.length === PARTIES.length
    ? 'Festgehalten wird, dass der Scan beide Unterschriften zeigt.'
    : `Festgehalten wird, dass der Scan die Unterschrift ${visible.map((party) => SIDE[party]).join(' und ')} zeigt.`;
}

/** What the QR codes of a scan name instead, and what is missing until it counts; nothing where they contradict nothing. */
function onContradiction({ data }: Of<'ScanArchived'> | Of<'ScanChecked'>, after: Zielvereinbarung): string {
  if (after.status === 'none') return '';
  const scan = after.scans.find(({ uploadId }) => uploadId === data.uploadId);
  if (scan?.foreign === undefined) return '';
  if (!('pagesComplete' in data)) return ` ${contradictionSentence(scan)}`;
  const isSeen = data.pagesComplete && data.signaturesVisible.length > 0;
  return isSeen ? ` ${contradictionSentence(scan, data.signaturesVisible)}` : '';
}

const CHANGES = {
  correction: 'Die Korrektur',
  aenderungsvereinbarung: 'Die Änderungsvereinbarung',
  abweichung: 'Die Abweichung',
} as const;

function onChange({ data }: Of<NameWith<'isChange'>>, after: Zielvereinbarung): string {
  if (data.kind === 'abweichung')
    return `Die Abweichung wird ab dem ${formatDate(data.effectiveOn)} festgehalten (§ 6). Unterschrieben wird nichts neu.`;
  const number = data.fassung ?? (after.status === 'none' ? 1 : newestFassung(after).number);
  return `${CHANGES[data.kind]} macht die Fassung ${number}. Sie wird neu freigegeben und von beiden Seiten unterschrieben.`;
}

function causeOf(cause: NewEvent): string {
  return hasTrait(cause, 'isChange') ? CHANGES[cause.data.kind].replace('Die', 'Diese') : 'Die neue Fassung';
}

function onDifference({ data: { agreed, granted } }: Of<'BescheidDifferenceFound'>): string {
  return granted === undefined
    ? 'Der Bescheid ist mit dem vereinbarten Betrag nicht vergleichbar.'
    : `Bewilligt sind ${formatEuro(granted.amountCent)}, vereinbart ${formatEuro(agreed.amountCent)}.`;
}
