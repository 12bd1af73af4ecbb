import { PARTIES, type Party } from '../../../../events/primitives.ts';
import { formatMoment } from '../../dates/berlin.ts';
import { formatDate } from '../../dates/german-dates.ts';
import { contradictionStanding, isAccepted } from '../signing/contradiction.ts';
import { declarationsOf, declaredSlots, filledSlots } from '../signing/signing.ts';
import { isTextMissing, isTextStopped } from '../terms/supplied-text.ts';
import { appearsAt } from '../signing/publishing.ts';
import { contradictionSentence } from './contradiction-sentences.ts';
import { SIDE } from './side.ts';
import { isWaitingForPublication } from './summary.ts';
import {
  fassungBeingSigned,
  readableFassung,
  type Declaration,
  type Fassung,
  type Open,
  type Concluded,
  type Scan,
  type Zielvereinbarung,
} from '../state.ts';

/** What still stands between a Zielvereinbarung and its publication: a code for machines, a sentence for people. */
export type OpenCondition = { readonly code: ConditionCode; readonly party?: Party; readonly text: string };

/** The closed list of conditions. */
export type ConditionCode =
  | 'zielvereinbarung-unknown'
  | 'fassung-not-released'
  | 'text-document-missing'
  | 'text-document-stopped'
  | 'signature-voided'
  | 'signature-missing'
  | 'scan-missing'
  | 'scan-differs'
  | 'scan-unchecked'
  | 'scan-incomplete'
  | 'signature-not-visible'
  | 'scan-contradicts'
  | 'second-person-missing'
  | 'signature-refused'
  | 'publication-held'
  | 'publication-withdrawn'
  | 'cancelled'
  | 'undo-window'
  | 'publication-overdue'
  | 'page-in-progress'
  | 'page-renewed';

/** What the log and the clock know of the page beside the state; what is absent is not said. */
export type PageSeen = {
  /** Fassung whose page can be read; where the log was not asked, what the state is sure of. */
  readonly publicFassung?: number | undefined;
  /** Instant since which the revision that comes next is asked for. */
  readonly since?: string | undefined;
  /** Instant at which this is said. */
  readonly now?: string | undefined;
};

/**
 * What still stands before the page of the newest facts: empty once it can be read. A page that can be read stays
 * published, whatever comes next: then it is said what it shows until then.
 */
export function openConditions(state: Zielvereinbarung, seen: PageSeen = {}): readonly OpenCondition[] {
  if (state.status === 'none') {
    return [{ code: 'zielvereinbarung-unknown', text: 'Die Zielvereinbarung ist noch nicht angelegt.' }];
  }
  if (state.cancelledOn !== undefined) {
    const text = `Die Zielvereinbarung wurde am ${formatDate(state.cancelledOn)} aufgehoben oder aufgegeben.`;
    return [{ code: 'cancelled', text }];
  }
  const fassung = fassungBeingSigned(state);
  const signing = fassung === undefined ? [] : untilSigned(fassung, state);
  return [...signing, ...untilReadable(state, seen)];
}

/** What stands before the page of what is concluded, also while an Aenderungsvereinbarung is signed beside it. */
function untilReadable(state: Open | Concluded, seen: PageSeen): readonly OpenCondition[] {
  if (state.status === 'open') return [];
  const about = { state, seen, shown: seen.publicFassung ?? readableFassung(state) };
  if (isWaitingForPublication(state)) return [untilDue(about)];
  const { published, wanted } = state.publication;
  return published >= wanted ? [] : [untilMade(about)];
}

type About = {
  readonly state: Concluded;
  readonly seen: PageSeen;
  /** Fassung whose page can be read. */
  readonly shown: number | undefined;
};

function untilMade(about: About): OpenCondition {
  const { state, seen, shown } = about;
  const isMade = seen.since === undefined ? 'wird gerade' : `wird seit ${formatMoment(seen.since)}`;
  if (shown === state.publication.fassung)
    return {
      code: 'page-renewed',
      text: `Die Seite ist veröffentlicht. Sie ${isMade} erneuert; bis dahin zeigt sie den Stand davor.`,
    };
  return {
    code: 'page-in-progress',
    text: `${signed(about)} Die Seite ${isMade} erstellt.${meanwhile(shown)}`,
  };
}

/** Names the Fassung where another one is public or is being signed: both have signed that one only. */
function signed({ state, shown }: About): string {
  return shown === undefined && state.pending === undefined
    ? 'Beide Unterschriften liegen vor.'
    : `Auf Fassung ${state.fassung.number} liegen beide Unterschriften vor.`;
}

function meanwhile(shown: number | undefined): string {
  return shown === undefined ? '' : ` Bis dahin zeigt die Seite die Fassung ${shown}.`;
}

function untilDue(about: About): OpenCondition {
  const { state, seen, shown } = about;
  const at = appearsAt(state.publication);
  if (at === undefined) return stopped(about);
  return seen.now === undefined || seen.now < at
    ? {
        code: 'undo-window',
        text: `${signed(about)} Die Seite erscheint ab ${formatMoment(at)}.${meanwhile(shown)}`,
      }
    : {
        code: 'publication-overdue',
        text: `${signed(about)} Die Seite ist seit ${formatMoment(at)} fällig und noch nicht erschienen.${meanwhile(shown)}`,
      };
}

function stopped(about: About): OpenCondition {
  const { state, shown } = about;
  return state.publication.withdrawn === true
    ? {
        code: 'publication-withdrawn',
        text: `${signed(about)} Das Ministerium hat die Veröffentlichung zurückgezogen; es kann sie wieder freigeben.`,
      }
    : {
        code: 'publication-held',
        text: `${signed(about)} Das Ministerium hält die Veröffentlichung zurück, bis es sie freigibt.${meanwhile(shown)}`,
      };
}

function untilSigned(fassung: Fassung, state: Open | Concluded): readonly OpenCondition[] {
  const voided = state.voided.map(({ party, fassung: number, signedOn }): OpenCondition => ({
    code: 'signature-voided',
    party,
    text: `Die Unterschrift ${SIDE[party]} vom ${formatDate(signedOn)} galt der Fassung ${number} und zählt nicht mehr. Unterschrieben wird die Fassung ${fassung.number}.`,
  }));
  if (!fassung.released) {
    const text = `Die Fassung ${fassung.number} ist noch nicht zur Unterschrift freigegeben. Das Ministerium gibt sie frei.`;
    return [...voided, ...untilSupplied(fassung), { code: 'fassung-not-released', text }];
  }
  const scans = state.scans.filter((scan) => scan.fassung === fassung.number && scan.aside !== true);
  return [...voided, ...PARTIES.flatMap((party) => untilFilled(fassung, scans, party))];
}

function untilSupplied(fassung: Fassung): readonly OpenCondition[] {
  if (!isTextMissing(fassung)) return [];
  const name = `Der eigene Vertragstext der Fassung ${fassung.number}`;
  // Not to be uploaded once more: the terms name this file and no other.
  if (isTextStopped(fassung)) {
    const text = `${name} wurde nicht angenommen: Er enthält etwas, das auf Papier nicht zu sehen ist, oder einen QR-Code; die Stellen stehen bei den Scans. Das Ministerium legt mit einem neu exportierten Text eine neue Fassung an.`;
    return [{ code: 'text-document-stopped', text }];
  }
  const text =
    fassung.text?.isArchived === true
      ? `${name} liegt im Archiv, wurde aber noch nicht auf verborgene Inhalte geprüft. Bitte laden Sie dieselbe PDF-Datei noch einmal hoch.`
      : `${name} liegt noch nicht im Archiv. Bitte laden Sie genau die PDF-Datei hoch, die der Entwurf nennt.`;
  return [{ code: 'text-document-missing', text }];
}

function untilFilled(fassung: Fassung, scans: readonly Scan[], party: Party): readonly OpenCondition[] {
  const filled = filledSlots(fassung, scans, party);
  if (filled.length >= fassung.slots[party]) return [];
  if (fassung.refusedBy?.includes(party) === true) {
    const text = `Die Unterschrift ${SIDE[party]} auf Fassung ${fassung.number} wurde abgelehnt. Das Ministerium klärt, wie es weitergeht.`;
    return [{ code: 'signature-refused', party, text }];
  }
  if (declaredSlots(fassung, party).length < fassung.slots[party]) {
    const text = `Die Unterschrift ${SIDE[party]} auf Fassung ${fassung.number} ist noch nicht erklärt.`;
    return [{ code: 'signature-missing', party, text }, ...evidence(scans, party, undefined)];
  }
  const isFilled = ({ signatory }: Declaration) => filled.some((one) => one.signatory === signatory);
  const unproven = declarationsOf(fassung, party).find((declaration) => !isFilled(declaration));
  return evidence(scans, party, unproven?.sha256);
}

/** The nearest thing that the evidence of this party lacks. */
function evidence(scans: readonly Scan[], party: Party, named: string | undefined): readonly OpenCondition[] {
  const side = SIDE[party];
  const condition = (code: ConditionCode, text: string) => [{ code, party, text }];
  const archived = scans.filter((scan) => scan.sha256 !== undefined);
  if (archived.length === 0) {
    return condition(
      'scan-missing',
      `Zur Unterschrift ${side} fehlt der Scan des unterschriebenen Papiers im Archiv.`,
    );
  }
  const meant = archived.filter((scan) => named === undefined || scan.sha256 === named);
  if (meant.length === 0) {
    return condition(
      'scan-differs',
      `Die Erklärung zur Unterschrift ${side} nennt einen anderen Scan als die archivierten.`,
    );
  }
  const checked = meant.filter((scan) => scan.check !== undefined);
  if (meant.every(({ foreign }) => foreign !== undefined) && checked.length === 0)
    return contradicted(meant, party);
  if (checked.length === 0) {
    return condition(
      'scan-unchecked',
      `Der Scan ist archiviert, aber noch zu prüfen: niemand hat bestätigt, dass er die Unterschrift ${side} zeigt.`,
    );
  }
  const complete = checked.filter((scan) => scan.check?.pagesComplete === true);
  if (complete.length === 0) {
    return condition(
      'scan-incomplete',
      `Der Scan zur Unterschrift ${side} zeigt diese Fassung nicht vollständig.`,
    );
  }
  const showing = complete.filter((scan) => scan.check?.visible.includes(party));
  if (showing.length === 0) {
    return condition(
      'signature-not-visible',
      `Auf dem geprüften Scan ist die Unterschrift ${side} nicht als sichtbar bestätigt.`,
    );
  }
  return showing.some((scan) => isAccepted(scan, party)) ? [] : contradicted(showing, party);
}

/** All that is left are scans whose QR codes contradict; the one that came furthest leads. */
function contradicted(scans: readonly Scan[], party: Party): readonly OpenCondition[] {
  const standingOf = (scan: Scan) => contradictionStanding(scan, [party]);
  const nearest = scans.find((scan) => standingOf(scan) === 'second-person-missing') ?? scans[0];
  if (nearest === undefined) return [];
  const code = standingOf(nearest) === 'reason-missing' ? 'scan-contradicts' : 'second-person-missing';
  const text = `Der Scan zur Unterschrift ${SIDE[party]} zählt noch nicht. ${contradictionSentence(nearest, [party])}`;
  return [{ code, party, text }];
}
