import type { Context, SQSEvent, SQSRecord } from 'aws-lambda';
import { nodeCrypto } from '../../shared/adapters/crypto.ts';
import { describe, expect, test } from 'vitest';
import { createHandler } from '../../functions/record-event/handler.ts';
import { refusalNotice } from '../../shared/application/clearing/bus-notices.ts';
import { telemetryOf } from '../../shared/lambda/telemetry.ts';
import {
  SUBJECT,
  drafted,
  published,
  released,
  revised,
  scanArchived,
  signature,
} from '../support/facts/given.ts';
import { asCloudEvent, recorder } from '../support/stages/recorder.ts';
import { WIRE } from '../support/facts/wire.ts';

const INGRESS = 'arn:aws:sqs:eu-central-1:000000000000:ingress.fifo';
const INTERNAL = 'arn:aws:sqs:eu-central-1:000000000000:internal.fifo';

function record(
  body: string,
  { group = SUBJECT, queue = INGRESS, id = 'm' }: { group?: string; queue?: string; id?: string } = {},
): SQSRecord {
  return {
    messageId: id,
    receiptHandle: id,
    body,
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: '1756720800000',
      SenderId: '000000000000',
      ApproximateFirstReceiveTimestamp: '1756720800000',
      MessageGroupId: group,
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: queue,
    awsRegion: 'eu-central-1',
  };
}

const context = {
  awsRequestId: 'r',
  functionName: 'record-event',
  memoryLimitInMB: '512',
  invokedFunctionArn: '',
  getRemainingTimeInMillis: () => 30_000,
} as unknown as Context;

function door() {
  const { reception, store } = recorder();
  const handler = createHandler({
    reception,
    telemetry: telemetryOf('test'),
    internalQueueArn: INTERNAL,
    now: () => '2025-09-01T10:00:00.000Z',
  });
  const deliver = (...Records: SQSRecord[]) => handler({ Records } satisfies SQSEvent, context);
  const reasons = () => [...store.memory.clearing.values()].map(({ reason }) => reason);
  return { deliver, store, reasons, reception };
}

const json = (event: Parameters<typeof asCloudEvent>[0], change: object = {}) =>
  JSON.stringify({ ...asCloudEvent(event), ...change });

describe('bad content', () => {
  test.each([
    ['an unreadable body', '{"specversion":', 'body-unreadable'],
    ['a list of events', '[1,2]', 'batch-unsupported'],
    ['a body that is no object', '"text"', 'body-unreadable'],
    [
      'an unknown type',
      json(drafted(), { type: 'de.hessen.aqb.zielvereinbarung.imagined.v1' }),
      'event-type-unknown',
    ],
    [
      'a foreign prefix',
      json(drafted(), { type: 'com.example.zielvereinbarung.drafted.v1' }),
      'event-type-unknown',
    ],
    [
      'an unknown version',
      json(drafted(), { type: 'de.hessen.aqb.zielvereinbarung.drafted.v9' }),
      'event-version-unknown',
    ],
    ['a missing field', json(drafted(), { data: { programme: 'AQB' } }), 'schema-violated'],
    ['a missing envelope attribute', json(drafted(), { id: undefined }), 'schema-violated'],
    [
      'money as float',
      json(drafted({ haushaltsmittel: { amountCent: 895_210.5, currency: 'EUR' } })),
      'number-invalid',
    ],
    [
      'a bidi character in a label',
      json(drafted({ massnahmen: [{ art: 1, label: 'a\u202Eb' }] })),
      'text-invalid',
    ],
    ['a time in the future', json(drafted(), { time: '2025-09-01T10:06:00Z' }), 'event-time-invalid'],
    [
      'a Gebietskörperschaft of the next year',
      json(drafted({ ags: '06415' }, { subject: 'AQB-2025-06415' })),
      'gebietskoerperschaft-not-valid-in-year',
    ],
    ['a subject that its data contradict', json(drafted({ ags: '06531' })), 'subject-unknown'],
    [
      'an unknown programme',
      json(drafted({ programme: 'XYZ' }, { subject: 'XYZ-2025-06533' })),
      'programme-unknown',
    ],
    [
      'an unknown Maßnahmenart',
      json(drafted({ massnahmen: [{ art: 9, label: 'x' }] })),
      'massnahmenart-unknown',
    ],
    [
      'parts above the total',
      json(drafted({ budgetItems: [{ label: 'x', amount: { amountCent: 89_521_001, currency: 'EUR' } }] })),
      'amount-implausible',
    ],
    ['`published` from outside', json(published()), 'sender-not-allowed'],
    ['an unknown source', json(drafted({}, { source: 'https://evil.example/' })), 'sender-not-allowed'],
    [
      'a Kreis that speaks for another',
      json(signature('kommune', {}), { source: 'https://kreis.example/06531' }),
      'subject-not-allowed',
    ],
    [
      'a Kreis that drafts',
      json(drafted({}, { source: 'https://kreis.example/06533' })),
      'sender-not-allowed',
    ],
  ])('%s is refused by its code, kept as it came, and the queue goes on', async (_, body, reason) => {
    const { deliver, store, reasons } = door();
    const answer = await deliver(record(body), record(json(drafted({}, { id: 'good' }))));
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(reasons()).toEqual([reason]);
    expect([...store.memory.clearing.values()][0]?.body).toBe(body);
    expect(store.memory.heads.get(SUBJECT)?.state.status).toBe('open');
  });

  test('a wrong Fassung is refused', async () => {
    const { deliver, reasons } = door();
    const events = [drafted(), released(), revised(2), released(2), signature('land')];
    await deliver(...events.map((event) => record(json(event))));
    expect(reasons()).toEqual(['fassung-outdated']);
  });

  test('tells its sender once, with source, id and reason of the original', async () => {
    const { deliver, store } = door();
    const bad = json(drafted({ haushaltsmittel: { amountCent: 0, currency: 'EUR' } }));
    await deliver(record(bad), record(bad));
    const items = [...store.memory.clearing.values()];
    expect(items).toHaveLength(1);
    expect(items.map((item) => refusalNotice(item, { wire: WIRE, crypto: nodeCrypto }))).toMatchObject([
      {
        type: 'de.hessen.aqb.event.refused.v1',
        subject: SUBJECT,
        data: { originalId: 'ZielvereinbarungDrafted-1', code: 'amount-implausible' },
      },
    ]);
  });

  test('a Kreis may report an Abweichung and no other change', async () => {
    const { deliver, reasons } = door();
    const { amended } = await import('../support/facts/given.ts');
    const fromKreis = { source: 'https://kreis.example/06533' };
    await deliver(
      record(json(amended('correction', [895_210, 1]), fromKreis)),
      record(json(amended('abweichung', [895_210, 1]), fromKreis)),
    );
    expect(reasons()).toEqual(['sender-not-allowed']);
  });
});

describe('machinery failure', () => {
  function failingOn(subject: string) {
    const { reception } = recorder();
    let broken = true;
    const store = {
      ...reception.recorder.store,
      load: (asked: string) =>
        broken && asked === subject
          ? Promise.reject(new Error('throttled'))
          : reception.recorder.store.load(asked),
    };
    const handler = createHandler({
      reception: { ...reception, recorder: { ...reception.recorder, store } },
      telemetry: telemetryOf('test'),
      internalQueueArn: INTERNAL,
      now: () => '2025-09-01T10:00:00.000Z',
    });
    return {
      deliver: (...Records: SQSRecord[]) => handler({ Records }, context),
      mend: () => {
        broken = false;
      },
    };
  }

  const other = 'AQB-2025-06531';
  const otherDraft = json(drafted({ ags: '06531' }, { subject: other, id: 'other' }));

  test.each([1, 3, 10])('in group A stops its followers and not group B, in a batch of %i', async (size) => {
    const { deliver } = failingOn(SUBJECT);
    const failing = Array.from({ length: size }, (_, index) =>
      record(json(drafted({}, { id: `a${index}` })), { id: `a${index}` }),
    );
    const answer = await deliver(...failing, record(otherDraft, { group: other, id: 'b' }));
    expect(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(
      failing.map(({ messageId }) => messageId),
    );
  });

  test('is retried for real in a warm process', async () => {
    const { deliver, mend } = failingOn(SUBJECT);
    const message = record(json(drafted()), { id: 'a' });
    expect((await deliver(message)).batchItemFailures).toHaveLength(1);
    mend();
    expect((await deliver(message)).batchItemFailures).toEqual([]);
  });
});

test('each function of ours says only what it does itself', async () => {
  const { deliver, reasons } = door();
  const forged = json(scanArchived(), { source: 'urn:aqb:publish-portal' });
  await deliver(record(forged, { queue: INTERNAL }));
  expect(reasons()).toEqual(['sender-not-allowed']);
});

test('our own functions speak through the internal queue only', async () => {
  const { deliver, reasons } = door();
  await deliver(record(json(drafted()), { queue: INTERNAL }));
  expect(reasons()).toEqual(['sender-not-allowed']);
});
