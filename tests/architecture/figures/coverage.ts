import { Session } from 'node:inspector';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const report = z.object({
  result: z.array(
    z.object({
      url: z.string(),
      functions: z.array(
        z.object({
          ranges: z.array(z.object({ startOffset: z.number(), endOffset: z.number(), count: z.number() })),
        }),
      ),
    }),
  ),
});

type Script = z.infer<typeof report>['result'][number];

/** Counts which files of a checkout run; V8 itself counts, and only from the moment of opening. */
export type Counter = {
  /**
   * Files below the root, from the root, in which a function began since the last call. What runs when a file is
   * loaded is no function; a function that began before and goes on after an `await` does not count again.
   */
  take(): readonly string[];
  close(): void;
};

/** Opens the count for the files below this root. */
export function countFiles(root: string): Counter {
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  const take = () => {
    let taken: unknown;
    // A session with its own thread answers before post returns.
    session.post('Profiler.takePreciseCoverage', (error, answer) => (taken = error ?? answer));
    return report
      .parse(taken)
      .result.filter(({ url }) => url.startsWith('file:'))
      .filter(hasRun)
      .map(({ url }) => relative(root, fileURLToPath(url)).replaceAll('\\', '/'))
      .filter((path) => !path.startsWith('..') && !path.includes('node_modules'));
  };
  take();
  return {
    take: () => [...new Set(take())].toSorted(),
    close: () => {
      session.post('Profiler.stopPreciseCoverage');
      session.disconnect();
    },
  };
}

/** The first range of a function says how often it began; what begins at 0 is the file itself. */
function hasRun({ functions }: Script): boolean {
  return functions.some(
    ({ ranges: [whole] }) => whole !== undefined && whole.startOffset > 0 && whole.count > 0,
  );
}
