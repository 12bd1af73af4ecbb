import { BroadcastChannel } from 'node:worker_threads';
import { TestRunner, expect, test, type RunnerTestCase } from 'vitest';
import { CHANNEL, type Answer, type Order, type RanTest, type Tried } from './session-messages.ts';

const instruments = (globalThis.__stryker__ ??= {});
const collected = globalThis.collectedTests ?? new Map<string, RunnerTestCase>();
const PATIENCE = 30_000;

/** Runs the function of a test; the failure as text, undefined where it passes. */
async function failureOf(id: string): Promise<string | undefined> {
  const task = collected.get(id);
  if (task === undefined) return `No test ${id}`;
  try {
    await TestRunner.getTestFn(task)();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const ENDLESS = Symbol('endless');

async function inTime<Result>(work: Promise<Result>): Promise<Result | typeof ENDLESS> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<typeof ENDLESS>((resolve) => {
    timer = setTimeout(() => resolve(ENDLESS), PATIENCE);
  });
  const first = await Promise.race([work, over]);
  clearTimeout(timer);
  return first;
}

async function tryMutant({ mutant, hitLimit, tests }: Extract<Order, { kind: 'try' }>): Promise<Tried> {
  Object.assign(instruments, { activeMutant: mutant, hitLimit, hitCount: 0 });
  try {
    for (const [index, id] of tests.entries()) {
      const failure = await inTime(failureOf(id));
      if (failure === ENDLESS) return { status: 'endless', why: id };
      if (hitLimit !== undefined && (instruments.hitCount ?? 0) > hitLimit)
        return { status: 'endless', why: `Hit limit ${hitLimit}` };
      if (failure === undefined) continue;
      instruments.activeMutant = undefined;
      const isSpoilt = (await failureOf(id)) !== undefined;
      return { status: 'killed', by: id, failure, tests: index + 1, isSpoilt };
    }
    return { status: 'survived', tests: tests.length };
  } finally {
    instruments.activeMutant = undefined;
  }
}

const ran = (): RanTest[] =>
  [...collected].map(([id, { name, file, result }]) => ({
    id,
    name,
    fileName: file.filepath,
    milliseconds: result?.duration ?? 0,
    ...(result?.state !== 'fail' ? {} : { failure: result?.errors?.[0]?.message ?? 'It did not run' }),
  }));

// Runs last of all files and stays: the modules of the part are loaded, and a mutant is tried by a switch.
test('tries mutants until it is ended', { timeout: 2 ** 31 - 1 }, async () => {
  const channel = new BroadcastChannel(CHANNEL);
  const answer = (message: Answer) => channel.postMessage(message);
  const { static: loading = {}, perTest = {} } = instruments.mutantCoverage ?? {};
  const ended = new Promise<'ended'>((resolve, reject) => {
    channel.onmessage = ({ data }: { data: Order }) => {
      if (data.kind === 'end') resolve('ended');
      else tryMutant(data).then((tried) => answer({ kind: 'tried', tried }), reject);
    };
  });
  answer({ kind: 'ready', tests: ran(), coverage: structuredClone({ static: loading, perTest }) });
  expect(await ended).toBe('ended');
  channel.close();
});
