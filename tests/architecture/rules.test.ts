import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { codesIn, ruleLines, secondNamesIn, unmatched } from './rule-codes.ts';

const ROOT = join(import.meta.dirname, '../..');

/** Where people write; this file plants codes that do not exist. */
const FILES = globSync(
  [
    '{bench,cli,events,functions,infra,shared,tests,web}/**/*.{ts,tsx,mjs,js,css,html,py,go,java,patch,md}',
    'docs/**/*.md',
    '*.md',
    'tests/simulation/bugs/found.json',
    '.dependency-cruiser.mjs',
    '.oxlintrc.json',
  ],
  { cwd: ROOT, exclude: ['**/node_modules/**', '**/dist/**', 'docs/rules.md', 'tests/**/rules.test.ts'] },
);
const texts = FILES.map((file) => ({ file, text: readFileSync(join(ROOT, file), 'utf8') }));
const used = texts.flatMap(({ file, text }) => codesIn(file, text).map((code) => ({ code, file })));
const lines = ruleLines(readFileSync(join(ROOT, 'docs/rules.md'), 'utf8'));

describe('the rules that can be looked up', () => {
  test('have a line for every code that is used, and every line is used', () => {
    expect(unmatched(used, lines)).toEqual([]);
    expect(new Set(used.map(({ file }) => file.split('/')[0])).size).toBeGreaterThan(6);
    expect(lines.length).toBeGreaterThan(90);
  });

  test('have one name each', () => {
    const second = texts.flatMap(({ file, text }) =>
      secondNamesIn(file, text).map((name) => `${name} in ${file}`),
    );
    expect(second).toEqual([]);
  });

  test('are told in one sentence each, sorted by number, with one kind under each heading', () => {
    expect(
      lines.filter(({ sentence }) => !/^[A-Z][^.]+\.$/u.test(sentence.replaceAll(/\d\.\d/gu, ''))),
    ).toEqual([]);
    expect(new Set(lines.map(({ code }) => code)).size).toBe(lines.length);
    for (const { codes, heading } of kinds()) {
      expect([heading, ...codes]).toEqual([
        heading,
        ...codes.toSorted((one, other) => numberOf(one) - numberOf(other)),
      ]);
      expect([heading, new Set(codes.map((code) => code.replace(/\d+$/u, ''))).size]).toEqual([heading, 1]);
    }
  });
});

describe('a code is seen', () => {
  test.each([
    ['a.ts', '/** What waits (d-99). */', ['d-99']],
    ['a.ts', '/** What waits (I3, rule 77). */', ['I3', 'rule 77']],
    ['a.ts', '/**\n * Said in two lines (rule\n * 77, d-99).\n */', ['rule 77', 'd-99']],
    ['a.ts', 'const a = 1; // so that nobody waits: R77', ['R77']],
    ['a.ts', '/** U77: what runs. */', ['U77']],
    ['a.ts', '/** Of a kind that nobody wrote down (Z7). */', ['Z7']],
    ['a.ts', '/** Between others (rule 5, Z7, d-1). */', ['rule 5', 'd-1', 'Z7']],
    ['a.ts', "test('goes on (R77)', () => {});", ['R77']],
    ['a.ts', "complain('I77', `I78 ${what} is gone`);", ['I77', 'I78']],
    ['a.ts', '/** The attacks (H71 to H73). */', ['H71', 'H72', 'H73']],
    ['a.tsx', '  {/* said once (d-99) */}', ['d-99']],
    ['README.md', 'As rules 71, 72 and 73 have it.', ['rule 71', 'rule 72', 'rule 73']],
    ['README.md', 'E77 to E78 hold.', ['E77', 'E78']],
    ['a.json', '"message": "Chance comes from outside (d-99)."', ['d-99']],
    ['a.patch', 'One is lost (I77).\n--- a/x.ts\n+++ b/x.ts\n-// (I78)', ['I77']],
  ])('in %s: %s', (file, text, codes) => {
    expect(codesIn(file, text)).toEqual(codes);
  });

  test.each([
    ['a.ts', '/** PDF/A-2a and PDF/UA-1, a page of A4, S3 (S3), an A3 sheet, CCITT G4, U+2028, %E0. */'],
    ['a.ts', '/** `H1` is a heading, <H2> too; #E40 a colour; 2026-01-01T09:00:00Z a time; HS256. */'],
    ['a.ts', "tags.filter((tag) => tag === 'H1'); const glob = 'tests/**/*.ts'; // a glob opens no comment"],
    ['a.ts', "'/FT /Sig /T (S1) /Rect [0 0 0 0]'; /^[A-Z][A-Z0-9]{1,15}$/u.test('A1-2025-06533');"],
    ['a.ts', "test('has one H1, an H2 for each §', () => {});"],
    ['README.md', 'Of the rules 6 killed; **Rules 92.37 %** of 3; <https://example.org/V2/E5> and `R7`.'],
    ['README.md', '```\nI3 what a command printed\n```'],
  ])('and nothing else, in %s: %s', (file, text) => {
    expect(codesIn(file, text)).toEqual([]);
  });

  test('without a line, and a line that nothing uses is seen as well', () => {
    const planted = ruleLines('## Decisions\n\n- **d-1** One.\n- **d-98** Nobody names it.\n');
    expect(planted.map(({ code, kind }) => [code, kind])).toEqual([
      ['d-1', 'Decisions'],
      ['d-98', 'Decisions'],
    ]);
    const codes = codesIn('a.ts', '/** One (d-1), and another (d-99). */').map((code) => ({
      code,
      file: 'a.ts',
    }));
    expect(unmatched(codes, planted)).toEqual([
      'd-99 in a.ts has no line in docs/rules.md',
      'd-98 has a line in docs/rules.md and nothing uses it',
    ]);
  });

  test.each([
    'domain rule 5',
    'domain rules 3',
    'rule-5',
    'row R10',
    'goal G2',
    'invariant I4',
    'R10–R12',
    'D2-D5',
    '(d14)',
    '(H-7)',
  ])('under a second name: %s', (name) => {
    expect(
      secondNamesIn('a.ts', `/** So it is said ${name.startsWith('(') ? name : `(${name})`}. */`),
    ).toHaveLength(1);
  });
});

function kinds() {
  const headings = [...new Set(lines.map(({ kind }) => kind))];
  return headings.map((heading) => ({
    heading,
    codes: lines.filter(({ kind }) => kind === heading).map(({ code }) => code),
  }));
}

function numberOf(code: string): number {
  return Number(/\d+$/u.exec(code)?.[0]);
}
