import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { s3Inbox } from '../../shared/adapters/objects/s3-inbox.ts';
import type { Findings, Inbox } from '../../shared/application/ports/intake.ts';
import { emulatorForTests, withoutEmulator } from '../support/processes/emulator.ts';
import { memoryInbox } from '../support/stages/intake.ts';

const unassigned: Findings = {
  uploadId: 'upload-0001',
  state: 'unassigned',
  sha256: 'a'.repeat(64),
  size: 7,
  uploadedAt: '2025-08-20T09:30:00Z',
  observations: [],
};
const archived: Findings = {
  ...unassigned,
  state: 'archived',
  zielvereinbarung: 'AQB-2025-06533',
  fassung: 3,
};

/** What every inbox promises of findings; runs on the twin and on the emulator's S3. */
function contract(fresh: () => Promise<Inbox>): void {
  test('knows no findings where nobody looked yet', async () => {
    expect(await (await fresh()).readFindings('upload-0001')).toBeUndefined();
  });

  test('gives back what was written, and replaces it only as it was read', async () => {
    const inbox = await fresh();
    const mark = await inbox.writeFindings(unassigned, {
      previews: [new Uint8Array([1]), new Uint8Array([2])],
    });
    expect(await inbox.readFindings('upload-0001')).toEqual({ findings: unassigned, mark });
    await inbox.writeFindings(archived, { after: mark });
    expect(await inbox.writeFindings(unassigned, mark === undefined ? {} : { after: mark })).toBeUndefined();
    expect(await inbox.writeFindings(unassigned)).toBeUndefined();
    expect((await inbox.readFindings('upload-0001'))?.findings).toEqual(archived);
  });
}

describe('the twin of the inbox', () => contract(() => Promise.resolve(memoryInbox().inbox)));

describe.skipIf(withoutEmulator)('the inbox on the S3 of the emulator', () => {
  const emulator = emulatorForTests();
  let buckets = 0;

  contract(async () => {
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const client = new S3Client({
      endpoint: emulator.endpoint(),
      region: 'eu-central-1',
      credentials,
      forcePathStyle: true,
    });
    const bucket = `inbox-${(buckets += 1)}`;
    await client.send(new CreateBucketCommand({ Bucket: bucket }));
    return s3Inbox({ client, bucket });
  });
});
