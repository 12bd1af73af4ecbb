import { FINDINGS, type FindingCode, type Settled } from '../../../shared/application/reconcile/finding.ts';
import type { Report } from '../../../shared/application/reconcile/run.ts';
import type { Mode } from '../../../shared/application/reconcile/wish.ts';
import { counted } from '../../../shared/words/numbers.ts';

/** One line a finding: what it is about, what it is, what was done or is to be done. */
export function findingLine(finding: Settled, mode: Mode): string {
  const { code, subject, key, version } = finding;
  const about = [subject, version === undefined ? undefined : `Ereignis ${version}`, key];
  const place = about.filter((part) => part !== undefined).join(', ');
  return `${place === '' ? 'Stage' : place}: ${FINDINGS[code]} ${doneOf(finding, mode)} [${code}]`;
}

/** Set in motion: it is done only when another function, or the recorder, is done with it. */
const IN_MOTION: readonly FindingCode[] = [
  'upload-not-inspected',
  'upload-not-told',
  'page-outstanding',
  'publication-overdue',
  'signing-pdf-missing',
];

function doneOf(finding: Settled, mode: Mode): string {
  const { became, error } = finding;
  if (became === 'repaired') return repairedAs(finding);
  if (error !== undefined) return `Gescheitert (${nameOf(error)})${mode === 'verify' ? '.' : `; ${AGAIN}.`}`;
  if (!finding.isRepairable) return 'Das klärt ein Mensch: docs/operations.md.';
  if (mode === 'verify') return 'Das behebt: npm run reconcile.';
  return became === 'moved'
    ? `Inzwischen hat es jemand geändert; ${AGAIN}.`
    : 'Das ließ sich nicht beheben: docs/operations.md.';
}

const AGAIN = 'der nächste Lauf sieht wieder nach';

const nameOf = (error: unknown) => (error instanceof Error ? error.name : 'unbekannt');

function repairedAs({ code }: Settled): string {
  if (code === 'orphan-publication') return 'Entfernt.';
  return IN_MOTION.includes(code) ? 'Angestoßen.' : 'Behoben.';
}

/** What was looked at and what became of it, in numbers. */
export function countLines({ looked, settled }: Report, mode: Mode): readonly string[] {
  const repaired = settled.filter(({ became }) => became === 'repaired');
  const { logs, events, identical, objects } = looked;
  const written = repaired.filter(({ code }) => /^(?:page|shared|withdrawn)-/u.test(code)).length;
  return [
    `${counted(logs, 'Verlauf', 'Verläufe')} mit ${counted(events, 'Ereignis', 'Ereignissen')} geprüft${mode === 'rebuild' ? '' : `, dazu ${counted(objects, 'archiviertes Dokument', 'archivierte Dokumente')}`}.`,
    mode === 'verify'
      ? `${counted(identical, 'öffentliche Datei ist', 'öffentliche Dateien sind')}, wie sie sein ${identical === 1 ? 'muss' : 'müssen'}.`
      : `${counted(identical, 'öffentliche Datei war', 'öffentliche Dateien waren')} byteweise gleich, ${written} ${written === 1 ? 'wurde' : 'wurden'} neu geschrieben.`,
    `${counted(settled.length, 'Befund', 'Befunde')}: ${repaired.length} behoben, ${settled.length - repaired.length} offen.`,
  ];
}
