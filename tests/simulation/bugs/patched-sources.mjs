import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const BUGS = dirname(fileURLToPath(import.meta.url));
const ROOT = join(BUGS, '..', '..', '..');
const SOURCES = ['events', 'shared', 'functions', 'cli', 'tests'];

/** Copies the sources beside the state of the local stage and puts one deliberate bug in; gives the folder. */
export function patchedSources(name) {
  const patch = join(BUGS, `${name}.patch`);
  if (!existsSync(patch)) throw new Error(`There is no bug named ${name} in tests/simulation/bugs`);
  const folder = join(ROOT, '.local', 'simulate', 'bugs', name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const room of SOURCES) cpSync(join(ROOT, room), join(folder, room), { recursive: true });
  const { status, stderr } = spawnSync('patch', ['--strip=1', '--fuzz=0', '--quiet', `--input=${patch}`], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The bug ${name} does not fit the sources any more: ${stderr}`);
  return folder;
}
