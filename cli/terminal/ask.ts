import { stdin, stdout } from 'node:process';
import { createInterface } from 'node:readline/promises';

/** Asks the person at the terminal; undefined where there is none. Whatever is no yes is a no. */
export async function ask(question: string): Promise<boolean | undefined> {
  if (!stdin.isTTY || !stdout.isTTY) return undefined;
  const terminal = createInterface({ input: stdin, output: stdout });
  try {
    return /^(?:j|ja)$/iu.test((await terminal.question(`${question} [j/N] `)).trim());
  } finally {
    terminal.close();
  }
}
