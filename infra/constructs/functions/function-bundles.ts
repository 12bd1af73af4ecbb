import { existsSync } from 'node:fs';
import { cp, mkdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { build } from 'esbuild';
import { z } from 'zod';
import { FUNCTION_NAMES, type FunctionCode, type FunctionName } from './function-code.ts';

/** What a function may need beside its one file; written in `functions/<name>/bundling.ts` as `bundling`. */
const bundling = z.object({
  /** Further entry points, started by file name: name in the bundle without ending, path from the root of the repository. */
  entries: z.record(z.string(), z.string()).default({}),
  /** Files beside the bundle: where they lie there, and their path below node_modules or module specifier. */
  files: z.record(z.string(), z.string()).default({}),
  /** Apps for browsers, built by Vite beside the bundle: name of the folder there, and their folder from the root. */
  apps: z.record(z.string(), z.string()).default({}),
});

export interface BundleOptions {
  /** Root of the repository. */
  readonly root: string;
  /** Folder that gets one folder per function. */
  readonly outdir: string;
}

/**
 * Bundles all functions: ESM, minified, with the SDK inside, no source map in the zip; what is
 * imported lazily stays in a file of its own, so that a start reads only what it needs.
 */
export async function bundleFunctions(options: BundleOptions): Promise<FunctionCode> {
  await Promise.all(FUNCTION_NAMES.map((name) => bundleFunction(name, options)));
  return { of: (name) => Code.fromAsset(join(options.outdir, name)) };
}

/** Bundles one function into the folder of its name. */
export async function bundleFunction(name: FunctionName, { root, outdir }: BundleOptions): Promise<void> {
  const folder = join(root, 'functions', name);
  const target = join(outdir, name);
  const { entries, files, apps } = await bundlingOf(folder);
  await rm(target, { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints: { index: join(folder, 'index.ts'), ...entries },
    outdir: target,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    // packages in CommonJS call require, which ESM does not have
    banner: {
      js: "import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url);",
    },
  });
  await Promise.all(Object.entries(files).map(([to, from]) => copy(installed(root, from), join(target, to))));
  for (const [to, from] of Object.entries(apps)) await buildApp(join(root, from), join(target, to));
}

/** Vite is loaded only where there is something for browsers. */
async function buildApp(app: string, outDir: string): Promise<void> {
  const vite = await import('vite');
  // a relative folder would be one of the app
  await vite.build({ root: app, logLevel: 'warn', build: { outDir: resolve(outDir), emptyOutDir: true } });
}

async function bundlingOf(folder: string): Promise<z.infer<typeof bundling>> {
  const file = join(folder, 'bundling.ts');
  if (!existsSync(file)) return bundling.parse({});
  const module: unknown = await import(pathToFileURL(file).href);
  return z.object({ bundling }).parse(module).bundling;
}

function installed(root: string, file: string): string {
  const path = join(root, 'node_modules', file);
  return existsSync(path) ? path : createRequire(join(root, 'package.json')).resolve(file);
}

async function copy(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await cp(from, to);
}
