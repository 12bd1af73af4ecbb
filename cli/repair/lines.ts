import { FINDINGS, type Settled } from '../../shared/application/reconcile/finding.ts';
import type { Report } from '../../shared/application/reconcile/run.ts';
import type { Mode } from '../../shared/application/reconcile/wish.ts';

/** One line a finding: what it is about, what it is, what was done or is to be done. */
export function findingLine(finding: Settled, mode: Mode): string {
  const { code, subject, key, version } = finding;
  const about = [subject, version === undefined ? undefined : `Ereignis ${version}`, key];
  const place = about.filter((part) => part !== undefined).join(', ');
  return `${place === '' ? 'Stage' : place}: ${FINDINGS[code]} ${doneOf(finding, mode)} [${code}]`;
}

function doneOf({ became, isRepairable, error, code }: Settled, mode: Mode): string {
  if (became === 'repaired') return code === 'orphan-publication' ? 'Entfernt.' : 'Behoben.';
  if (error !== undefined)
    return `Gescheitert (${error instanceof Error ? error.name : 'unbekannt'}); der nächste Lauf sieht wieder nach.`;
  if (!isRepairable) return 'Das klärt ein Mensch: docs/operations.md.';
  return mode === 'verify'
    ? 'Das behebt: npm run reconcile.'
    : 'Inzwischen hat es jemand geändert; der nächste Lauf sieht wieder nach.';
}

/** What was looked at and what became of it, in numbers. */
export function countLines({ looked, settled }: Report, mode: Mode): readonly string[] {
  const repaired = settled.filter(({ became }) => became === 'repaired');
  const { logs, events, identical, objects } = looked;
  const written = repaired.filter(({ code }) => /^(?:page|shared|withdrawn)-/u.test(code)).length;
  return [
    `${logs} Verläufe mit ${events} Ereignissen geprüft${mode === 'rebuild' ? '' : `, dazu ${objects} archivierte Dokumente`}.`,
    mode === 'verify'
      ? `${identical} öffentliche Dateien sind, wie sie sein müssen.`
      : `${identical} öffentliche Dateien waren byteweise gleich, ${written} wurden neu geschrieben.`,
    `${settled.length} Befunde: ${repaired.length} behoben, ${settled.length - repaired.length} offen.`,
  ];
}
