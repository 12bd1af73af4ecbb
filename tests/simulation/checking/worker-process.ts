import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** What a worker says of its question. */
export type Answer = {
  /** Of a run of seeds: those that went wrong. */
  readonly failed?: readonly { readonly seed: number; readonly violations: readonly string[] }[];
  /** Of a case of the fault battery. */
  readonly name?: string;
  readonly violations?: readonly string[];
  /** Of one seed or one case: the same every time. */
  readonly digest?: string;
};

/** A process that answers one question after the other. */
export type Worker = {
  /** `<from> <to>` plays these seeds, `case <name>` the main job with one fault, `first case` seeks one that goes wrong. */
  readonly ask: (question: string) => Promise<Answer>;
  /** Lets it go and waits for its end. */
  readonly end: () => Promise<void>;
};

/** Much is made and soon forgotten, and refusals are everyday answers: room for the young, and short traces. */
const FLAGS = ['--no-warnings', '--max-semi-space-size=64', '--stack-trace-limit=4'];

/** Starts a bundled simulation. */
export function startWorker(bundle: string): Worker {
  const child = spawn(process.execPath, [...FLAGS, bundle], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, POWERTOOLS_LOG_LEVEL: 'SILENT', POWERTOOLS_METRICS_DISABLED: 'true' },
  });
  let heard = Promise.withResolvers<Answer>();
  const { promise: closed, resolve, reject } = Promise.withResolvers<void>();
  const fail = (error: Error) => {
    heard.reject(error);
    reject(error);
  };
  createInterface({ input: child.stdout }).on('line', (line) => heard.resolve(JSON.parse(line) as Answer)); // oxlint-disable-line typescript/no-unsafe-type-assertion -- only worker.ts writes there
  child.on('error', fail);
  child.on('close', (code) => (code === 0 ? resolve() : fail(new Error(`A worker ended with ${code}`))));
  // Whoever asks or waits for the end hears of a failure; before, it is nobody's.
  for (const one of [heard.promise, closed]) one.catch(() => undefined);
  return {
    ask(question) {
      heard = Promise.withResolvers<Answer>();
      child.stdin.write(`${question}\n`);
      return heard.promise;
    },
    end() {
      child.stdin.end();
      return closed;
    },
  };
}
