import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import { PARTS } from './parts.ts';
import { THRESHOLD, isSound, scoreOf, table, type Report, type Score } from './score.ts';

const ROOT = join(import.meta.dirname, '../..');
const RESULTS = '.local/mutation';

/** What a verdict depends on: where nothing of it changed since the last result, that result stands. */
function fingerprint(): string {
  const hash = createHash('sha256');
  for (const path of globSync(
    '{{events,shared,functions,tests}/**/*.{ts,tsx,json,txt},package-lock.json}',
  ).toSorted())
    hash.update(path).update(readFileSync(path));
  return hash.digest('hex');
}

/** Tries every mutant of one part. Stryker's own memory of verdicts does not see changes of what tests import. */
async function mutate(name: string): Promise<void> {
  // The configuration of vitest reads it in Stryker's child process.
  process.env['AQB_MUTATION_PART'] = name;
  await new Stryker({
    mutate: [...(PARTS[name]?.mutate ?? [])],
    plugins: [join(import.meta.dirname, 'warm-runner.ts')],
    testRunner: 'warm',
    coverageAnalysis: 'perTest',
    concurrency: 1,
    jsonReporter: { fileName: `${RESULTS}/${name}.json` },
    ignorePatterns: ['.local', '.mirror', 'cdk.out', 'docs'],
    tempDirName: `${RESULTS}/tmp`,
    disableTypeChecks: false,
    // TypeScript 7 has no compiler API with which Stryker would rewrite the paths in this file.
    tsconfigFile: 'none',
    reporters: ['json', 'clear-text', 'progress-append-only'],
    clearTextReporter: { allowColor: false, reportTests: false, logTests: false },
    allowConsoleColors: false,
    timeoutMS: 5_000,
    warnings: false,
  }).runMutationTest();
}

async function result(name: string, now: string, afresh: boolean): Promise<Score> {
  const [file, stamp] = [`${RESULTS}/${name}.json`, `${RESULTS}/${name}.sha256`];
  const stands = existsSync(file) && existsSync(stamp) && readFileSync(stamp, 'utf8') === now;
  if (!stands || afresh) {
    rmSync(stamp, { force: true });
    const begun = Date.now();
    await mutate(name);
    console.log(`${name}: ${Math.round((Date.now() - begun) / 1000)} s`);
    writeFileSync(stamp, now);
  } else console.log(`${name}: unverändert seit dem letzten Ergebnis`);
  const report: Report = JSON.parse(readFileSync(file, 'utf8'));
  return scoreOf(report);
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { afresh: { type: 'boolean', default: false } },
});
process.chdir(ROOT);
mkdirSync(RESULTS, { recursive: true });
const names = positionals.length === 0 ? Object.keys(PARTS) : positionals;
const unknown = names.filter((name) => PARTS[name] === undefined);
if (unknown.length > 0)
  throw new Error(`Unbekannt: ${unknown.join(', ')}. Teile: ${Object.keys(PARTS).join(', ')}`);

const now = fingerprint();
const scores: Record<string, Score> = {};
for (const name of names) scores[name] = await result(name, now, values.afresh);
console.log(table(scores));
const failing = Object.entries(scores).flatMap(([name, score]) => (isSound(score) ? [] : [name]));
if (failing.length > 0) {
  console.error(`Unter ${THRESHOLD} % oder ohne gelaufene Tests: ${failing.join(', ')}`);
  process.exitCode = 1;
}
