import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bundled } from './bundle.ts';
import { fits } from './bugs/patched-sources.ts';
import { startWorker } from './checking/worker-process.ts';

type Bug = {
  readonly name: string;
  readonly what: string;
  readonly foundBy: 'history' | 'fault';
  /** Of a history; of the fault battery the name of the case. */
  readonly seed: number | string;
};

const BUGS = join(import.meta.dirname, 'bugs');
const FOUND = JSON.parse(readFileSync(join(BUGS, 'found.json'), 'utf8')) as readonly Bug[]; // oxlint-disable-line typescript/no-unsafe-type-assertion -- only the hunt writes it
const PATCHES = readdirSync(BUGS).flatMap((file) => /^(.+)\.patch$/u.exec(file)?.slice(1) ?? []);

/** Ten of them, from every room; the hunt looks at all. */
const TEN = [
  'marker-put-unguarded',
  'refused-number-not-used-up',
  'duplicate-by-id-alone',
  'repeat-releases-nothing',
  'stream-answer-names-the-last',
  'unchecked-scan-counts',
  'void-forgotten',
  'published-before-the-page',
  'salt-left-out',
  'own-types-from-outside',
] as const;

test('there are at least thirty deliberate bugs, and each is known with the seed that finds it', () => {
  expect(PATCHES.length).toBeGreaterThanOrEqual(30);
  expect(FOUND.map(({ name }) => name).toSorted()).toEqual(PATCHES.toSorted());
});

test.each(PATCHES)('%s still fits the sources', (name) => {
  expect(fits(name)).toBe('');
});

/** What this bug's seed finds, in a process of its own. */
async function played(bundle: string, seed: number | string) {
  const worker = startWorker(bundle);
  const question = typeof seed === 'string' ? `case ${seed}` : `${seed} ${seed + 1}`;
  const { failed, violations = failed?.[0]?.violations ?? [], digest } = await worker.ask(question);
  await worker.end();
  return { violations, digest };
}

describe('a deliberate bug is found by its seed, the same way each of three times:', () => {
  test.each(TEN)('%s', async (name) => {
    const seed = FOUND.find((bug) => bug.name === name)?.seed ?? 0;
    const { bundle } = await bundled(name);
    const first = await played(bundle, seed);
    expect(first.violations.length).toBeGreaterThan(0);
    for (let time = 2; time <= 3; time += 1) expect(await played(bundle, seed)).toEqual(first);
  });
});
