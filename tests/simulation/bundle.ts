import { createHash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { patchedSources } from './bugs/patched-sources.ts';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const FOLDER = join(ROOT, '.local', 'simulate');

/** A bundled simulation; what belongs to this very code is kept under `place`, with an ending of its own. */
export type Bundled = { readonly bundle: string; readonly place: string };

/** Bundles the simulation, with a deliberate bug where one is named. */
export async function bundled(bug?: string): Promise<Bundled> {
  mkdirSync(FOLDER, { recursive: true });
  const source = bug === undefined ? ROOT : patchedSources(bug);
  const { outputFiles } = await build({
    entryPoints: [join(source, 'tests', 'simulation', 'worker.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    write: false,
    absWorkingDir: source,
    logLevel: 'warning',
  });
  const contents = outputFiles[0]?.contents ?? new Uint8Array();
  const place = join(FOLDER, printOf(contents));
  writeFileSync(`${place}.mjs`, contents);
  return { bundle: `${place}.mjs`, place };
}

/** Of the code, the packages that it finds, the contract that the auditor reads, and what runs them. */
function printOf(contents: Uint8Array): string {
  const hash = createHash('sha256').update(contents).update(process.version);
  const read = globSync(['package-lock.json', 'events/README.md', 'events/schemas/*.json'], { cwd: ROOT });
  for (const file of read.toSorted()) hash.update(file).update(readFileSync(join(ROOT, file)));
  return hash.digest('hex').slice(0, 16);
}
