import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { clientsOf } from '../../cli/stage/connection.ts';
import { askedStage } from '../../cli/stage/running-stage.ts';

const CLI = join(import.meta.dirname, '../../cli/commands');
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

describe('a command that repairs', () => {
  const file = (content: unknown) => {
    const path = join(nowhere, 'addresses-of-a-stage.json');
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };
  test.each(['redrive', 'reconcile', 'verify', 'rebuild'])(
    '%s names what a file of addresses lacks',
    (command) => {
      const { status, stderr } = run(command, '--endpoints', file({ region: 'eu-central-1' }));
      expect([status, stderr]).toEqual([1, expect.stringMatching(/ingressQueueUrl.*tableName.*settings/u)]);
      expect(run(command, '--endpoints', file('{')).stderr).toContain('ist nicht lesbar oder kein JSON.');
      expect(run(command, '--endpoints', file('{'), '--folder', nowhere).stderr).toContain('nur eines');
    },
  );

  const addresses = {
    region: 'eu-central-1',
    ...Object.fromEntries(
      ['ingressQueue', 'ingressDlq', 'internalQueue', 'internalDlq', 'inspectionQueue', 'portal'].map(
        (name) => [`${name}Url`, `https://${name.toLowerCase()}.example/`],
      ),
    ),
    tableName: 'table',
    inboxBucket: 'inbox',
    archiveBucket: 'archive',
    portalBucket: 'portal',
  };

  test('needs no keys and no address of a stage on AWS, and asks there by the person’s own settings', async () => {
    const path = file({ ...addresses, settings: { EVENT_PREFIX: 'org.example' } });
    const { sqs, s3 } = clientsOf(askedStage({ endpoints: path }));
    expect(await sqs.config.region()).toBe('eu-central-1');
    expect([sqs.config.endpoint, s3.config.forcePathStyle]).toEqual([undefined, false]);
  });

  test('takes no prefix of event types for granted', () => {
    const ask = () => askedStage({ endpoints: file({ ...addresses, settings: {} }) });
    expect(ask).toThrow(
      /stimmt nicht: settings[.]EVENT_PREFIX[.] Was hineingehört: docs\/operations[.]md[.]$/u,
    );
  });
});

describe('npm run emit', () => {
  const cases = join(import.meta.dirname, '../events/cases');
  const latin = join(nowhere, 'latin.json');
  writeFileSync(latin, Buffer.from('{"id":"Förderung"}', 'latin1'));
  test.each([
    ['a field twice', join(cases, 'duplicate-key.json'), 'duplicate-json-key'],
    ['damaged text', join(cases, 'replacement-character.json'), 'encoding-invalid'],
    ['another encoding', latin, 'encoding-invalid'],
  ])('says of %s what is wrong before anything is sent', (_, file, reason) => {
    const { status, stderr } = run('emit', '--dry-run', file);
    expect([status, stderr]).toEqual([2, expect.stringContaining(`${file}: ${reason}`)]);
    expect(stderr).toContain('1 gelesen, 1 ungültig, 0 gesendet.');
  });
});

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
