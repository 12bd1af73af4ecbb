import { globSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { callable, type Modules } from './product-modules.ts';

/** What is uploaded for one function, in bytes as they lie in its folder, not zipped. */
export type Bundle = {
  readonly name: string;
  /** Its minified code: the entry and what it loads lazily. */
  readonly code: number;
  /** The code with all that lies beside it: fonts, WebAssembly, the app for browsers. */
  readonly whole: number;
};

/** Bundles each function of a checkout with the bundler of that checkout: `bundleFunction` below infra/. */
export async function bundlesOf(root: string, modules: Modules): Promise<readonly Bundle[]> {
  const { bundleFunction } = await modules.load('bundleFunction', 'infra');
  const outdir = mkdtempSync(join(tmpdir(), 'figures-'));
  try {
    const bundles: Bundle[] = [];
    for (const name of readdirSync(join(root, 'functions')).toSorted()) {
      await callable.parse(bundleFunction)(name, { root, outdir });
      bundles.push(measured(name, join(outdir, name)));
    }
    return bundles;
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function measured(name: string, folder: string): Bundle {
  const files = globSync('**/*', { cwd: folder })
    .map((path) => ({ path, stat: statSync(join(folder, path)) }))
    .filter(({ stat }) => stat.isFile());
  const bytesOf = (some: typeof files) => some.reduce((sum, { stat }) => sum + stat.size, 0);
  return { name, code: bytesOf(files.filter(({ path }) => path.endsWith('.mjs'))), whole: bytesOf(files) };
}
