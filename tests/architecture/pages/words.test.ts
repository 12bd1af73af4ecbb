import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { identifierWords, wordsOf } from '../../support/identifier-words.ts';
import { codeIn, rowsIn, sectionOf } from '../../support/markdown.ts';

const ROOT = join(import.meta.dirname, '../../..');
const page = readFileSync(join(ROOT, 'docs/words.md'), 'utf8');

const meant = rowsIn(sectionOf(page, 'What they mean')).map(
  ([word = '', inCode = '', meaning = '', where = '']) => ({
    word,
    inCode: codeIn(inCode),
    meaning,
    where: codeIn(where)[0] ?? '',
  }),
);
const ruledOut = rowsIn(sectionOf(page, 'What is not said')).map(
  ([not = '', couldMean = '', instead = '', unless = '']) => ({
    words: codeIn(not),
    couldMean,
    instead,
    unless: codeIn(unless),
  }),
);

describe('the words of the house', () => {
  test.each(meant)('"$word" is used where it is at home', ({ word, inCode, where }) => {
    const used = inCode.length === 0 ? proseOf(where).includes(word) : inCode.every(isNamedIn(where));
    expect(used).toBe(true);
  });

  test('have each one meaning, and are about forty', () => {
    const words = meant.map(({ word }) => word);
    expect(words).toEqual([...new Set(words)]);
    expect(meant.filter(({ meaning }) => meaning.length < 15 || meaning.endsWith('.'))).toEqual([]);
    expect(words.length).toBeGreaterThan(29);
    expect(words.length).toBeLessThan(46);
  });
});

describe('what is not said', () => {
  test('is no part of an exported name', () => {
    expect(exportedNames().flatMap(({ name, file }) => complaintsAbout(name, file))).toEqual([]);
  });

  test('has beside it what to say instead', () => {
    const isBare = ({ words, couldMean, instead }: (typeof ruledOut)[number]) =>
      words.length === 0 || couldMean.length < 5 || instead.length < 5;
    expect(ruledOut.filter(isBare)).toEqual([]);
    expect(ruledOut.length).toBeGreaterThan(5);
  });

  test('is found, in whatever case it stands', () => {
    expect(complaintsAbout('keptFiles', 'a.ts')).toHaveLength(1);
    expect(complaintsAbout('FILES_KEPT', 'a.ts')).toHaveLength(1);
    expect(complaintsAbout('SecretsManagerClient', 'a.ts')).toEqual([]);
    expect(complaintsAbout('FileManager', 'a.ts')).toHaveLength(1);
  });

  test('reads every exported name of the product', () => {
    expect(exportedNames().length).toBeGreaterThan(1500);
    expect(namesIn('export type { A, B as C } from "./a";\nexport async function d() {}')).toEqual([
      'A',
      'C',
      'd',
    ]);
  });
});

function filesIn(where: string): readonly string[] {
  const isFile = statSync(join(ROOT, where)).isFile();
  return isFile ? [where] : globSync(`${where}**/*.ts`, { cwd: ROOT });
}

const isNamedIn = (where: string) => {
  const named = identifierWords(filesIn(where).map((file) => join(ROOT, file))).map(({ word }) => word);
  return (word: string) => named.includes(word) || named.includes(`${word}s`);
};

function proseOf(where: string): string {
  return filesIn(where)
    .map((file) => readFileSync(join(ROOT, file), 'utf8'))
    .join('\n');
}

function complaintsAbout(name: string, file: string): readonly string[] {
  const parts = wordsOf(name);
  const isRight = (exception: string) =>
    exception.includes('/') ? file.startsWith(exception) : parts.includes(exception);
  return ruledOut
    .filter(({ unless }) => !unless.some(isRight))
    .flatMap(({ words, instead }) => words.map((word) => ({ word, instead })))
    .filter(({ word }) => parts.includes(word))
    .map(({ word, instead }) => `${name} in ${file} says "${word}"; say: ${instead}`);
}

type Exported = { readonly name: string; readonly file: string };

function exportedNames(): readonly Exported[] {
  const files = globSync('{events,shared,functions,infra,cli,web}/**/*.{ts,tsx}', { cwd: ROOT });
  return files.flatMap((file) =>
    namesIn(readFileSync(join(ROOT, file), 'utf8')).map((name) => ({ name, file })),
  );
}

function namesIn(source: string): readonly string[] {
  const declared = [
    ...source.matchAll(
      /^export (?:declare )?(?:async )?(?:function\*?|const|let|class|type|interface) (?<name>[\w$]+)/gmu,
    ),
  ].map(({ groups }) => groups?.['name'] ?? '');
  const listed = [...source.matchAll(/^export (?:type )?\{(?<names>[^}]*)\}/gmu)]
    .flatMap(({ groups }) => (groups?.['names'] ?? '').split(','))
    .map((name) => /(?<last>[\w$]+)\s*$/u.exec(name)?.groups?.['last'] ?? '')
    .filter((name) => name !== '');
  return [...listed, ...declared];
}
