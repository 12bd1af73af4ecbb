import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesByFolder } from './figures/files.ts';
import { LIMITS, LIST_ROOMS } from './figures/limits.ts';
import { namesTwice } from './figures/names-twice.ts';
import { bothWays, roomsOf } from './figures/rooms.ts';
import { PRODUCT_ROOMS, sourcesOf } from './figures/source.ts';

const ROOT = join(import.meta.dirname, '../..');

describe('a room of this repository', () => {
  const product = sourcesOf(ROOT, PRODUCT_ROOMS);

  test.each(['product', 'docs', 'tests'])('of the %s holds what one look takes in, or is a list', (part) => {
    const folders = filesByFolder(ROOT, part === 'product' ? PRODUCT_ROOMS : [part]);
    const lists = LIST_ROOMS.map(({ path }) => path);
    const tooLarge = [...folders].filter(([path, files]) => files > LIMITS.files && !lists.includes(path));
    expect(tooLarge.map(([path, files]) => `${path}: ${files} files`)).toEqual([]);
  });

  test('has no longer chain of imports inside than one can follow', () => {
    const tooDeep = roomsOf(product).filter(({ levels }) => levels > LIMITS.levels);
    expect(tooDeep.map(({ path, levels }) => `${path}: ${levels} levels`)).toEqual([]);
  });

  test('and another beside it import each other in one direction', () => {
    const shared = product.filter(({ path }) => /^(?:events|shared|functions)\//u.test(path));
    const pairs = bothWays(shared);
    expect(pairs.map(({ rooms, imports }) => [rooms.join(' ↔ '), ...imports].join('\n'))).toEqual([]);
  });

  test('rarely has an exported name that another file has too', () => {
    const twins = namesTwice(product.filter(({ path }) => path.endsWith('.ts')));
    const named = twins.map(({ name, files }) => `${name}: ${files.join(', ')}`);
    expect(named.length, named.join('\n')).toBeLessThanOrEqual(LIMITS.namesTwice);
  });

  test('is a list only while it is there and longer than others may be', () => {
    const folders = filesByFolder(ROOT, [...PRODUCT_ROOMS, 'docs', 'tests']);
    expect(LIST_ROOMS.filter(({ path }) => (folders.get(path) ?? 0) <= LIMITS.files)).toEqual([]);
    expect(LIST_ROOMS.filter(({ because }) => because === '')).toEqual([]);
  });
});
