import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { catalogue } from './generate/catalogue.ts';
import { SCHEMA_FOLDER, schemaFiles, type GeneratedFile } from './generate/schemas.ts';

const HELP = `npm run generate [-- --check]

Schreibt aus den zod-Schemata in events/ den Ereigniskatalog (events/README.md) und die JSON Schemas (events/schemas/).
  --check  schreibt nichts und nennt, was vom Code abweicht
  --help   zeigt diesen Text

Ende mit 0: alles stimmt oder ist geschrieben · 2: mit --check: etwas weicht ab · 1: konnte nicht laufen`;

const ROOT = join(import.meta.dirname, '..');

process.exitCode = await main();

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { check: { type: 'boolean' }, help: { type: 'boolean' } } });
  if (values.help === true) {
    console.log(HELP);
    return 0;
  }
  const files = [...schemaFiles(), catalogue(exampleText)];
  const drifted = files.filter(({ path, text }) => textOf(path) !== text);
  const leftOver = await leftOverSchemas(files);
  if (values.check !== true) return write(files, { drifted, leftOver });
  for (const { path } of drifted) console.error(`${path} weicht vom Code ab.`);
  for (const path of leftOver) console.error(`${path} gehört zu keinem Ereignistyp.`);
  const findings = drifted.length + leftOver.length;
  console.log(`${files.length} erzeugte Dateien geprüft, ${findings} Abweichungen.`);
  if (findings > 0) console.error('Abhilfe: npm run generate, und das Ergebnis mit einchecken.');
  return findings === 0 ? 0 : 2;
}

type Changes = { readonly drifted: readonly GeneratedFile[]; readonly leftOver: readonly string[] };

async function write(files: readonly GeneratedFile[], { drifted, leftOver }: Changes): Promise<number> {
  for (const { path, text } of drifted) {
    await mkdir(dirname(join(ROOT, path)), { recursive: true });
    await writeFile(join(ROOT, path), text);
  }
  for (const path of leftOver) await rm(join(ROOT, path));
  console.log(`${files.length} Dateien, ${drifted.length} geschrieben, ${leftOver.length} entfernt.`);
  return 0;
}

function exampleText(name: string): string {
  return readFileSync(join(ROOT, 'events/examples', name), 'utf8');
}

function textOf(path: string): string | undefined {
  const file = join(ROOT, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** Schemas of facts that no longer exist. */
async function leftOverSchemas(files: readonly GeneratedFile[]): Promise<readonly string[]> {
  if (!existsSync(join(ROOT, SCHEMA_FOLDER))) return [];
  const known = new Set(files.map(({ path }) => path));
  return (await readdir(join(ROOT, SCHEMA_FOLDER)))
    .map((name) => `${SCHEMA_FOLDER}/${name}`)
    .filter((path) => !known.has(path));
}
