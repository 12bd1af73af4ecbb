import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { INCOMING } from '../../../events/incoming/index.ts';
import lint from '../../../.oxlintrc.json' with { type: 'json' };
import packageJson from '../../../package.json' with { type: 'json' };
import { codeIn, rowsIn, sectionOf } from '../../support/markdown.ts';

const ROOT = join(import.meta.dirname, '../../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const contributing = read('CONTRIBUTING.md');
const KINDS = new Set<string>(INCOMING.map(({ name }) => name));

describe('how the code looks', () => {
  test('has no rule without a check', () => {
    const rules = rowsIn(sectionOf(contributing, 'How the code looks'));
    const unheld = rules.filter(([, heldBy = '']) => codeIn(heldBy).length === 0);
    expect(unheld).toEqual([]);
    expect(rules.length).toBeGreaterThan(15);
    const checks = rules.flatMap(([, heldBy = '']) => codeIn(heldBy));
    expect(checks.filter((check) => !isRunning(check))).toEqual([]);
  });

  test('tells the limits that the tools hold', () => {
    const [, told = ''] = /(A file has at most [^|]+)/u.exec(contributing) ?? [];
    const limits = ['max-lines', 'max-lines-per-function', 'complexity'] as const;
    const held = limits.map((rule) => lint.rules[rule][1]);
    expect(told).toContain(
      `A file has at most ${maxOf(held[0])} lines, a function at most ${maxOf(held[1])}`,
    );
    expect(told).toContain(`a complexity of at most ${maxOf(held[2])}`);
    const pages = lint.overrides.find(({ files }) => files.includes('web/**/*.tsx'));
    expect(told).toContain(`a page of \`web/\` ${maxOf(pages?.rules['max-lines-per-function']?.[1])}`);
  });

  test('in the rules only a forgotten case throws', () => {
    const files = globSync('shared/{domain,scan-gate/rules}/**/*.ts', { cwd: ROOT });
    const throwing = files.flatMap((file) =>
      read(file)
        .split('\n')
        .filter((line) => /^\s*(?!\*|\/\/)(?:.*[ ;{])?throw /u.test(line) && !/^\s*\*/u.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    );
    expect(throwing.filter((line) => !FORGOTTEN.test(line))).toEqual([]);
  });

  test('every export of the language, the rules and the doors says what it promises', () => {
    const files = globSync(['{events,shared,functions}/**/*.{ts,tsx}'], { cwd: ROOT });
    expect(files.flatMap((file) => silentIn(read(file)).map((name) => `${name} in ${file}`))).toEqual([]);
    expect(silentIn('/** Says so. */\nexport const a = 1;\nexport function b() {}')).toEqual(['b']);
  });

  test('a test says what is so, and never what should be', () => {
    const titles = globSync('tests/**/*.test.{ts,tsx}', { cwd: ROOT }).flatMap((file) =>
      [...read(file).matchAll(/\b(?:test|describe)(?:\.each\([^)]*\))?\(\s*['"`](?<title>[^'"`]*)/gu)].map(
        ({ groups }) => groups?.['title'] ?? '',
      ),
    );
    expect(titles.filter((title) => /^(?:it )?(?:should|must|will)\b/iu.test(title))).toEqual([]);
    expect(titles.length).toBeGreaterThan(1000);
  });
});

describe('adding a fact', () => {
  const section = sectionOf(contributing, 'Adding a fact');

  test('names every place that lists many kinds of facts', () => {
    const places = globSync('{events,shared,functions,web,infra}/**/*.{ts,tsx}', { cwd: ROOT }).filter(
      (file) => kindsIn(read(file)).size >= 8,
    );
    const named = codeIn(section).filter((code) => code.includes('/'));
    const isNamed = (place: string) =>
      named.some((path) => (path.endsWith('/') ? place.startsWith(path) : place === path));
    expect(places.filter((place) => !isNamed(place))).toEqual([]);
    expect(places.length).toBeGreaterThan(4);
  });

  test('tells all that somebody has to do, from the words to the change log', () => {
    const steps = [...section.matchAll(/^\d+\. (?:\*\*(?<step>[^*]+)\.\*\*|`(?<file>[^`]+)`)/gmu)];
    expect(steps.map(({ groups }) => groups?.['step'] ?? groups?.['file'])).toEqual([
      'Words',
      'The fact',
      'Labels',
      'An example',
      'Reasons',
      'Its traits',
      'The rule',
      'Rights',
      'Consequences',
      'Where it shows',
      'The workplace',
      'Mails',
      'The contract',
      'CHANGELOG.md',
    ]);
  });
});

/** The only reasons to throw in a rule: the compiler was passed by, or the caller forgot to read. */
const FORGOTTEN = /Error\((?:`(?:Unhandled|unknown|Unknown) |'A change that makes a Fassung is judged with)/u;

/** Rules of a category that is switched on as a whole are errors too. */
function isRunning(check: string): boolean {
  const script = /^npm run (?<name>\S+)$/u.exec(check)?.groups?.['name'];
  if (script !== undefined) return script in packageJson.scripts;
  if (check.startsWith('tests/')) return globSync(check, { cwd: ROOT }).length === 1;
  const inCore = lint.overrides.flatMap(({ rules }) => Object.entries(rules));
  return [...Object.entries(lint.rules), ...inCore].some(
    ([rule, level]) => rule === check && [level].flat()[0] === 'error',
  );
}

function maxOf(options: unknown): string {
  return typeof options === 'object' && options !== null && 'max' in options ? String(options.max) : '';
}

/** Exports without a comment right before them; overloads speak once. */
function silentIn(source: string): readonly string[] {
  const lines = source.split('\n');
  const exported = /^export (?:async )?(?:function|const|class|interface|type) (?<name>[\w$]+)/u;
  const found = lines.map((line, at) => ({
    name: exported.exec(line)?.groups?.['name'],
    isSaid: /\*\/$|^\/\/ ox(?:lint|fmt)-/u.test(lines[at - 1] ?? ''),
  }));
  const said = new Set(found.filter(({ isSaid }) => isSaid).map(({ name }) => name));
  return found.flatMap(({ name }) => (name === undefined || said.has(name) ? [] : [name]));
}

/** Names of recorded facts that a file says as words of the code. */
function kindsIn(source: string): ReadonlySet<string> {
  const said = source.matchAll(/'(?<word>[A-Z][A-Za-z]+)'|^\s*(?<key>[A-Z][A-Za-z]+):/gmu);
  const words = [...said].map(({ groups }) => groups?.['word'] ?? groups?.['key'] ?? '');
  return new Set(words.filter((word) => KINDS.has(word)));
}
