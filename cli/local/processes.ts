import { spawnSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';

/** Whether a process with this number runs and its command contains these words: numbers are reused. */
export function isRunning(pid: number, words: string): boolean {
  const { status, stdout } = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  return status === 0 && stdout.includes(words);
}

/** Asks a process to end and waits; after the limit it is ended by force. Answers whether it went by itself. */
export async function endProcess(pid: number, hasEnded: () => boolean): Promise<boolean> {
  signal(pid, 'SIGTERM');
  for (let waited = 0; waited < GRACE_MS; waited += STEP_MS) {
    if (hasEnded()) return true;
    await pause(STEP_MS);
  }
  signal(pid, 'SIGKILL');
  return false;
}

/** The emulator writes its state when it ends; with many documents that takes a while. */
const GRACE_MS = 60_000;
const STEP_MS = 50;

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // it ended in the meantime
  }
}
