import { join, matchesGlob, relative } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { PARTS } from './parts.ts';

const ROOT = join(import.meta.dirname, '../..');
const { tests = [], histories = 5 } = PARTS[process.env['AQB_MUTATION_PART'] ?? ''] ?? {};

/** In the order in which the part names them, so that the quick ones kill before the long ones begin. */
class AsNamed extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const order = [...tests, 'tests/mutation/session.ts'];
    const rank = ({ moduleId }: TestSpecification) =>
      order.findIndex((pattern) => matchesGlob(relative(ROOT, moduleId), pattern));
    return Promise.resolve(
      files.toSorted((one, other) => rank(one) - rank(other) || one.moduleId.localeCompare(other.moduleId)),
    );
  }
}

/** Only the tests that judge the part: a mutant is tried in a second, not in minutes. */
export default defineConfig({
  root: ROOT,
  test: {
    include: [...tests, 'tests/mutation/session.ts'],
    env: {
      POWERTOOLS_LOG_LEVEL: 'SILENT',
      POWERTOOLS_METRICS_DISABLED: 'true',
      AQB_HISTORIES: String(histories),
      AQB_WITHOUT_EMULATOR: '1',
    },
    setupFiles: ['tests/mutation/setup.ts'],
    testTimeout: 60_000,
    // One worker imports everything once for all files of a run; the next run has a new worker.
    isolate: false,
    sequence: { sequencer: AsNamed },
  },
});
