import { spawnSync } from 'node:child_process';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { RELEASED_PATH } from '../generate/released.ts';
import { exitCodeOf } from '../terminal/exit-code.ts';
import manifest from '../../package.json' with { type: 'json' };

const HELP = `npm run build:events [-- --out ORDNER]

Baut den Ereignisvertrag mit dem Sender \`producer\` und dem Empfänger \`inOrder\` als Paket für andere Systeme:
JavaScript für Node ab 20, Typen, JSON Schemas, AsyncAPI-Dokument, Beispiele und Ereigniskatalog.
Danach: npm pack ORDNER
  --out   Zielordner; sonst dist/events. Er wird vorher geleert.
  --help  zeigt diesen Text

Ende mit 0: gebaut · 1: konnte nicht laufen`;

const ROOT = join(import.meta.dirname, '..', '..');

/** Files of the package by the path under which it exports them. */
const ENTRIES = { '.': 'emit', './subscriber': 'subscriber' } as const;

const SOURCES = Object.values(ENTRIES).map((name) => join(ROOT, `events/${name}.ts`));

process.exitCode = await exitCodeOf(HELP, main);

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { out: { type: 'string' }, help: { type: 'boolean' } } });
  if (values.help === true) {
    console.log(HELP);
    return 0;
  }
  const out = resolve(values.out ?? join(ROOT, 'dist/events'));
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  await bundle(out);
  if (!(await declare(out))) return 1;
  for (const name of ['README.md', 'schemas', 'examples']) {
    await cp(join(ROOT, 'events', name), join(out, name), {
      recursive: true,
      filter: (source) => !source.endsWith(RELEASED_PATH),
    });
  }
  await cp(join(ROOT, 'LICENSE'), join(out, 'LICENSE'));
  await writeFile(join(out, 'package.json'), `${JSON.stringify(packageOf(), null, 2)}\n`);
  console.log(`@zielvereinbarungen/events ${manifest.version} liegt in ${out}.`);
  return 0;
}

/** One file of JavaScript for each, the scanner of JSON inside; zod stays the receiver's own. */
async function bundle(out: string): Promise<void> {
  await build({
    entryPoints: SOURCES,
    outdir: out,
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'es2022',
    external: ['zod'],
    logLevel: 'error',
  });
}

/** Types by the compiler and its settings for the whole; only what the entries reach. */
async function declare(out: string): Promise<boolean> {
  const require = createRequire(import.meta.url);
  const compiler = join(dirname(require.resolve('typescript/package.json')), 'bin/tsc');
  const config = join(out, 'tsconfig.json');
  const settings = {
    extends: join(ROOT, 'tsconfig.json'),
    files: SOURCES,
    include: [],
    compilerOptions: {
      noEmit: false,
      declaration: true,
      emitDeclarationOnly: true,
      rootDir: join(ROOT, 'events'),
      outDir: join(out, 'types'),
      typeRoots: [join(ROOT, 'node_modules/@types')],
    },
  };
  await writeFile(config, JSON.stringify(settings));
  const { status, stdout } = spawnSync(process.execPath, [compiler, '-p', config], { encoding: 'utf8' });
  await rm(config);
  if (status !== 0) console.error(stdout);
  return status === 0;
}

/** Version and licence are those of the whole; private, so that nobody publishes it by mistake. */
function packageOf() {
  return {
    name: '@zielvereinbarungen/events',
    version: manifest.version,
    private: true,
    description: 'The facts of the Zielvereinbarungen as CloudEvents, with a typed producer and a subscriber',
    license: manifest.license,
    type: 'module',
    engines: manifest.engines,
    exports: {
      ...Object.fromEntries(
        Object.entries(ENTRIES).map(([path, name]) => [
          path,
          { types: `./types/${name}.d.ts`, default: `./${name}.js` },
        ]),
      ),
      './schemas/*': './schemas/*',
      './examples/*': './examples/*',
    },
    peerDependencies: { zod: `^${manifest.dependencies.zod}` },
  };
}
