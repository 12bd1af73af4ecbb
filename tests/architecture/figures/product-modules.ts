import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { Source } from './source.ts';

/** Imports of a checkout by what is exported, wherever the file lies that exports it. */
export type Modules = {
  /** Runs the one file below this folder that declares and exports the name, and gives what it exports. */
  load(name: string, under: string): Promise<Readonly<Record<string, unknown>>>;
};

/** The modules of this checkout, as {@link sourcesOf} found them. */
export function modulesOf(root: string, sources: readonly Source[]): Modules {
  return {
    async load(name, under) {
      const found = sources.filter(
        ({ path, exports }) => path.startsWith(`${under}/`) && exports.includes(name),
      );
      const [only] = found;
      if (only === undefined || found.length > 1)
        throw new Error(
          `${found.length} files below ${under}/ export ${name}; the figures need exactly one.`,
        );
      const module: unknown = await import(pathToFileURL(join(root, only.path)).href);
      return z.record(z.string(), z.unknown()).parse({ ...Object(module) });
    },
  };
}

/** A function that was loaded from a checkout: what it takes is decided there. */
export const callable = z.custom<(...given: unknown[]) => unknown>((value) => typeof value === 'function');
