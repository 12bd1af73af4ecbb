import { stdin, stdout } from 'node:process';
import { createInterface } from 'node:readline/promises';
import { bordersOf } from './borders.ts';
import { runImport } from './import/run-import.ts';
import { readEndpoints } from './local/endpoints.ts';

process.exitCode = await runImport(process.argv.slice(2), {
  say: (line) => console.log(line),
  complain: (line) => console.error(line),
  ...(stdin.isTTY && stdout.isTTY ? { ask: askHere } : {}),
  findStage: () => {
    const stage = readEndpoints();
    if (stage === undefined) return undefined;
    const borders = bordersOf(stage);
    return (event) => borders.emit(event);
  },
  now: () => new Date().toISOString(),
});

async function askHere(question: string): Promise<string> {
  const terminal = createInterface({ input: stdin, output: stdout });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
}
