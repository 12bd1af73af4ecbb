import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { asyncapi } from '../generate/asyncapi.ts';
import { catalogue } from '../generate/catalogue.ts';
import { openApiFile } from '../generate/openapi.ts';
import {
  RELEASED_PATH,
  breaches,
  contractFile,
  currentContract,
  readContract,
} from '../generate/released.ts';
import { SCHEMA_FOLDER, schemaFiles, type GeneratedFile } from '../generate/schemas.ts';
import { exitCodeOf } from '../terminal/exit-code.ts';
import { counted } from '../../shared/words/numbers.ts';

const HELP = `npm run generate [-- --check | --release]

Schreibt aus den zod-Schemata in events/ den Ereigniskatalog (events/README.md), die JSON Schemas und das
AsyncAPI-Dokument (events/schemas/), und den Vertrag der API (functions/staff-api/openapi.json).
  --check    schreibt nichts; nennt, was vom Code abweicht, und jede unverträgliche Änderung eines
             freigegebenen Schemas (${RELEASED_PATH})
  --release  schreibt auch den freigegebenen Vertrag neu; verweigert das bei einer unverträglichen Änderung
  --help     zeigt diesen Text

Ende mit 0: alles stimmt oder ist geschrieben · 2: etwas weicht ab oder ist unverträglich · 1: konnte nicht laufen`;

const ROOT = join(import.meta.dirname, '..', '..');

process.exitCode = await exitCodeOf(HELP, main);

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { check: { type: 'boolean' }, release: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  if (values.help === true) {
    console.log(HELP);
    return 0;
  }
  if (values.release === true) return release();
  const files = generatedFiles();
  const drifted = files.filter(({ path, text }) => textOf(path) !== text);
  const leftOver = await leftOverSchemas(files);
  if (values.check !== true) return write(files, { drifted, leftOver });
  const contract = check(files, { drifted, leftOver });
  return Math.max(contract, checkReleased());
}

/** Everything that is made from the code; only a release writes the released contract beside it. */
function generatedFiles(): readonly GeneratedFile[] {
  return [...schemaFiles(), asyncapi(exampleText), catalogue(exampleText), openApiFile()];
}

type Changes = { readonly drifted: readonly GeneratedFile[]; readonly leftOver: readonly string[] };

function check(files: readonly GeneratedFile[], { drifted, leftOver }: Changes): number {
  for (const { path } of drifted) console.error(`${path} weicht vom Code ab.`);
  for (const path of leftOver) console.error(`${path} gehört zu keinem Ereignistyp.`);
  const findings = drifted.length + leftOver.length;
  console.log(
    `${counted(files.length, 'erzeugte Datei', 'erzeugte Dateien')} geprüft, ${counted(findings, 'Abweichung', 'Abweichungen')}.`,
  );
  if (findings > 0) console.error('Abhilfe: npm run generate, und das Ergebnis mit einchecken.');
  return findings === 0 ? 0 : 2;
}

function breachCount(count: number): string {
  return counted(count, 'unverträgliche Änderung', 'unverträgliche Änderungen');
}

/** A missing file is a finding: whoever deletes it does not switch the check off. */
function checkReleased(): number {
  const text = textOf(RELEASED_PATH);
  if (text === undefined) {
    console.error(`${RELEASED_PATH} fehlt. Abhilfe: npm run generate -- --release, und mit einchecken.`);
    return 2;
  }
  const released = readContract(text);
  const found = breaches(released, currentContract());
  for (const line of found) console.error(line);
  const count = Object.keys(released.incoming).length + Object.keys(released.outgoing).length;
  console.log(
    `${counted(count, 'freigegebenes Schema', 'freigegebene Schemata')} verglichen, ${breachCount(found.length)}.`,
  );
  return found.length === 0 ? 0 : 2;
}

async function release(): Promise<number> {
  const text = textOf(RELEASED_PATH);
  const current = currentContract();
  const found = text === undefined ? [] : breaches(readContract(text), current);
  for (const line of found) console.error(line);
  if (found.length > 0) {
    console.error(`${breachCount(found.length)}; nichts wurde geschrieben.`);
    return 2;
  }
  const files = [...generatedFiles(), contractFile(current)];
  const drifted = files.filter((file) => textOf(file.path) !== file.text);
  return write(files, { drifted, leftOver: await leftOverSchemas(files) });
}

async function write(files: readonly GeneratedFile[], { drifted, leftOver }: Changes): Promise<number> {
  for (const { path, text } of drifted) {
    await mkdir(dirname(join(ROOT, path)), { recursive: true });
    await writeFile(join(ROOT, path), text);
  }
  for (const path of leftOver) await rm(join(ROOT, path));
  console.log(
    `${counted(files.length, 'Datei', 'Dateien')}, ${drifted.length} geschrieben, ${leftOver.length} entfernt.`,
  );
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
  const known = new Set([RELEASED_PATH, ...files.map(({ path }) => path)]);
  const names = await readdir(join(ROOT, SCHEMA_FOLDER), { recursive: true });
  return names
    .filter((name) => name.endsWith('.json'))
    .map((name) => `${SCHEMA_FOLDER}/${name}`)
    .filter((path) => !known.has(path));
}
