import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The root of the repository. */
export const ROOT = join(import.meta.dirname, '../..');

/** What the contract's part makes and downloads lies here, out of git. */
export const WORKSHOP = join(ROOT, '.local/contract');

/** What a part needs beside Node and Python: how to find it, and how to get it. */
const TOOLS = {
  java: { ask: ['java', '-version'], get: 'Java 17 oder neuer (apt install openjdk-17-jdk-headless)' },
  mvn: { ask: ['mvn', '-version'], get: 'Maven (apt install maven)' },
  go: { ask: ['go', 'version'], get: 'Go 1.23 oder neuer (https://go.dev/dl)' },
} as const;

/** A program that a part needs. */
export type Tool = keyof typeof TOOLS;

/** What is missing on this machine, in one sentence with the way to get it; nothing where all is there. */
export function missing(tools: readonly Tool[]): string | undefined {
  const absent = tools.filter((tool) => {
    const [command, argument] = TOOLS[tool].ask;
    return spawnSync(command, [argument], { stdio: 'ignore' }).status !== 0;
  });
  return absent.length === 0
    ? undefined
    : `Es fehlt: ${absent.map((tool) => TOOLS[tool].get).join(', ')}; installieren Sie es und wiederholen Sie den Lauf.`;
}

/** Prints one line. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** How a program is run. */
type Running = {
  readonly folder?: string;
  readonly input?: string;
  readonly environment?: Readonly<Record<string, string>>;
};

/** What a program said, each way by itself, and how it ended. */
export type Ran = { readonly code: number; readonly said: string; readonly complained: string };

/** Runs a program to its end, whatever that is. @throws Error where it cannot be started. */
export function run(command: string, args: readonly string[], running: Running = {}): Promise<Ran> {
  const { folder = ROOT, input = '', environment = {} } = running;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: folder, env: { ...process.env, ...environment } });
    let said = '';
    let complained = '';
    child.stdout.on('data', (text: Buffer) => (said += text.toString('utf8')));
    child.stderr.on('data', (text: Buffer) => (complained += text.toString('utf8')));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, said, complained }));
    child.stdin.end(input);
  });
}

/** Runs a program that has to end well; gives what it said. @throws Error with everything it said otherwise. */
export async function must(command: string, args: readonly string[], running: Running = {}): Promise<string> {
  const { code, said, complained } = await run(command, args, running);
  if (code === 0) return said;
  throw new Error(`${command} ${args.slice(0, 4).join(' ')} endete mit ${code}:\n${said}\n${complained}`);
}

/**
 * Makes a folder of the workshop once per content of the files that it is made from: interrupted or outdated, it is
 * made anew.
 */
export async function once(
  name: string,
  files: readonly string[],
  make: (folder: string) => Promise<unknown>,
): Promise<string> {
  const folder = join(WORKSHOP, name);
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(file));
  const wanted = hash.digest('hex');
  const stamp = join(folder, '.made-from');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return folder;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await make(folder);
  writeFileSync(stamp, wanted);
  return folder;
}
