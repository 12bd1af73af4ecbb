import { createHash } from 'node:crypto';
import {
  CreateBucketCommand,
  GetObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, test } from 'vitest';
import { s3ArchiveCustody } from '../../shared/adapters/objects/s3-archive-custody.ts';
import { s3Archive } from '../../shared/adapters/objects/s3-archive.ts';
import { s3PortalInventory } from '../../shared/adapters/objects/s3-portal-inventory.ts';
import { s3PortalSite } from '../../shared/adapters/objects/s3-portal-site.ts';
import { uploadInventory } from '../../shared/adapters/objects/upload-inventory.ts';
import { readInspectionRequest } from '../../shared/application/intake/inspection-request.ts';
import { emulatorForTests, withoutEmulator } from '../support/processes/emulator.ts';
import { counted, recordCalls } from '../support/stores/recorded-calls.ts';
import { quickPatience } from '../support/stages/patience.ts';

const bytes = (content: string) => new TextEncoder().encode(content);
const sha256 = (content: string) => createHash('sha256').update(content).digest('hex');
const HTML = 'text/html; charset=utf-8';
const page = (content: string, revision = 1) => ({
  path: 'a/index.html',
  body: bytes(content),
  contentType: HTML,
  revision,
});

/** S3 as it answers a HEAD of a key that it refuses to show. */
function refuseHead(client: S3Client, key: string): void {
  const stack: { add(middleware: object, options: object): void } = client.middlewareStack;
  const refusal = new S3ServiceException({
    name: '403',
    $fault: 'client',
    $metadata: { httpStatusCode: 403 },
  });
  stack.add(
    (next: (args: object) => unknown, { commandName }: { commandName?: string }) =>
      (args: { input: { Key?: string } }) =>
        commandName === 'HeadObjectCommand' && args.input.Key === key ? Promise.reject(refusal) : next(args),
    { step: 'initialize' },
  );
}

describe.skipIf(withoutEmulator)('what reconciling asks of S3 and SQS', () => {
  const emulator = emulatorForTests();
  let buckets = 0;

  const settings = () => ({
    endpoint: emulator.endpoint(),
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });

  async function freshBucket({ isLocked = false } = {}) {
    const client = new S3Client({ ...settings(), forcePathStyle: true });
    const bucket = `reconciling-${(buckets += 1)}`;
    await client.send(
      new CreateBucketCommand({ Bucket: bucket, ...(isLocked && { ObjectLockEnabledForBucket: true }) }),
    );
    return { client, bucket };
  }

  describe('the portal', () => {
    test('is listed with the checksum of the bytes, whatever metadata say', async () => {
      const { client, bucket } = await freshBucket();
      await s3PortalSite({ client, bucket }).write({ ...page('echt', 3), status: 410 });
      const Metadata = { revision: '3', sha256: sha256('echt') };
      await client.send(
        new PutObjectCommand({ Bucket: bucket, Key: 'b.html', Body: 'falsch', ContentType: HTML, Metadata }),
      );
      const calls = recordCalls(client);
      const files = await s3PortalInventory({ client, bucket }).list();
      expect(files).toMatchObject([
        { path: 'a/index.html', sha256: sha256('echt'), revision: 3, status: 410, contentType: HTML },
        { path: 'b.html', sha256: sha256('falsch'), revision: 3, contentType: HTML },
      ]);
      expect(counted(calls)).toMatchObject({ ListObjectsV2: 1, HeadObject: 2 });
    });

    test('is listed and cleared even where a file cannot be looked at', async () => {
      const { client, bucket } = await freshBucket();
      await s3PortalSite({ client, bucket }).write(page('echt'));
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: 'a/fremd', Body: 'x'.repeat(99_999) }));
      refuseHead(client, 'a/fremd');
      const portal = s3PortalInventory({ client, bucket });
      const files = await portal.list();
      expect(files.map(({ path, sha256: hash }) => [path, hash])).toEqual([
        ['a/fremd', undefined],
        ['a/index.html', sha256('echt')],
      ]);
      const [foreign] = files;
      expect(await portal.remove('a/fremd', '"other"')).toBe('moved');
      expect(await portal.remove('a/fremd', foreign?.etag ?? '')).toBe('removed');
      expect(await portal.list()).toHaveLength(1);
    });

    test('is listed to its end, however many pages that takes', async () => {
      const { client, bucket } = await freshBucket();
      const keys = Array.from({ length: 1001 }, (_, index) => `k${String(index).padStart(4, '0')}`);
      for (let at = 0; at < keys.length; at += 50)
        await Promise.all(
          keys
            .slice(at, at + 50)
            .map((Key) => client.send(new PutObjectCommand({ Bucket: bucket, Key, Body: Key }))),
        );
      const files = await s3PortalInventory({ client, bucket }).list();
      expect(files.map(({ path }) => path).toSorted()).toEqual(keys);
    });

    test('takes a file only in the place of the one that was seen', async () => {
      const { client, bucket } = await freshBucket();
      const portal = s3PortalInventory({ client, bucket });
      expect(await portal.look('a/index.html')).toBeUndefined();
      expect(await portal.put(page('eins'), undefined)).toBe('written');
      expect(await portal.put(page('zwei'), undefined)).toBe('moved');
      const seen = await portal.look('a/index.html');
      expect(await portal.put(page('drei', 2), seen?.etag)).toBe('written');
      expect(await portal.put(page('vier', 2), seen?.etag)).toBe('moved');
      expect(await portal.look('a/index.html')).toMatchObject({ sha256: sha256('drei'), revision: 2 });
    });

    test('gives up a file only as it was seen', async () => {
      const { client, bucket } = await freshBucket();
      const portal = s3PortalInventory({ client, bucket });
      await portal.put(page('eins'), undefined);
      const seen = await portal.look('a/index.html');
      await portal.put(page('zwei'), seen?.etag);
      expect(await portal.remove('a/index.html', seen?.etag ?? '')).toBe('moved');
      const now = await portal.look('a/index.html');
      expect(await portal.remove('a/index.html', now?.etag ?? '')).toBe('removed');
      expect(await portal.list()).toEqual([]);
    });

    test('is written anew by every publication where only the metadata are right', async () => {
      const { client, bucket } = await freshBucket();
      const Metadata = { revision: '0', sha256: sha256('echt') };
      await client.send(
        new PutObjectCommand({ Bucket: bucket, Key: 'index.html', Body: 'falsch', Metadata }),
      );
      const site = s3PortalSite({ client, bucket });
      const file = { body: bytes('echt'), contentType: HTML };
      expect(await site.replaceShared('index.html', file)).toBe('written');
      expect(await site.replaceShared('index.html', file)).toBe('unchanged');
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: 'index.html' }));
      expect(await Body?.transformToString()).toBe('echt');
    });
  });

  describe('the archive', () => {
    async function archived() {
      const { client, bucket } = await freshBucket({ isLocked: true });
      const retainUntil = new Date(Date.now() + 86_400_000).toISOString();
      const at = await s3Archive({ client, bucket, patience: quickPatience() }).archivePdf({
        key: 'AQB-2025-06533/fassung-1/scan/x.pdf',
        bytes: bytes('%PDF-1.7'),
        sha256: sha256('%PDF-1.7'),
        retainUntil,
        lockMode: 'GOVERNANCE',
      });
      return { custody: s3ArchiveCustody({ client, bucket }), at, retainUntil };
    }

    test('says of a version its bytes, its lock and its hold', async () => {
      const { custody, at } = await archived();
      expect(await custody.look(at)).toMatchObject({
        sha256: sha256('%PDF-1.7'),
        size: 8,
        lockMode: 'GOVERNANCE',
        isHeld: false,
      });
      expect(await custody.look({ ...at, key: 'nirgends.pdf' })).toBeUndefined();
      expect(await custody.list()).toMatchObject([at]);
    });

    test('is locked for longer, held and let go', async () => {
      const { custody, at, retainUntil } = await archived();
      const until = new Date(Date.parse(retainUntil) + 30 * 86_400_000).toISOString();
      await custody.extend(at, { until, lockMode: 'GOVERNANCE' });
      await custody.hold(at, true);
      const held = await custody.look(at);
      expect(held?.isHeld).toBe(true);
      expect(Math.abs(Date.parse(held?.retainUntil ?? '') - Date.parse(until))).toBeLessThan(1000);
      await custody.hold(at, false);
      expect((await custody.look(at))?.isHeld).toBe(false);
    });
  });

  test('uploads are listed by id, and told of as S3 does it itself', async () => {
    const { client: s3, bucket: inboxBucket } = await freshBucket();
    await s3.send(
      new PutBucketVersioningCommand({
        Bucket: inboxBucket,
        VersioningConfiguration: { Status: 'Enabled' },
      }),
    );
    const uploadId = '01K3ZV8Q5M7RXTD4W2B9NAHC00';
    for (const Key of [`uploads/${uploadId}/scan`, 'uploads/other', `findings/${uploadId}/findings.json`])
      await s3.send(new PutObjectCommand({ Bucket: inboxBucket, Key, Body: 'x' }));
    const sqs = new SQSClient({ ...settings(), useQueueUrlAsEndpoint: false });
    const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: 'inspection' }));
    const uploads = uploadInventory({ s3, sqs, inboxBucket, inspectionQueueUrl: QueueUrl });
    expect(await uploads.list()).toEqual([{ uploadId, uploadedAt: expect.stringMatching(/Z$/u) }]);
    await uploads.notify(uploadId);
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    expect(Messages.map(({ Body = '' }) => readInspectionRequest(Body, inboxBucket))).toEqual([{ uploadId }]);
  });
});
