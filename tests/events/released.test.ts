import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const SIGNATURE = 'events/incoming/signature.ts';

/** A change of the source of signature.received, and what the check says of it. */
const REFUSED: readonly (readonly [change: string, from: string, to: string, said: string])[] = [
  [
    'a removed field',
    '    place: text(80),\n',
    '',
    'signature.received.v1 (eingehend), Feld /data/place: Das Feld wurde entfernt. [field-removed]',
  ],
  [
    'a narrowed list of codes',
    "z.enum(['handwritten', 'qes', 'fes'])",
    "z.enum(['handwritten', 'qes'])",
    'signature.received.v1 (eingehend), Feld /data/method: Ein bisher erlaubter Wert der Liste fehlt. [codes-narrowed]',
  ],
  [
    'a new required field',
    '    place: text(80),\n',
    '    place: text(80),\n    witness: text(80),\n',
    'signature.received.v1 (eingehend), Feld /data/witness: Das Feld ist neu verpflichtend; bisherige Absender senden es nicht. [field-newly-required]',
  ],
];

describe('the check of the released contract', () => {
  let folder: string;
  const source = () => readFileSync(join(ROOT, SIGNATURE), 'utf8');
  const generate = (...flags: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['cli/commands/generate.ts', ...flags], {
      cwd: folder,
      encoding: 'utf8',
    });
    return { status, said: `${stdout}${stderr}` };
  };
  /** The copy with one place of one file changed, and its generated files brought up to date. */
  const change = (from: string, to: string) => {
    const text = source();
    expect(text).toContain(from);
    writeFileSync(join(folder, SIGNATURE), text.replace(from, to));
    return generate();
  };

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'contract-'));
    mkdirSync(join(folder, 'cli'));
    const command = ['cli/commands/generate.ts', 'cli/generate', 'cli/terminal/exit-code.ts'];
    for (const path of [
      'events',
      'shared',
      'functions',
      'infra/stack-names.ts',
      ...command,
      'package.json',
    ]) {
      cpSync(join(ROOT, path), join(folder, path), { recursive: true });
    }
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    generate('--release');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(REFUSED)('refuses %s and says type, field, rule and remedy', (_change, from, to, said) => {
    expect(change(from, to).status).toBe(0);
    const checked = generate('--check');
    expect(checked.said).toContain(said);
    expect(checked.said).toContain(
      'Abhilfe: die Änderung als neue Version signature.received.v2 anlegen, signature.received.v1 als frühere Version (formerly) mit Umrechnung behalten.',
    );
    expect(checked.status).toBe(2);
  });

  test('lets an added optional field pass', () => {
    change('    place: text(80),\n', '    place: text(80),\n    witness: text(80).exactOptional(),\n');
    expect(generate('--check')).toMatchObject({
      status: 0,
      said: expect.stringContaining('0 unverträgliche Änderungen'),
    });
  });

  test('refuses to release what it would refuse to check, and writes nothing', () => {
    change('    place: text(80),\n', '');
    const before = readFileSync(join(folder, 'events/schemas/released.json'), 'utf8');
    expect(generate('--release')).toMatchObject({
      status: 2,
      said: expect.stringContaining('nichts wurde geschrieben'),
    });
    expect(readFileSync(join(folder, 'events/schemas/released.json'), 'utf8')).toBe(before);
  });

  test('lets the same change pass as version 2 with version 1 kept, and tells both', () => {
    const example = join(folder, 'events/examples/signature-withdrawn.json');
    const old = readFileSync(example, 'utf8');
    const { reason: _, ...data } = JSON.parse(old).data;
    const type = JSON.parse(old).type.replace(/1$/u, '2');
    writeFileSync(example.replace('.json', '.v1.json'), old);
    writeFileSync(example, JSON.stringify({ ...JSON.parse(old), type, data }));
    const shape = 'z.object({ fassung: fassungNumber, party, reason: text(1000) })';
    const former = `{ version: 1, personal: ['reason'], data: ${shape}, upcast: ({ reason: _, ...rest }) => rest }`;
    expect(source()).toContain(`data: ${shape}`);
    const without = source().replace(`data: ${shape}`, 'data: z.object({ fassung: fassungNumber, party })');
    writeFileSync(
      join(folder, SIGNATURE),
      without.replace(
        /(fact\('signature[.]withdrawn'[^}]*?) {2}personal: \['reason'\],\n/u,
        `$1  version: 2,\n  formerly: [${former}],\n`,
      ),
    );
    expect(readFileSync(join(folder, SIGNATURE), 'utf8')).toContain('version: 2');
    generate();
    const checked = generate('--check');
    const files = readdirSync(join(folder, 'events/schemas'));
    const document = readFileSync(join(folder, 'events/schemas/asyncapi.json'), 'utf8');
    writeFileSync(example, old);
    rmSync(example.replace('.json', '.v1.json'));
    expect(checked).toMatchObject({ status: 0, said: expect.stringContaining('0 unverträgliche') });
    expect(files).toEqual(
      expect.arrayContaining(['signature.withdrawn.v1.json', 'signature.withdrawn.v2.json']),
    );
    expect(JSON.parse(document).channels.ingress.messages).toMatchObject({
      SignatureWithdrawn: { name: 'de.hessen.aqb.signature.withdrawn.v2' },
      SignatureWithdrawnV1: { name: 'de.hessen.aqb.signature.withdrawn.v1', deprecated: true },
    });
  });

  test('refuses a fact that is taken away', () => {
    const index = readFileSync(join(folder, 'events/incoming/index.ts'), 'utf8');
    const entry = '  scanChecked,\n';
    const at = index.lastIndexOf(entry);
    expect(at).toBeGreaterThan(0);
    writeFileSync(join(folder, SIGNATURE), source());
    writeFileSync(
      join(folder, 'events/incoming/index.ts'),
      `${index.slice(0, at)}${index.slice(at + entry.length)}`,
    );
    generate();
    const { status, said } = generate('--check');
    writeFileSync(join(folder, 'events/incoming/index.ts'), index);
    expect(said).toContain('scan.checked.v1 (eingehend): Der freigegebene Ereignistyp fehlt.');
    expect(status).toBe(2);
  });

  test('does not fall silent where the released contract was deleted', () => {
    writeFileSync(join(folder, SIGNATURE), source());
    generate();
    rmSync(join(folder, 'events/schemas/released.json'));
    expect(generate('--check')).toMatchObject({ status: 2, said: expect.stringContaining('fehlt') });
    expect(generate('--release').status).toBe(0);
    expect(generate('--check').status).toBe(0);
  });

  test('makes with a release whatever a check compares', () => {
    writeFileSync(join(folder, SIGNATURE), source());
    for (const path of ['functions/staff-api/openapi.json', 'events/schemas/asyncapi.json'])
      rmSync(join(folder, path));
    expect(generate('--release').status).toBe(0);
    expect(generate('--check').status).toBe(0);
  });
});
