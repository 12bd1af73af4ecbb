import { stderr, stdout } from 'node:process';

/** How a command tells what it does. */
export type Terminal = {
  /** A line that stays. */
  readonly say: (line: string) => void;
  /** What happens at the moment: overwritten on a terminal, a line every few seconds elsewhere. */
  readonly status: (text: string) => void;
  /** A line that stays, on the channel for failures. */
  readonly complain: (line: string) => void;
};

const QUIET_MS = 5000;

/** Speaks to a terminal, or to a log that nobody may overwrite. */
export function openTerminal(): Terminal {
  let told = Date.now();
  const wipe = () => {
    if (stdout.isTTY) stdout.write('\r\u001B[K');
    told = Date.now();
  };
  return {
    say: (line) => {
      wipe();
      stdout.write(`${line}\n`);
    },
    status: (text) => {
      if (stdout.isTTY) stdout.write(`\r\u001B[K  … ${text.slice(0, Math.max(20, stdout.columns - 6))}`);
      else if (Date.now() - told > QUIET_MS) {
        wipe();
        stdout.write(`  … ${text}\n`);
      }
    },
    complain: (line) => {
      wipe();
      stderr.write(`${line}\n`);
    },
  };
}
