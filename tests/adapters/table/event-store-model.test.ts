import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dynamoDbLocalForTests, withoutDynamoDbLocal } from '../../support/stores/dynamodb-local.ts';
import { emulatorForTests, withoutEmulator } from '../../support/processes/emulator.ts';
import { freshTwin, tablesOn, type FreshStore } from '../../support/stores/store-engines.ts';
import { STORE_COMMANDS, contentOf } from '../../support/stores/store-model.ts';

/** Random sequences per engine; the long run asks for more. */
const RUNS = Number(process.env['AQB_STORE_RUNS'] ?? 30);

/** Whatever is committed in whatever order: the engine answers as the twin does, and holds the same. */
function contract(fresh: () => Promise<FreshStore>): void {
  test('gives the same answers as the twin to any sequence of commits, and holds the same', async () => {
    const property = fc.asyncProperty(STORE_COMMANDS, async (commands) => {
      const [model, real] = [await freshTwin(), await fresh()];
      await fc.asyncModelRun(() => ({ model, real }), commands);
      expect(await contentOf(real, 3)).toEqual(await contentOf(model, 3));
    });
    await fc.assert(property, { numRuns: RUNS });
  }, 600_000);
}

describe.skipIf(withoutEmulator)('the twin is a model of the emulator', () =>
  contract(tablesOn(emulatorForTests())),
);

describe.skipIf(withoutDynamoDbLocal)('the twin is a model of DynamoDB Local', () =>
  contract(tablesOn(dynamoDbLocalForTests())),
);
