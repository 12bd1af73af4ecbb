import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sectionsOf } from '../../support/markdown.ts';

const ROOT = join(import.meta.dirname, '../../..');
const walk = readFileSync(join(ROOT, 'docs/walk.md'), 'utf8');

/** The parts of the walk: each is one process, and its stations stand in their order. */
const parts = sectionsOf(walk)
  .flatMap(({ title, text }) =>
    sectionsOf(text, 3).map((part) => ({ ...part, title: `${title}, ${part.title}` })),
  )
  .map(({ title, text }) => ({ title, text, stations: stationsIn(text) }));

describe('the walk', () => {
  test('goes through both ways in eight parts or so, and no part is without stations', () => {
    expect(parts.length).toBeGreaterThanOrEqual(7);
    expect(parts.filter(({ stations }) => stations.length < 3)).toEqual([]);
    expect(parts.flatMap(({ stations }) => stations).length).toBeGreaterThan(40);
  });

  test.each(parts)('$title: every station is a file', ({ stations }) => {
    expect(stations.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  test.each(parts)('$title: each station but the door is imported by an earlier one', ({ stations }) => {
    expect(strayIn(stations)).toEqual([]);
  });

  test.each(parts)('$title: says at each station what happens there, numbered without gap', ({ text }) => {
    const items = [...text.matchAll(/^(?<number>\d+)\. (?<said>.+)$/gmu)];
    expect(items.map(({ groups }) => Number(groups?.['number']))).toEqual(items.map((_, at) => at + 1));
    const isSaid = (item = '') => /^`[^`]+`,? .{20,}\.$/u.test(item);
    expect(items.map(({ groups }) => groups?.['said']).filter((said) => !isSaid(said))).toEqual([]);
  });

  test('names between its processes what they hand on through', () => {
    const between = sectionsOf(walk).flatMap(({ text }) =>
      sectionsOf(text, 3)
        .slice(0, -1)
        .map((part) => part.text.split('\n\n').at(-1) ?? ''),
    );
    expect(between.filter((text) => !/\b(?:queue|stream|bucket|bus|process)\b/u.test(text))).toEqual([]);
  });

  test('a station that nobody before it imports is found', () => {
    const [, handler = '', chain = ''] = parts[0]?.stations ?? [];
    expect(strayIn([chain, handler])).toEqual([handler]);
  });
});

function stationsIn(text: string): readonly string[] {
  return [...text.matchAll(/^\d+\. `(?<path>[^`]+)`/gmu)].map(({ groups }) => groups?.['path'] ?? '');
}

function strayIn(stations: readonly string[]): readonly string[] {
  return stations.filter(
    (path, at) => at > 0 && !stations.slice(0, at).some((earlier) => importsOf(earlier).includes(path)),
  );
}

/** What a file imports of ours, types too, from the root of the repository. */
function importsOf(path: string): readonly string[] {
  const file = join(ROOT, path);
  const source = readFileSync(file, 'utf8');
  return [...source.matchAll(/\bfrom '(?<target>\.[^']+)'/gu)].map(({ groups }) =>
    relative(ROOT, join(dirname(file), groups?.['target'] ?? '')).replaceAll('\\', '/'),
  );
}
