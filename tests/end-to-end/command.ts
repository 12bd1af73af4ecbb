import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { OutgoingEvent } from '../../events/fact.ts';

/** How a command ended, and what it said. */
export type Ended = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

/** Starts a command of the repository as a process of its own. */
export function command(name: string, ...args: readonly string[]) {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, '../../cli/commands', `${name}.ts`), ...args],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString('utf8')));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
  return {
    said: () => stdout,
    ended,
    /** Asks it to end, as Ctrl-C does. */
    interrupt: (): Promise<Ended> => {
      child.kill('SIGINT');
      return ended;
    },
  };
}

/** Facts of a run of `subscribe --json`, one a line. */
export function factsIn(stdout: string): readonly OutgoingEvent[] {
  return stdout
    .slice(0, stdout.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as OutgoingEvent);
}
