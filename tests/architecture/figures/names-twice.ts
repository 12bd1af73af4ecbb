import type { Source } from './source.ts';

/** An exported name and the files that declare it. */
export type Twin = { readonly name: string; readonly files: readonly string[] };

/**
 * Names that more than one file declares and exports, the most frequent first; a type and a value of one name are
 * one name. Passing on (`export … from`) does not count, the wiring that each function has (`handler`,
 * `environment` …) does. Where a limit is held to it, only `.ts` files are looked at: a component in `.tsx` is named
 * after what it shows, and two surfaces show the same thing. So counted, release 0.1.0 has 70.
 */
export function namesTwice(sources: readonly Source[]): readonly Twin[] {
  const declared = sources.flatMap(({ path, exports }) =>
    [...new Set(exports)].map((name) => ({ name, path })),
  );
  return [...Map.groupBy(declared, ({ name }) => name)]
    .map(([name, places]) => ({ name, files: places.map(({ path }) => path) }))
    .filter(({ files }) => files.length > 1)
    .toSorted((one, other) => other.files.length - one.files.length || (one.name < other.name ? -1 : 1));
}
