import { bordersOf } from '../stage/borders.ts';
import { HELP, runImport } from './import/run-import.ts';
import { ask } from '../terminal/ask.ts';
import { exitCodeOf } from '../terminal/exit-code.ts';
import { logOf } from '../terminal/log.ts';
import { wireInFolder, wireOfStage } from '../stage/endpoints.ts';
import { runningStage } from '../stage/running-stage.ts';
import { judgedInTime } from '../stage/receipts.ts';

process.exitCode = await exitCodeOf(HELP, () =>
  runImport(process.argv.slice(2), {
    say: (line) => console.log(line),
    complain: (line) => console.error(line),
    confirm: ask,
    wireIn: wireInFolder,
    findStage: (folder) => {
      const stage = runningStage(folder);
      const wire = wireOfStage(stage);
      const borders = bordersOf(stage);
      return {
        store: logOf(stage, wire),
        send: (event) => borders.emit(event),
        judged: async (event) => judgedInTime(await borders.signIn('land'), event),
      };
    },
    now: () => new Date().toISOString(),
  }),
);
