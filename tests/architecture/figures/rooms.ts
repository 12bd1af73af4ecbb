import { dirname } from 'node:path';
import type { Source } from './source.ts';

/** A folder with source files of its own. */
export type Room = {
  readonly path: string;
  /** Source files that lie in it, those of folders inside it not counted. */
  readonly files: number;
  /** Files of its longest chain of imports inside the room; 1 where none imports another. */
  readonly levels: number;
};

/** Every folder that has source files of its own, in the order of their paths. */
export function roomsOf(sources: readonly Source[]): readonly Room[] {
  const rooms = Map.groupBy(sources, ({ path }) => dirname(path));
  return [...rooms]
    .map(([path, own]) => ({ path, files: own.length, levels: levelsOf(own) }))
    .toSorted((one, other) => (one.path < other.path ? -1 : 1));
}

/**
 * Number of files of the longest chain in which each imports the next, among these files only. Imports of types
 * count: who reads a file has to know them too. A circle is walked once.
 */
export function levelsOf(sources: readonly Source[]): number {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const known = new Map<string, number>();
  const levelOf = (path: string): number => {
    const done = known.get(path);
    if (done !== undefined) return done;
    known.set(path, 0);
    const below = (byPath.get(path)?.imports ?? []).filter((one) => byPath.has(one)).map(levelOf);
    known.set(path, 1 + Math.max(0, ...below));
    return known.get(path) ?? 0;
  };
  return Math.max(0, ...sources.map(({ path }) => levelOf(path)));
}

/** Two rooms that import each other, and the imports of the way that is walked less. */
export type BothWays = { readonly rooms: readonly [string, string]; readonly imports: readonly string[] };

/**
 * Pairs of rooms that import each other, each room with the rooms inside it. A room and a room inside it are one: the
 * inner one is a chapter of the outer.
 */
export function bothWays(sources: readonly Source[]): readonly BothWays[] {
  const ways = Map.groupBy(
    sources.flatMap(({ path, imports }) => imports.flatMap((to) => waysOf(path, to))),
    ({ from, to }) => `${from} ${to}`,
  );
  return [...ways.values()].flatMap((way) => {
    const [{ from, to } = { from: '', to: '' }] = way;
    const back = ways.get(`${to} ${from}`) ?? [];
    const isLess = back.length < way.length || (back.length === way.length && from < to);
    return back.length > 0 && isLess
      ? [{ rooms: [from, to] as const, imports: back.map((one) => one.imports) }]
      : [];
  });
}

/** From every room that holds the one file and not the other into every room that holds the other. */
function waysOf(path: string, imported: string) {
  const [here, there] = [roomsAround(path), roomsAround(imported)];
  const [leaves, enters] = [without(here, there), without(there, here)];
  return leaves.flatMap((from) => enters.map((to) => ({ from, to, imports: `${path} → ${imported}` })));
}

const without = (some: readonly string[], others: readonly string[]) =>
  some.filter((one) => !others.includes(one));

/** The rooms that a file lies in, the innermost first. */
function roomsAround(path: string): readonly string[] {
  const room = dirname(path);
  return room === '.' ? [] : [room, ...roomsAround(room)];
}
