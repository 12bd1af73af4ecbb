import { parseArgs } from 'node:util';
import { wishOf, type Mode } from '../../../shared/application/reconcile/wish.ts';
import type { StageAddresses } from '../../stage/endpoints.ts';
import { askedStage, STAGE_HELP, STAGE_OPTIONS } from '../../stage/running-stage.ts';
import { openTerminal } from '../../terminal/terminal.ts';
import { allowPages } from './jsx.ts';
import type { Report } from '../../../shared/application/reconcile/run.ts';
import { countLines, findingLine } from './lines.ts';

/** What the three commands have in common in their help. */
export const COMPARISON_HELP = `${STAGE_HELP}
  --help             zeigt diesen Text

Auf AWS läuft der Abgleich von selbst, alle 15 Minuten.
Ende mit 0: alles stimmt oder ist behoben · 2: es bleiben Befunde · 1: konnte nicht laufen`;

/**
 * Runs a mode of the comparison in this process, against the local stage or the one whose addresses are given. Exit code: 0 sound or all repaired, 2
 * findings remain, 1 it could not run.
 */
export async function runMode(mode: Mode, help: string): Promise<number> {
  const { values } = parseArgs({ options: { ...STAGE_OPTIONS, help: { type: 'boolean' } } });
  if (values.help === true) {
    console.log(help);
    return 0;
  }
  return compare(askedStage(values), mode);
}

async function compare(stage: StageAddresses, mode: Mode): Promise<number> {
  const { say, complain, status } = openTerminal();
  const report = await attempt(stage, mode, { complain, status });
  if (report === undefined) return 1;
  for (const finding of report.settled) say(findingLine(finding, mode));
  for (const line of countLines(report, mode)) say(line);
  return report.settled.some(({ became }) => became !== 'repaired') ? 2 : 0;
}

/** What a run found; undefined where it could not begin, which is said. */
async function attempt(
  stage: StageAddresses,
  mode: Mode,
  { complain, status }: Pick<ReturnType<typeof openTerminal>, 'complain' | 'status'>,
): Promise<Report | undefined> {
  allowPages();
  const { reconcile, reconcilerOfStage } = await import('./reconciler-of-stage.ts');
  try {
    return await reconcile(reconcilerOfStage(stage), wishOf(mode, { archive: true }), status);
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unbekannt';
    complain(
      `Portal oder Jahreslisten ließen sich nicht lesen (${name}). Geändert wurde nichts. Läuft die Stage? Starten: npm start`,
    );
    return undefined;
  }
}
