import { BroadcastChannel } from 'node:worker_threads';
import { createVitest, type Vitest } from 'vitest/node';
import {
  CHANNEL,
  type Answer,
  type Coverage,
  type Order,
  type RanTest,
  type Tried,
} from './session-messages.ts';

type MutantRun = {
  readonly activeMutant: { readonly id: string };
  readonly testFilter?: readonly string[];
  readonly hitLimit?: number;
  readonly mutantActivation: 'static' | 'runtime';
};

/** As Stryker wants to hear it. */
type Verdict =
  | { readonly status: 'survived'; readonly nrOfTests: number }
  | {
      readonly status: 'killed';
      readonly killedBy: readonly string[];
      readonly failureMessage: string;
      readonly nrOfTests: number;
    }
  | { readonly status: 'timeout'; readonly reason: string };

/**
 * A test runner for Stryker that keeps vitest's worker: modules are loaded once, and a mutant costs the time of
 * the tests that cover it. Stryker's own runner for vitest begins a new worker for each mutant, which with our
 * imports takes a second or more. A mutant of code that runs only while modules are loaded still gets a new one.
 */
class WarmRunner {
  #vitest: Promise<Vitest> | undefined;
  #session: Session | undefined;

  capabilities() {
    return { reloadEnvironment: true };
  }

  async dryRun() {
    const { ready } = await this.#warm({ collectsOnly: false });
    const { tests, coverage } = await ready;
    return {
      status: 'complete',
      tests: tests.map(asResult),
      mutantCoverage: { ...coverage, static: onlyWhileLoading(coverage) },
    };
  }

  async mutantRun(run: MutantRun): Promise<Verdict> {
    if (run.mutantActivation === 'static') return this.#loadedWith(run.activeMutant.id);
    const isFresh = this.#session === undefined;
    const tried = await this.#tried(run);
    const isSpoilt = tried.status === 'killed' && tried.isSpoilt;
    if (isSpoilt || tried.status === 'endless') await this.#end();
    // A kill counts only where the sound code passes the same test; in a new session the mutant itself is to blame.
    return isSpoilt && !isFresh ? this.mutantRun(run) : asVerdict(tried);
  }

  /** The quickest of the tests that cover it first. */
  async #tried({ activeMutant, hitLimit, testFilter = [] }: MutantRun): Promise<Tried> {
    const session = await this.#warm({ collectsOnly: true });
    const { tests: ran } = await session.ready;
    const durations = new Map(ran.map(({ id, milliseconds }) => [id, milliseconds]));
    const tests = testFilter.toSorted(
      (one, other) => (durations.get(one) ?? 0) - (durations.get(other) ?? 0),
    );
    return session.order({ kind: 'try', mutant: activeMutant.id, hitLimit, tests });
  }

  async dispose() {
    await this.#end();
    await (await this.#vitest)?.close();
  }

  /** The session that is there, or a new one; the tests of a later one passed in the first. */
  async #warm({ collectsOnly }: { readonly collectsOnly: boolean }): Promise<Session> {
    if (this.#session !== undefined) return this.#session;
    const vitest = await this.#started();
    vitest.provide('loadedMutant', '');
    vitest.provide('collectsOnly', collectsOnly);
    this.#session = openSession(vitest);
    return this.#session;
  }

  async #end(): Promise<void> {
    const session = this.#session;
    this.#session = undefined;
    await session?.end();
  }

  /** A run of every test of the part, with the mutant alive already while modules are loaded. */
  async #loadedWith(mutant: string): Promise<Verdict> {
    await this.#end();
    const vitest = await this.#started();
    vitest.provide('loadedMutant', mutant);
    vitest.provide('collectsOnly', false);
    vitest.state.filesMap.clear();
    const specifications = await vitest.globTestSpecifications();
    await vitest.runTestSpecifications(
      specifications.filter(({ moduleId }) => !moduleId.endsWith('/session.ts')),
    );
    const files = vitest.state.getFiles();
    const failed = files.find((file) => file.result?.state === 'fail');
    const nrOfTests = vitest.state
      .getTestModules()
      .flatMap((module) => [...module.children.allTests()]).length;
    return failed === undefined
      ? { status: 'survived', nrOfTests }
      : {
          status: 'killed',
          killedBy: [failed.filepath],
          failureMessage: failed.result?.errors?.[0]?.message ?? 'A test of this file fails',
          nrOfTests,
        };
  }

  #started(): Promise<Vitest> {
    this.#vitest ??= createVitest('test', {
      config: 'tests/mutation/vitest.config.ts',
      pool: 'threads',
      maxWorkers: 1,
      watch: false,
      bail: 1,
      reporters: [{}],
    });
    return this.#vitest;
  }
}

type Session = {
  readonly ready: Promise<Extract<Answer, { kind: 'ready' }>>;
  readonly order: (order: Order) => Promise<Tried>;
  readonly end: () => Promise<void>;
};

function openSession(vitest: Vitest): Session {
  const channel = new BroadcastChannel(CHANNEL);
  const waiting: ((answer: Answer) => void)[] = [];
  const next = <Kind extends Answer['kind']>(kind: Kind) =>
    new Promise<Extract<Answer, { kind: Kind }>>((resolve, reject) => {
      waiting.push((answer) =>
        isOfKind(answer, kind) ? resolve(answer) : reject(new Error(`Unexpected ${answer.kind}`)),
      );
    });
  channel.onmessage = ({ data }: { data: Answer }) => waiting.shift()?.(data);
  const ready = next('ready');
  vitest.state.filesMap.clear();
  const ran = vitest
    .globTestSpecifications()
    .then((specifications) => vitest.runTestSpecifications(specifications));
  const failed = ran.then(() =>
    Promise.reject(new Error(`The tests fail on the sound code:\n${failures(vitest)}`)),
  );
  failed.catch(() => {});
  return {
    ready: Promise.race([ready, failed]),
    order(order) {
      channel.postMessage(order);
      return next('tried').then(({ tried }) => tried);
    },
    async end() {
      channel.postMessage({ kind: 'end' } satisfies Order);
      await ran;
      channel.close();
    },
  };
}

function isOfKind<Kind extends Answer['kind']>(
  answer: Answer,
  kind: Kind,
): answer is Extract<Answer, { kind: Kind }> {
  return answer.kind === kind;
}

function failures(vitest: Vitest): string {
  return vitest.state
    .getFiles()
    .filter(({ result }) => result?.state === 'fail')
    .map(({ filepath, result }) => `${filepath} ${result?.errors?.[0]?.message ?? ''}`)
    .join('\n');
}

/** Code that tests pass as well is tried while they run; what is left ran while modules were loaded. */
function onlyWhileLoading({ static: loading, perTest }: Coverage): Coverage['static'] {
  const inTests = new Set(Object.values(perTest).flatMap((mutants) => Object.keys(mutants)));
  return Object.fromEntries(Object.entries(loading).filter(([mutant]) => !inTests.has(mutant)));
}

function asResult({ id, name, fileName, milliseconds, failure }: RanTest) {
  const common = { id, name, fileName, timeSpentMs: milliseconds };
  return failure === undefined ? { ...common, status: 0 } : { ...common, status: 1, failureMessage: failure };
}

function asVerdict(tried: Tried): Verdict {
  switch (tried.status) {
    case 'survived':
      return { status: 'survived', nrOfTests: tried.tests };
    case 'killed':
      return {
        status: 'killed',
        killedBy: [tried.by],
        failureMessage: tried.failure,
        nrOfTests: tried.tests,
      };
    case 'endless':
      return { status: 'timeout', reason: tried.why };
  }
}

/** What Stryker looks for in a plugin. */
export const strykerPlugins = [
  { kind: 'TestRunner', name: 'warm', factory: () => new WarmRunner() },
] as const;
