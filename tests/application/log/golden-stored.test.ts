import { expect, test } from 'vitest';
import { nodeCrypto } from '../../../shared/adapters/crypto.ts';
import { foldLog } from '../../../shared/application/log/fold-log.ts';
import { firstBrokenLink } from '../../../shared/application/log/verify-chain.ts';
import { GOLDEN_HISTORIES } from '../../support/histories/golden-histories.ts';
import { stageOfStored, type StoredHistory } from '../../support/histories/golden-prints.ts';
import golden from './golden-stored-0.1.0.json' with { type: 'json' };

/**
 * Logs, heads, rows and pages as release 0.1.0 left them, made by its code and never by the code under test. A rule
 * may judge anew what comes; what is recorded folds for ever to the same.
 */
const released: Readonly<Record<string, StoredHistory>> = golden;

test.each(Object.entries(released))(
  'the log "%s" of release 0.1.0 folds to its heads, rows and hashes',
  async (_, stored) => {
    const { store, subjects } = await stageOfStored(stored);
    expect(subjects.length).toBeGreaterThan(0);
    for (const subject of subjects) {
      const history = await store.history(subject);
      const { head, row } = foldLog(subject, history);
      expect(firstBrokenLink(history, nodeCrypto)).toBeUndefined();
      expect(await store.load(subject)).toMatchObject(head);
      expect((await store.load(subject))?.state).toEqual(head.state);
      // The register has no row.
      expect(row && (await store.yearRow(subject))).toEqual(row);
    }
  },
);

test.each(Object.entries(released))(
  'the log "%s" of release 0.1.0 gives its pages, byte for byte',
  async (_, stored) => {
    const { publish } = await stageOfStored(stored);
    expect(await publish()).toEqual(stored.pages);
  },
);

test('every history of the release is folded', () => {
  expect(Object.keys(released)).toEqual(Object.keys(GOLDEN_HISTORIES));
});
