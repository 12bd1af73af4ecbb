import type { Context, SQSEvent } from 'aws-lambda';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createHandler } from '../../functions/inspect-scan/handler.ts';
import { sha256Hex } from '../../shared/adapters/crypto.ts';
import { s3Archive } from '../../shared/adapters/objects/s3-archive.ts';
import { s3Inbox } from '../../shared/adapters/objects/s3-inbox.ts';
import { TRIES, type Patience } from '../../shared/application/ports/patience.ts';
import type { Inspection } from '../../shared/scan-gate/rules/inspection.ts';
import { telemetryOf } from '../../shared/lambda/telemetry.ts';
import { refused } from '../simulation/cloud/bucket.ts';
import { BUCKETS, Cloud } from '../simulation/cloud/cloud.ts';
import { draftedLog } from '../support/histories/drafted-log.ts';
import { fixedInspector, memoryQueue, sha256 } from '../support/stages/intake.ts';
import { WIRE } from '../support/facts/wire.ts';

const UPLOAD = '01J9ZQ4T8K2M';
const KEY = `uploads/${UPLOAD}/scan`;
const FINDINGS = `findings/${UPLOAD}/findings.json`;
const SUBJECT = 'AQB-2025-06533';
const PAPER = Buffer.from('%PDF-1.7 the signed paper');
const CONTEXT = { functionName: 'inspect-scan', getRemainingTimeInMillis: () => 60_000 } as Context;
const FORM = {
  'upload-id': UPLOAD,
  zielvereinbarung: SUBJECT,
  fassung: '1',
  parties: 'land',
  sha256: sha256(PAPER),
  size: String(PAPER.length),
};
const LOG = await draftedLog();
const HARMLESS: Inspection = { ok: true, pages: 2, observations: [], codes: [], previews: [PAPER] };

const delivery = (body: object) =>
  ({
    Records: [
      {
        messageId: 'm1',
        receiptHandle: 'r',
        body: JSON.stringify(body),
        attributes: {},
        messageAttributes: {},
        md5OfBody: '',
        eventSource: 'aws:sqs',
        eventSourceARN: 'arn:q',
        awsRegion: 'eu',
      },
    ],
  }) as unknown as SQSEvent;

const notice = {
  'detail-type': 'Object Created',
  detail: { bucket: { name: BUCKETS.inbox }, object: { key: KEY } },
};

/**
 * The real handler and adapters over the twin of S3, several runs at once: each call takes place when it is its
 * turn, in whatever order, and now and then S3 answers that another put is under way.
 */
function shop(scheduler: fc.Scheduler, conflicts: readonly boolean[], inspection: Inspection) {
  const now = Date.parse('2025-08-20T09:30:00.000Z');
  const cloud = new Cloud({ now, instant: () => now, notices: () => [], maxReceives: 10 });
  const turn = (what: string) => scheduler.schedule(Promise.resolve(), what);
  const left = [...conflicts];
  const client = {
    async send(command: { readonly constructor: { readonly name: string }; readonly input: object }) {
      const name = command.constructor.name.replace(/Command$/u, '');
      await turn(name);
      const isConditional = 'IfMatch' in command.input || 'IfNoneMatch' in command.input;
      if (isConditional && left.shift() === true) throw refused(409, 'ConditionalRequestConflict');
      return cloud.perform({ name, input: command.input }, 'inspect-scan');
    },
  } as never;
  const patience: Patience = { tries: TRIES.queue, pause: () => turn('pause'), random: () => 0.5 };
  const failures: unknown[] = [];
  const telemetry = telemetryOf('inspect-scan');
  const queue = memoryQueue();
  const handler = createHandler({
    intake: {
      inbox: s3Inbox({ client, bucket: BUCKETS.inbox }),
      archive: s3Archive({ client, bucket: BUCKETS.archive, patience }),
      inspector: fixedInspector(inspection).inspector,
      queue: queue.queue,
      log: LOG,
      wire: WIRE,
      crypto: { sha256: sha256Hex },
      settings: { retentionDays: 10, lockMode: 'GOVERNANCE' },
      patience,
    },
    telemetry: { ...telemetry, failed: (_, error) => void failures.push(error) },
    inboxBucket: BUCKETS.inbox,
  });
  /** An upload with the form, and its notice. */
  async function arrive(bytes: Uint8Array): Promise<unknown> {
    cloud.upload({ Key: KEY, Body: bytes, Metadata: FORM });
    return handler(delivery(notice), CONTEXT);
  }
  const deliver = (body: object) => handler(delivery(body), CONTEXT);
  const found = () => {
    const { bytes } = cloud.inbox.current(FINDINGS) ?? {};
    return bytes && (JSON.parse(Buffer.from(bytes).toString()) as unknown);
  };
  const versions = () => (cloud.inbox.objects.get(KEY) ?? []).map(({ versionId }) => versionId);
  return { cloud, turn, arrive, deliver, found, versions, failures, sent: queue.sent };
}

const KINDS: readonly (readonly [string, Inspection, object])[] = [
  ['is archived', HARMLESS, { state: 'archived' }],
  ['is refused', { ok: false, reason: 'pdf-encrypted' }, { state: 'refused', reason: 'pdf-encrypted' }],
];

describe.each(KINDS)('an upload that %s', (_, inspection, end) => {
  test('and is overwritten two to five times at once names each further version once, at once, without an error', () =>
    fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.integer({ min: 2, max: 5 }),
        fc.array(fc.boolean(), { maxLength: 12 }),
        async (scheduler, overwrites, conflicts) => {
          const { turn, arrive, found, versions, failures, sent } = shop(scheduler, conflicts, inspection);
          const others = Array.from({ length: overwrites }, (__, at) =>
            turn('another upload').then(() => arrive(Buffer.from(`%PDF-1.7 another ${at}`))),
          );
          const answers = await scheduler.waitFor(Promise.all([arrive(PAPER), ...others]));
          expect(answers).toEqual(answers.map(() => ({ batchItemFailures: [] })));
          expect(failures).toEqual([]);
          const [, ...later] = versions();
          expect(later).toHaveLength(overwrites);
          expect(found()).toMatchObject({
            ...end,
            sha256: sha256(PAPER),
            observations: ['upload-overwritten'],
            laterVersions: later,
          });
          // told by each run to the byte: the queue keeps one of them
          expect(new Set(sent.map((fact) => JSON.stringify(fact))).size).toBe(2);
        },
      ),
      { numRuns: 200 },
    ));
});

test('a second file that comes after the first is known is in its findings as soon as its notice is', () =>
  fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.integer({ min: 2, max: 5 }), async (scheduler, overwrites) => {
      const { arrive, found, versions, failures, cloud } = shop(scheduler, [], HARMLESS);
      await scheduler.waitFor(arrive(PAPER));
      const others = Array.from({ length: overwrites }, (__, at) => arrive(Buffer.from(`another ${at}`)));
      await scheduler.waitFor(Promise.all(others));
      expect(failures).toEqual([]);
      expect(found()).toMatchObject({ state: 'archived', laterVersions: versions().slice(1) });
      expect([...cloud.archive.objects.values()].flat()).toHaveLength(1);
    }),
  ));

test('an upload that staff assign twice at once, while its notice comes late, goes to one place and fails nowhere', () =>
  fc.assert(
    fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const { arrive, deliver, found, failures, cloud, sent } = shop(scheduler, [], HARMLESS);
      const { zielvereinbarung: _, fassung: __, ...nameless } = FORM;
      cloud.upload({ Key: KEY, Body: PAPER, Metadata: nameless });
      await scheduler.waitFor(deliver(notice));
      const assigned = (fassung: number) => ({
        type: 'upload-assigned',
        uploadId: UPLOAD,
        zielvereinbarung: SUBJECT,
        fassung,
        parties: ['land'],
      });
      await scheduler.waitFor(
        Promise.all([deliver(assigned(1)), deliver(assigned(2)), deliver(notice), arrive(PAPER)]),
      );
      expect(failures).toEqual([]);
      expect(found()).toMatchObject({ state: 'archived', observations: ['upload-overwritten'] });
      expect([...cloud.archive.objects.values()].flat()).toHaveLength(1);
      expect(new Set(sent.map((fact) => JSON.stringify(fact))).size).toBe(2);
    }),
  ));
