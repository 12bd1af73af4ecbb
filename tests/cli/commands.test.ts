import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

const CLI = join(import.meta.dirname, '../../cli');
const EXAMPLE = join(import.meta.dirname, '../../events/examples/bescheid-issued.json');
const COMMANDS = [
  'build-events',
  'emit',
  'generate',
  'import',
  'rebuild',
  'reconcile',
  'redrive',
  'replay',
  'roll-over',
  'show',
  'subscribe',
  'verify',
];

const nowhere = mkdtempSync(join(tmpdir(), 'no-stage-'));
afterAll(() => rmSync(nowhere, { recursive: true, force: true }));

function run(command: string, ...args: string[]) {
  return spawnSync(process.execPath, [join(CLI, `${command}.ts`), ...args], { encoding: 'utf8' });
}

describe('every command', () => {
  test.each(COMMANDS)('%s answers an unknown option with its help and 1', (command) => {
    const { status, stdout, stderr } = run(command, '--unknown');
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^Diese Angaben kennt der Befehl nicht[.]\n\nnpm run /u);
    expect(stderr).toContain('--help');
    expect(stderr).not.toContain('ERR_PARSE_ARGS');
  });

  test.each([
    ['emit', EXAMPLE],
    ['redrive'],
    ['roll-over', '--from', '2025', '--to', '2026'],
    ['show', 'AQB-2025-06533'],
    ['reconcile'],
    ['verify'],
    ['rebuild'],
  ])('%s says in one sentence that no stage runs in the folder', (command, ...args) => {
    const { status, stderr } = run(command, ...args, '--folder', nowhere);
    expect([status, stderr]).toEqual([
      1,
      expect.stringMatching(/^Die lokale Stage läuft nicht[^\n]*npm start\n$/u),
    ]);
  });
});
