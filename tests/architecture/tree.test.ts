import { globSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { withoutComments } from '../support/without-comments.ts';

const ROOT = join(import.meta.dirname, '../..');

/** What may lie at the top; a new entry is a decision, not a convenience. */
const ROOMS = ['.ci', 'bench', 'cli', 'docs', 'events', 'functions', 'infra', 'shared', 'tests', 'web'];
const FILES = [
  '.dependency-cruiser.mjs',
  '.gitignore',
  '.npmrc',
  '.oxfmtrc.json',
  '.oxlintrc.json',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'LICENSE',
  'README.md',
  'SECURITY.md',
  'cdk.json',
  'knip.json',
  'package-lock.json',
  'package.json',
  'publiccode.yml',
  'requirements-contract.txt',
  'requirements-local.txt',
  'tsconfig.json',
  'vitest.config.ts',
];

/** Made on the machine, never committed. */
const MADE = [
  '.git',
  ...readFileSync(join(ROOT, '.gitignore'), 'utf8')
    .split('\n')
    .map((line) => line.replace(/\/$/u, '')),
];

describe('the tree', () => {
  test('holds at its root the fixed rooms and files and nothing else', () => {
    const found = readdirSync(ROOT).filter((name) => !MADE.includes(name) && !name.endsWith('.tsbuildinfo'));
    expect(found.filter((name) => ![...ROOMS, ...FILES].includes(name))).toEqual([]);
    expect(FILES.filter((name) => !found.includes(name))).toEqual([]);
  });

  test('has file names in kebab-case', () => {
    const rooms = ROOMS.filter((room) => room !== '.ci').join(',');
    const names = globSync(`{${rooms}}/**/*.*`, {
      cwd: ROOT,
      exclude: ['**/node_modules/**', '**/__snapshots__/**'],
    });
    const isKebab = (name: string) => /^[a-z\d]+(?:-[a-z\d]+)*(?:\.[a-z\d]+(?:-[a-z\d]+)*)+$/u.test(name);
    // A file of Java is named after its class, by its compiler's rule.
    const isJava = (name: string) => /^[A-Z][A-Za-z\d]*\.java$/u.test(name);
    const hasItsName = (name: string) => isKebab(name) || isJava(name) || name === 'README.md';
    expect(names.filter((path) => !hasItsName(basename(path)))).toEqual([]);
    expect(names.length).toBeGreaterThan(100);
  });

  test('reads the environment only in composition roots and on the command line', () => {
    const sources = globSync('{events,shared,functions,infra}/**/*.{ts,tsx}', { cwd: ROOT });
    const readers = sources.filter((path) =>
      /\bprocess\.env\b/u.test(withoutComments(readFileSync(join(ROOT, path), 'utf8'))),
    );
    expect(readers.filter((path) => !/^functions\/[^/]+\/index\.ts$/u.test(path))).toEqual([]);
  });

  test('has for each function its environment, handler, entry and README', () => {
    const functions = readdirSync(join(ROOT, 'functions'));
    const missing = functions.flatMap((name) =>
      ['environment.ts', 'handler.ts', 'index.ts', 'README.md']
        .filter((file) => !readdirSync(join(ROOT, 'functions', name)).includes(file))
        .map((file) => `functions/${name}/${file}`),
    );
    expect(missing).toEqual([]);
  });

  test('numbers its decision records without gap, each with date, status and its four parts', () => {
    const records = readdirSync(join(ROOT, 'docs/adr')).toSorted();
    expect(records.map((name) => Number(name.slice(0, 4)))).toEqual(records.map((_, index) => index + 1));
    expect(records.filter((name) => !isRecord(readFileSync(join(ROOT, 'docs/adr', name), 'utf8')))).toEqual(
      [],
    );
  });

  test('replaces no module in a test', () => {
    const tests = globSync('tests/**/*.{ts,tsx}', { cwd: ROOT });
    const mocking = tests.filter((path) =>
      /\bvi\s*\.\s*(?:mock|doMock|unmock|hoisted|stubGlobal|spyOn)\(/u.test(
        readFileSync(join(ROOT, path), 'utf8'),
      ),
    );
    expect(mocking).toEqual([]);
  });

  test('names no debt in comments: a debt is an issue, a decision a record', () => {
    const sources = globSync('{events,shared,functions,infra,cli}/**/*.{ts,tsx,mjs}', { cwd: ROOT });
    const indebted = sources.filter((path) =>
      /\b(?:TODO|FIXME|HACK|XXX)\b/u.test(readFileSync(join(ROOT, path), 'utf8')),
    );
    expect(indebted).toEqual([]);
  });
});

function isRecord(text: string): boolean {
  const parts = [...text.matchAll(/^## (.+)$/gmu)].map(([, title]) => title);
  const head = /^# \d{4} .+\n\n- Date: \d{4}-\d{2}-\d{2}\n- Status: (?:accepted|superseded by \d{4})\n/u;
  return head.test(text) && parts.join() === 'What,Why,Consequences,Notes';
}
