import { relative } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, inject, type RunnerTestCase } from 'vitest';

/** What Stryker's instrumented code reads and writes. */
type Instruments = {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number;
  hitLimit?: number | undefined;
  mutantCoverage?: { static: Record<string, number>; perTest: Record<string, Record<string, number>> };
};

declare global {
  var __stryker__: Instruments | undefined;
  /** Every test of this run, under the name that Stryker knows it by. */
  var collectedTests: Map<string, RunnerTestCase> | undefined;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** The mutant that lives while modules are loaded; empty where the code is sound. */
    readonly loadedMutant: string;
    /** Whether tests are only found, not run: the sound code passed them before. */
    readonly collectsOnly: boolean;
  }
}

// The same examples for every mutant: a verdict that depends on luck is none.
fc.configureGlobal({ seed: 20_250_101 });

const instruments = (globalThis.__stryker__ ??= {});
const collected = (globalThis.collectedTests ??= new Map());
instruments.activeMutant = inject('loadedMutant') || undefined;

/** `tests/domain/zielvereinbarung/year/akte.test.ts#the Akte > is closed once`. */
function idOf({ file, name, suite }: RunnerTestCase): string {
  const names = [name];
  for (let above = suite; above !== undefined; above = above.suite) names.unshift(above.name);
  return `${relative(process.cwd(), file.filepath)}#${names.join(' > ')}`;
}

const collectsOnly = inject('collectsOnly');

beforeEach(({ task, skip }) => {
  const id = idOf(task);
  if (task.file.filepath.endsWith('/session.ts')) return;
  collected.set(id, task);
  if (collectsOnly) skip();
  instruments.currentTestId = id;
});
afterEach(() => {
  instruments.currentTestId = undefined;
});
