import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const BUGS = dirname(fileURLToPath(import.meta.url));
const ROOT = join(BUGS, '..', '..', '..');
const SOURCES = ['events', 'shared', 'functions', 'cli', 'tests'];

/**
 * Copies the sources beside the state of the local stage and puts one deliberate bug in; gives the folder.
 * @throws Error where there is no such bug, or it does not fit the sources any more.
 */
export function patchedSources(name: string): string {
  const folder = join(ROOT, '.local', 'simulate', 'bugs', name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const room of SOURCES) cpSync(join(ROOT, room), join(folder, room), { recursive: true });
  const problem = patch(name, folder, []);
  if (problem !== '') throw new Error(`The bug ${name} does not fit the sources any more: ${problem}`);
  return folder;
}

/** Why this bug does not fit the sources any more; empty where it does. Changes nothing. */
export function fits(name: string): string {
  return patch(name, ROOT, ['--dry-run']);
}

function patch(name: string, folder: string, options: readonly string[]): string {
  const file = join(BUGS, `${name}.patch`);
  if (!existsSync(file)) return `there is no ${name}.patch in tests/simulation/bugs`;
  const { status, stdout, stderr } = spawnSync(
    'patch',
    ['--strip=1', '--fuzz=0', '--force', '--quiet', `--input=${file}`, ...options],
    { cwd: folder, encoding: 'utf8' },
  );
  return status === 0 ? '' : `${stdout}${stderr}`;
}
