import { describe, expect, test } from 'vitest';
import { dynamoDbUploads } from '../../../shared/adapters/table/dynamodb-uploads.ts';
import { systemPatience } from '../../../shared/adapters/system-clock.ts';
import type { Upload, UploadQuota, Uploads } from '../../../shared/application/ports/uploads.ts';
import {
  createTable,
  emulatorForTests,
  localDynamoDb,
  withoutEmulator,
} from '../../support/processes/emulator.ts';
import { SCAN_SHA, SUBJECT } from '../../support/facts/given.ts';
import { quickPatience } from '../../support/stages/patience.ts';
import { cancelled, imitatedTable } from '../../support/stores/table-imitation.ts';
import { memoryUploads } from '../../support/stages/uploads.ts';

const QUOTA: UploadQuota = { party: 'kommune', ags: '06533', day: '2025-09-01', limit: 8 };

const uploadNamed = (uploadId: string): Upload => ({
  uploadId,
  createdAt: '2025-09-01T10:00:00.000Z',
  createdBy: 'pseudonym',
  zielvereinbarung: SUBJECT,
  fassung: 1,
  parties: ['land'],
  sha256: SCAN_SHA,
  size: 1,
  fileName: 'a.pdf',
  asked: 'fingerprint',
});

/** What every place of announced uploads promises. */
function contract(fresh: () => Promise<Uploads>): void {
  const many = (uploads: Uploads, names: readonly string[], quota = QUOTA) =>
    Promise.all(names.map((name) => uploads.announce(uploadNamed(name), quota)));
  const numbered = (count: number, name = 'upload') =>
    Array.from({ length: count }, (_, at) => `${name}-${String(at).padStart(4, '0')}`);

  test('gives back what was announced, and knows nothing else', async () => {
    const uploads = await fresh();
    expect(await uploads.announce(uploadNamed('upload-0001'), QUOTA)).toBe('announced');
    expect(await uploads.get('upload-0001')).toEqual(uploadNamed('upload-0001'));
    expect(await uploads.get('upload-0002')).toBeUndefined();
  });

  test('takes as many a day as the quota says, however many come at once, and no more', async () => {
    const uploads = await fresh();
    const outcomes = await many(uploads, numbered(24));
    expect(outcomes.filter((outcome) => outcome === 'announced')).toHaveLength(8);
    expect(outcomes.filter((outcome) => outcome === 'exhausted')).toHaveLength(16);
    const kept = await Promise.all(numbered(24).map((name) => uploads.get(name)));
    expect(kept.filter((upload) => upload !== undefined)).toHaveLength(8);
    expect(await uploads.announce(uploadNamed('upload-late'), QUOTA)).toBe('exhausted');
  });

  test('counts one upload once, however often it is announced at once', async () => {
    const uploads = await fresh();
    const outcomes = await many(
      uploads,
      Array.from({ length: 12 }, () => 'upload-same'),
    );
    expect(outcomes.toSorted()).toEqual(['announced', ...Array<string>(11).fill('known')]);
    expect(await many(uploads, numbered(7))).toEqual(Array<string>(7).fill('announced'));
  });

  test('counts each side, each Gebietskörperschaft, what names none, and each day by itself', async () => {
    const uploads = await fresh();
    const { ags: _, ...nameless } = QUOTA;
    const others: readonly UploadQuota[] = [
      QUOTA,
      { ...QUOTA, party: 'land' },
      { ...QUOTA, ags: '06531' },
      { ...nameless, party: 'land' },
      { ...QUOTA, day: '2025-09-02' },
    ];
    for (const [at, quota] of others.entries())
      expect(await many(uploads, numbered(9, `quota-${at}`), quota)).toContain('exhausted');
    const taken = others.map((_quota, at) =>
      many(uploads, numbered(9, `quota-${at}`), { ...QUOTA, limit: 1000 }),
    );
    expect((await Promise.all(taken)).flat().filter((outcome) => outcome === 'known')).toHaveLength(40);
  });
}

describe('announced uploads in memory', () => {
  contract(() => Promise.resolve(memoryUploads(new Map())));
});

describe('announced uploads in the table', () => {
  contract(() =>
    Promise.resolve(
      dynamoDbUploads({ client: imitatedTable().client, tableName: 'log', patience: quickPatience(32) }),
    ),
  );

  test('are a failure of machinery where the transaction fails for another reason, and nothing is put', async () => {
    const { client, failNext } = imitatedTable();
    const uploads = dynamoDbUploads({ client, tableName: 'log', patience: quickPatience() });
    failNext(new Error('No answer'));
    await expect(uploads.announce(uploadNamed('upload-0001'), QUOTA)).rejects.toThrow('No answer');
    expect(await uploads.get('upload-0001')).toBeUndefined();
  });

  test('are tried again with a pause where somebody else writes at the same moment', async () => {
    const { client, failNext } = imitatedTable();
    const patience = quickPatience();
    const uploads = dynamoDbUploads({ client, tableName: 'log', patience });
    const announced = uploads.announce(uploadNamed('upload-0001'), QUOTA);
    await Promise.resolve();
    failNext(cancelled([{ Code: 'None' }, { Code: 'TransactionConflict' }]));
    expect(await announced).toBe('announced');
    expect(patience.pauses).toHaveLength(1);
  });
});

describe.skipIf(withoutEmulator)('announced uploads in the emulator’s table', () => {
  const emulator = emulatorForTests();
  let tables = 0;

  contract(async () => {
    const client = localDynamoDb(emulator.endpoint());
    const tableName = `uploads-${(tables += 1)}`;
    await createTable(client, tableName);
    return dynamoDbUploads({ client, tableName, patience: systemPatience('queue') });
  });
});
