import { exitCodeOf } from '../terminal/exit-code.ts';
import { COMPARISON_HELP, runMode } from './repair/run-mode.ts';

const HELP = `npm run verify -- [--folder ORDNER | --endpoints DATEI]

Prüft, ohne etwas zu ändern: die Kette jedes Verlaufs, das Archiv, das Portal und alles andere, was aus dem
Verlauf folgt. Was nicht stimmt, wird mit seiner Kennung genannt.

${COMPARISON_HELP}`;

process.exitCode = await exitCodeOf(HELP, () => runMode('verify', HELP));
