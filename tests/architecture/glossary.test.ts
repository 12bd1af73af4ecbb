import { globSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { identifierWords, wordsOf } from '../support/identifier-words.ts';

const ROOT = join(import.meta.dirname, '../..');
const rows = glossaryRows(readFileSync(join(ROOT, 'docs/glossary.md'), 'utf8'));
const german = new Set(rows.flatMap(({ inCode }) => inCode));
const englishList = readFileSync(join(import.meta.dirname, 'english-words.txt'), 'utf8')
  .trimEnd()
  .split('\n');
const english = new Set(englishList);

describe('the glossary', () => {
  test('every word of a name in events/ and shared/domain/ is a German term of it or an English word', () => {
    const files = globSync(['events/**/*.ts', 'shared/domain/**/*.ts'], { cwd: ROOT }).map((file) =>
      join(ROOT, file),
    );
    const unknown = identifierWords(files)
      .filter(({ word }) => !german.has(word) && !english.has(word))
      .map(
        ({ word, file }) =>
          `"${word}" in ${relative(ROOT, file)} is neither in docs/glossary.md nor in tests/architecture/english-words.txt: a German noun gets its line in the glossary first, an English word its line in the list.`,
      );
    expect(unknown).toEqual([]);
  });

  test('a German word that nobody wrote down is found', () => {
    expect(wordsOf('isFoerdersummeOpen').filter((word) => !german.has(word) && !english.has(word))).toEqual([
      'foerdersumme',
    ]);
  });

  test('no word is both German and English', () => {
    expect([...german].filter((word) => english.has(word))).toEqual([]);
  });

  test('each term has its meaning, source, English gloss and version, in alphabetical order', () => {
    const isWhole = ({ meaning, source, gloss, since }: Row) =>
      /^[A-Z].+\.$/u.test(meaning) && source.length > 2 && gloss.length > 2 && /^\d+\.\d+\.\d+$/u.test(since);
    expect(rows.filter((row) => !isWhole(row)).map(({ term }) => term)).toEqual([]);
    expect(rows.length).toBeGreaterThan(30);
    expect(rows.map(({ term }) => term)).toEqual(
      rows.map(({ term }) => term).toSorted((one, other) => one.localeCompare(other, 'de')),
    );
  });

  test('the list of English words is sorted and has each word once', () => {
    expect(englishList).toEqual([...english].toSorted());
  });
});

type Row = {
  readonly term: string;
  readonly inCode: readonly string[];
  readonly meaning: string;
  readonly source: string;
  readonly gloss: string;
  readonly since: string;
};

function glossaryRows(markdown: string): readonly Row[] {
  return markdown
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) => {
      const [term = '', code = '', meaning = '', source = '', gloss = '', since = ''] = line
        .split('|')
        .slice(1)
        .map((cell) => cell.trim());
      return {
        term,
        inCode: [...code.matchAll(/`([a-z]+)`/gu)].map(([, word]) => word ?? ''),
        meaning,
        source,
        gloss,
        since,
      };
    });
}
