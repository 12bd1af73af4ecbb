import { exitCodeOf } from '../terminal/exit-code.ts';
import { COMPARISON_HELP, runMode } from './repair/run-mode.ts';

const HELP = `npm run reconcile -- [--folder ORDNER | --endpoints DATEI]

Vergleicht den Verlauf jeder Zielvereinbarung mit allem, was aus ihm folgt: Stand, Jahreslisten, Portal, Archiv,
Eingang. Was aus dem Verlauf folgt, wird behoben; was nicht, wird mit seiner Kennung genannt.

${COMPARISON_HELP}`;

process.exitCode = await exitCodeOf(HELP, () => runMode('reconcile', HELP));
