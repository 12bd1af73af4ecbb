import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { counted, draftCount, pagesText, placesText, projectCount } from '../../shared/words/numbers.ts';

const ROOT = join(import.meta.dirname, '../..');

describe('a count', () => {
  test('says one thing, many, and none in words of its own', () => {
    const messages = (count: number) =>
      counted(count, 'wartende Nachricht', 'wartende Nachrichten', 'keine wartenden Nachrichten');
    expect([0, 1, 2, 1234].map(messages)).toEqual([
      'keine wartenden Nachrichten',
      '1 wartende Nachricht',
      '2 wartende Nachrichten',
      '1.234 wartende Nachrichten',
    ]);
    expect(counted(0, 'Seite', 'Seiten')).toBe('0 Seiten');
  });

  test.each([
    [pagesText, '0 Seiten', '1 Seite', '2 Seiten'],
    [placesText, '0 Plätze', '1 Platz', '2 Plätze'],
    [projectCount, 'kein Projekt', '1 Projekt', '2 Projekte'],
    [draftCount, 'kein Entwurf', '1 Entwurf', '2 Entwürfe'],
  ])('of the things that are counted in several places', (say, ...said) =>
    expect([0, 1, 2].map(say)).toEqual(said),
  );
});

/**
 * What is counted anywhere, in the plural: `Seiten`, `Nachrichten`. Found in the calls of `counted` themselves, so
 * that a new one is looked for everywhere else as well.
 */
function pluralsIn(text: string): readonly string[] {
  const calls = text.matchAll(/\bcounted\(\s*[^']*'(?:[^']*)',\s*['`](?<many>[^'`]*)['`]/gu);
  return [...calls].flatMap(({ groups }) => /[A-ZÄÖÜ][a-zäöüß]+/u.exec(groups?.['many'] ?? '')?.[0] ?? []);
}

/** Before a plural stands a count that may be one, and nobody looked: no `counted`, and no `=== 1` close by. */
function ungrammatical(text: string, plurals: readonly string[]): readonly string[] {
  const many = new RegExp(`\\}[ \\u00A0](?:[a-zäöüß]+en? )?(?:${plurals.join('|')})\\b`, 'gu');
  return [...text.matchAll(many)]
    .filter(({ index }) => !/=== 1\b|> 1\b/u.test(text.slice(Math.max(0, index - 200), index)))
    .map(([found]) => found);
}

const FILES = ['shared', 'web', 'cli', 'functions'].flatMap((room) =>
  readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/u.test(file))
    .map((file) => ({ file: `${room}/${file}`, text: readFileSync(join(ROOT, room, file), 'utf8') })),
);

/** The helper itself; numbers that a schema or a loop keeps above one. */
const ALLOWED: Readonly<Record<string, string>> = {
  'shared/words/numbers.ts': 'is the helper',
  'shared/application/mail/mail-text.ts': 'says so only of several, and names the one otherwise',
  'cli/story/year.ts': 'tells of 26 Gebietskoerperschaften',
  'shared/documents/terms-blocks.ts': 'is the text of the parties, with a rule of its own',
};

describe('nothing that is counted stands in the plural after one', () => {
  const plurals = [...new Set(FILES.flatMap(({ text }) => pluralsIn(text)))];

  test('which is found of words that are counted somewhere', () => {
    expect(plurals).toEqual(expect.arrayContaining(['Seiten', 'Entwürfe', 'Einträge', 'Minuten']));
    expect(ungrammatical('`${count} Seiten`', plurals)).toHaveLength(1);
    expect(ungrammatical('<p>{pages.length} gelesene Seiten</p>', plurals)).toHaveLength(1);
    expect(ungrammatical("count === 1 ? 'Eine Seite' : `${count} Seiten`", plurals)).toEqual([]);
  });

  test.each(FILES.filter(({ file }) => ALLOWED[file] === undefined))('$file', ({ text }) =>
    expect(ungrammatical(text, plurals)).toEqual([]),
  );
});
