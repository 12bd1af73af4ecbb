import { globSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };
import { codeIn, pages, rowsIn, sectionOf, withoutFences } from '../../support/markdown.ts';

const ROOT = join(import.meta.dirname, '../../..');
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');

/** What a newcomer reads in a quarter of an hour. */
const MOST_WORDS = 900;
const LONGEST_SENTENCE = 30;

describe('the README', () => {
  test('has at most 900 words, whatever stands in tables and pictures among them', () => {
    expect(readme.split(/\s+/u).filter((word) => word !== '').length).toBeLessThanOrEqual(MOST_WORDS);
  });

  test('has no sentence of more than 30 words', () => {
    expect(sentencesOf(readme).filter((sentence) => wordsIn(sentence) > LONGEST_SENTENCE)).toEqual([]);
    expect(sentencesOf(readme).length).toBeGreaterThan(40);
  });

  test('begins in German, for those who answer for the programme', () => {
    expect(readme).toMatch(/^# Zielvereinbarungen\n\n> \*\*Für Leserinnen und Leser im Ministerium\.\*\* /u);
  });

  test('explains the four words without which nothing else can be read', () => {
    const explained = [...sectionOf(readme, 'Four words').matchAll(/^- \*\*(?<word>[^*]+)\*\*/gmu)];
    expect(explained.map(({ groups }) => groups?.['word'])).toEqual([
      'Zielvereinbarung',
      'Fassung',
      'Bescheid',
      'Abweichung',
    ]);
  });

  test('starts and tests with one command each, and names five in all', () => {
    const start = sectionOf(readme, 'Start');
    const fences = [...start.matchAll(/^```sh\n(?<command>[^`]*)\n```$/gmu)];
    expect(fences.map(({ groups }) => groups?.['command'])).toEqual(['npm start', 'npm test']);
    expect(rowsIn(start)).toHaveLength(3);
  });

  test('maps every room', () => {
    const mapped = rowsIn(sectionOf(readme, 'Rooms')).flatMap(([room = '']) => codeIn(room));
    const rooms = ['cli', 'docs', 'events', 'functions', 'infra', 'tests', 'web'].map((room) => `${room}/`);
    const below = readdirSync(join(ROOT, 'shared')).map((room) => `shared/${room}/`);
    expect(mapped.toSorted()).toEqual([...rooms, ...below].toSorted());
  });
});

describe('the commands', () => {
  test('that a page names are there', () => {
    const named = pages().flatMap((page) => {
      const text = readFileSync(join(ROOT, page), 'utf8');
      return [...text.matchAll(/npm (?:run )?(?<name>start|test|(?<=run )[a-z][a-z:-]*)/gu)].map(
        ({ groups }) => groups?.['name'] ?? '',
      );
    });
    const scripts = Object.keys(packageJson.scripts);
    expect([...new Set(named)].filter((name) => !scripts.includes(name))).toEqual([]);
  });

  test('are all told on the page about running it', () => {
    const running = readFileSync(join(ROOT, 'docs/running.md'), 'utf8');
    const isPartOfAnother = (name: string) => /^(?:pre|check:)/u.test(name);
    const scripts = Object.keys(packageJson.scripts).filter((name) => !isPartOfAnother(name));
    const untold = scripts.filter(
      (name) => !new RegExp(String.raw`npm (?:run )?${name}(?![\w:-])`, 'u').test(running),
    );
    expect(untold).toEqual([]);
  });
});

describe('the pages under docs/', () => {
  test('are all found from the README', () => {
    const files = globSync('docs/*.md', { cwd: ROOT });
    expect(files.filter((file) => !readme.includes(`(${file}`))).toEqual([]);
  });
});

/** Sentences of prose: a cell, an item and a paragraph end one as a full stop does. */
function sentencesOf(markdown: string): readonly string[] {
  return withoutFences(markdown)
    .split(/\n\s*\n|\n(?=[-|#>])|(?<!\\)\||(?<=[.!?])(?:\*\*)?\s/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

function wordsIn(sentence: string): number {
  return sentence.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
