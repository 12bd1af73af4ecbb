import type { Party } from '../../../events/primitives.ts';
import { DELAYS } from '../../../events/reasons.ts';
import type { Observation } from '../../../shared/scan-gate/rules/verdict.ts';
import type { Confirmation } from '../../api/types.ts';
import type { Check } from './filed.ts';

type Fact = Extract<Confirmation, { readonly events: unknown }>['events'][number];

const FACTS: Readonly<Record<string, string>> = {
  ScanChecked: 'Was der Scan zeigt',
  SignatureReceived: 'Die Unterschrift Ihrer Seite',
};

/** One recorded fact for people. */
export function factSentence({ type, outcome, reason }: Fact): string {
  const what = FACTS[type] ?? type;
  switch (outcome) {
    case 'recorded':
      return `${what}: festgehalten.`;
    case 'duplicate':
      return `${what}: war schon so festgehalten.`;
    case 'parked':
      return `${what}: wartet. ${delayOf(reason)}`;
    default:
      return `${what}: nicht festgehalten.`;
  }
}

function delayOf(reason: unknown): string {
  return Object.entries(DELAYS).find(([code]) => code === reason)?.[1] ?? '';
}

/** What was ticked at the last look. */
export function checkSentence({ pagesComplete, signaturesVisible }: Omit<Check, 'version'>): string {
  const pages = pagesComplete ? 'alle Seiten vollständig' : 'Seiten nicht vollständig';
  const names: Readonly<Record<Party, string>> = { land: 'des Landes', kommune: 'der Kommune' };
  const signed = signaturesVisible.map((party) => names[party]).join(' und ');
  return signed === ''
    ? `${pages}; keine Unterschrift sichtbar`
    : `${pages}; Unterschrift ${signed} sichtbar`;
}

const OBSERVATIONS: Readonly<Record<Observation, string>> = {
  'bytes-before-header': 'Vor dem PDF stehen einige fremde Zeichen; der Scanner schreibt sie.',
  'bytes-after-end': 'Nach dem PDF stehen einige fremde Zeichen; der Scanner schreibt sie.',
  'page-view-open-action': 'Das PDF gibt vor, wie es beim Öffnen angezeigt wird.',
  'link-annotation': 'Das PDF enthält Verweise.',
  'markup-annotation':
    'Im PDF stehen Anmerkungen, die nicht auf dem Papier sein müssen. Bitte sehen Sie genau hin.',
  'digital-signature': 'Das PDF trägt eine digitale Signatur.',
  'several-revisions': 'Das PDF wurde nach dem Scannen noch einmal gespeichert.',
  linearised: 'Das PDF ist für das Web aufbereitet.',
  'private-entry': 'Das PDF enthält eigene Angaben des Programms, das es geschrieben hat.',
  'reading-stopped': 'Nicht alle Seiten ließen sich lesen. Bitte prüfen Sie die Seitenzahl besonders genau.',
  'qr-missing':
    'Nicht auf jeder Seite war der QR-Code zu lesen. Bitte vergleichen Sie Fassung und Seitenzahl.',
  'qr-contradicts-upload':
    'Der QR-Code nennt eine andere Zielvereinbarung oder Fassung als beim Hochladen angegeben. Bitte prüfen Sie, ob es der richtige Scan ist.',
  'upload-overwritten': 'Unter diesem Hochladen kam eine zweite Datei an; es gilt die erste.',
};

/** What the inspection saw and let pass, in German. */
export function observationSentences(observations: readonly unknown[]): readonly string[] {
  const known = Object.entries(OBSERVATIONS);
  return observations.flatMap((seen) => known.find(([code]) => code === seen)?.[1] ?? []);
}
