import { UPLOAD_REFUSALS } from '../../../events/reasons.ts';
import { formatDate } from '../../../shared/domain/dates/german-dates.ts';
import { partsOf } from '../../../shared/domain/zielvereinbarung/identity.ts';
import { gebietskoerperschaftIn } from '../../../shared/domain/register/gebietskoerperschaft.ts';
import { pagesText } from '../../../shared/words/numbers.ts';
import { sizeText } from '../../words/numbers.ts';
import type { UploadEnd, Halt, UploadProgress } from './transfer/upload.ts';

const MILESTONES = [100, 75, 50, 25];

/** Hundredths that have been sent. */
export function percentOf({ sent, size }: { readonly sent: number; readonly size: number }): number {
  return size === 0 ? 0 : Math.floor((Math.min(sent, size) / size) * 100);
}

/** A Zielvereinbarung for people: `Landkreis Limburg-Weilburg, 2025 (AQB-2025-06533)`. */
export function zielvereinbarungName(subject: string): string {
  const { haushaltsjahr, ags } = partsOf(subject);
  const body = gebietskoerperschaftIn(haushaltsjahr, ags);
  return body === undefined ? subject : `${body.officialName}, ${haushaltsjahr} (${subject})`;
}

const HALTS: Readonly<Record<Halt, string>> = {
  connection:
    'Die Verbindung ist unterbrochen. Die Datei ist in diesem Browser gesichert; sobald die Verbindung wieder steht, geht es mit „Fortsetzen“ weiter.',
  session:
    'Ihre Sitzung ist abgelaufen. Die Datei ist in diesem Browser gesichert; nach der Anmeldung geht es hier von selbst weiter.',
  'refused-form':
    'Der Speicher hat die Datei mehrmals nicht angenommen. Sie ist in diesem Browser gesichert; bitte versuchen Sie es mit „Fortsetzen“ noch einmal.',
  problem:
    'Das Hochladen wurde unterbrochen. Die Datei ist in diesem Browser gesichert; bitte versuchen Sie es mit „Fortsetzen“ noch einmal.',
};

/** Where a file stands, in one sentence. */
export function progressSentence(progress: UploadProgress): string {
  switch (progress.step) {
    case 'reading':
      return 'Prüfsumme wird berechnet …';
    case 'announcing':
      return 'Wird angemeldet …';
    case 'sending':
      return `${percentOf(progress)} % von ${sizeText(progress.size)} hochgeladen`;
    case 'waiting':
      return `Die Verbindung ist unterbrochen. Nichts ist verloren; es wird von selbst wieder versucht (${progress.attempt}. Mal).`;
    case 'inspecting':
      return 'Vollständig hochgeladen. Der Scan wird jetzt geprüft und archiviert …';
    case 'unfit':
    case 'asking':
    case 'halted':
    case 'slow':
    case 'cancelled':
    case 'settled':
      return endSentence(progress);
  }
}

function endSentence(end: UploadEnd): string {
  switch (end.step) {
    case 'unfit':
      return UPLOAD_REFUSALS[end.reason];
    case 'asking':
      return `Genau diese Datei ist bereits archiviert (${formatDate(end.known.archivedOn)}, ${zielvereinbarungName(end.known.zielvereinbarung)}). Sie müssen sie nicht noch einmal hochladen.`;
    case 'halted':
      return end.problem?.message ?? HALTS[end.why];
    case 'slow':
      return 'Die Prüfung dauert länger als üblich. Die Datei ist vollständig angekommen; Sie können später wieder nachsehen.';
    case 'cancelled':
      return 'Abgebrochen. Es wurde nichts gespeichert.';
    case 'settled':
      return settledSentence(end.view);
  }
}

function settledSentence({ state, pages, text }: Extract<UploadEnd, { step: 'settled' }>['view']): string {
  if (state === 'refused') return text ?? 'Der Scan wurde nicht angenommen.';
  const length = pages === undefined ? '' : `, ${pagesText(pages)}`;
  return state === 'archived'
    ? `Geprüft und archiviert${length}. Jetzt ist zu bestätigen, was der Scan zeigt.`
    : `Geprüft${length}. Es fehlt die Zuordnung zu einer Zielvereinbarung.`;
}

/** What a screen reader is told of this step; undefined where it was told enough. */
export function announcement(
  name: string,
  before: UploadProgress | undefined,
  now: UploadProgress,
): string | undefined {
  if (now.step === 'sending') return milestone(name, before, now);
  if (now.step === before?.step) return undefined;
  return now.step === 'reading' || now.step === 'announcing'
    ? undefined
    : `${name}: ${progressSentence(now)}`;
}

type Sending = Extract<UploadProgress, { step: 'sending' }>;

function milestone(name: string, before: UploadProgress | undefined, now: Sending): string | undefined {
  const reached = MILESTONES.find((mark) => percentOf(now) >= mark);
  const had = before?.step === 'sending' ? percentOf(before) : 0;
  return reached === undefined || had >= reached ? undefined : `${name}: ${reached} Prozent hochgeladen`;
}
