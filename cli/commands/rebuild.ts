import { exitCodeOf } from '../terminal/exit-code.ts';
import { COMPARISON_HELP, runMode } from './repair/run-mode.ts';

const HELP = `npm run rebuild -- [--folder ORDNER | --endpoints DATEI]

Baut die öffentlichen Dateien und die Zeilen der Jahreslisten aus dem Verlauf neu, was auch immer dort liegt, und
sagt, wie viele schon byteweise gleich waren.

${COMPARISON_HELP}`;

process.exitCode = await exitCodeOf(HELP, () => runMode('rebuild', HELP));
