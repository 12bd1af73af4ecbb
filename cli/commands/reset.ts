import { existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { endLeftOver } from '../local/emulator.ts';
import { LocalStageFailure } from '../terminal/failure.ts';
import { ROOT_STATE_FOLDER, stateFolderOf, VENV } from '../stage/state-folder.ts';
import { openTerminal } from '../terminal/terminal.ts';
import { counted } from '../../shared/words/numbers.ts';

const { say, complain } = openTerminal();

try {
  await endLeftOver(stateFolderOf(ROOT_STATE_FOLDER), say);
  say(`Vergessen: ${counted(forget(), 'Eintrag', 'Einträge')} in .local/; die Python-Umgebung bleibt.`);
} catch (error) {
  if (!(error instanceof LocalStageFailure)) throw error;
  complain(error.message);
  process.exitCode = 1;
}

/** Everything of the local stage but the Python environment, which holds no data. */
function forget(): number {
  if (!existsSync(ROOT_STATE_FOLDER)) return 0;
  const names = readdirSync(ROOT_STATE_FOLDER).filter((name) => name !== basename(VENV));
  for (const name of names) rmSync(join(ROOT_STATE_FOLDER, name), { recursive: true, force: true });
  return names.length;
}
