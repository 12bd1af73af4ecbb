import type { Context, SQSRecord } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import type { IncomingEvent } from '../../events/incoming/index.ts';
import { createHandler } from '../../functions/record-event/handler.ts';
import { ORIGINAL_SENDER, sendersOf } from '../../functions/record-event/original-sender.ts';
import { readSenders } from '../../functions/record-event/senders.ts';
import { gebietskoerperschaftChanged } from '../../events/incoming/gebietskoerperschaft.ts';
import { refusalOfSender } from '../../shared/domain/senders.ts';
import { telemetryOf } from '../../shared/lambda/telemetry.ts';
import {
  HMSI,
  KREIS,
  RP_KASSEL,
  SUBJECT,
  bescheid,
  drafted,
  released,
  scanArchived,
  signature,
} from '../support/facts/given.ts';
import { scanSetAside } from '../support/facts/given-year.ts';
import { asCloudEvent, recorder } from '../support/stages/recorder.ts';

const INGRESS = 'arn:aws:sqs:eu-central-1:123456789012:ingress.fifo';
const INTERNAL = 'arn:aws:sqs:eu-central-1:123456789012:internal.fifo';

/** Unique ids as IAM gives them: AROA… for a role, AIDA… for a user. */
const ROLE = {
  fachverfahren: 'AROAQ3EGSOMEFACHVERF1',
  foerderung: 'AROAQ3EGSOMEFOERDER22',
  kreis: 'AROAQ3EGSOMEKREIS0533',
  other: 'AROAQ3EGSOMEKREIS0531',
  operator: 'AROAQ3EGSOMEOPERATOR9',
};
const USER = 'AIDAQ3EGSOMEUSERNAME7';

/** A list as a stage with real senders has it, through the same variables that the function reads. */
const SENDERS = readSenders(
  JSON.stringify([
    { source: HMSI, voice: 'land', types: ['*'], principals: [{ id: ROLE.fachverfahren }] },
    {
      source: RP_KASSEL,
      voice: 'bewilligungsstelle',
      types: ['bescheid.issued'],
      subjects: ['AQB-2025-*', 'AQB-*-06531'],
      principals: [{ id: ROLE.foerderung }, { id: USER }],
    },
    {
      source: 'https://kreis.example/<ags>',
      voice: 'kommune',
      types: ['signature.received', 'scan.set-aside', 'zielvereinbarung.released-for-signature'],
      principals: [
        { id: ROLE.kreis, ags: ['06533'] },
        { id: ROLE.other, ags: ['06531'] },
      ],
    },
  ]),
);

const context = {
  awsRequestId: 'r',
  functionName: 'record-event',
  memoryLimitInMB: '512',
  invokedFunctionArn: '',
  getRemainingTimeInMillis: () => 30_000,
} as unknown as Context;

/** Who sent a message, and what it says of who sent it before. */
type Sent = { readonly senderId: string; readonly originalSenderId?: string };

/** A letter as `npm run redrive` sends it back. */
const redriven = (sent: Sent): Sent => ({
  senderId: `${ROLE.operator}:redrive@hessen.de`,
  originalSenderId: sendersOf(sent),
});

/** A record of a FIFO queue as Lambda hands it over. */
function record(event: IncomingEvent, sent: Sent | string, queue = INGRESS): SQSRecord {
  const { senderId, originalSenderId } = typeof sent === 'string' ? { senderId: sent } : sent;
  return {
    messageId: '059f36b4-87a3-44ab-83d2-661975830a7d',
    receiptHandle: 'AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a',
    body: JSON.stringify(asCloudEvent(event)),
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: '1756720800000',
      SequenceNumber: '18849496460467696128',
      MessageGroupId: event.subject,
      SenderId: senderId,
      MessageDeduplicationId: '7f83b1657ff1fc53b92dc18148a1d65dfc2d4b1fa3d677284addd200126d9069',
      ApproximateFirstReceiveTimestamp: '1756720800001',
    },
    messageAttributes:
      originalSenderId === undefined
        ? {}
        : { [ORIGINAL_SENDER]: { stringValue: originalSenderId, dataType: 'String' } },
    md5OfBody: '7b270e59b47ff90a553787216d55d91d',
    eventSource: 'aws:sqs',
    eventSourceARN: queue,
    awsRegion: 'eu-central-1',
  };
}

/** The recorder behind its two doors, with the operator that the stage names, if any. */
function door(stage: { readonly operatorId?: string } = { operatorId: ROLE.operator }) {
  const { reception, store } = recorder();
  const handler = createHandler({
    reception: { ...reception, senders: SENDERS },
    telemetry: telemetryOf('test'),
    internalQueueArn: INTERNAL,
    ...stage,
    now: () => '2025-09-01T10:00:00.000Z',
  });
  const deliver = (one: SQSRecord) => handler({ Records: [one] }, context);
  return { store, deliver };
}

async function judged(event: IncomingEvent, sent: Sent | string, queue = INGRESS): Promise<string> {
  const { store, deliver } = door();
  expect(await deliver(record(event, sent, queue))).toEqual({ batchItemFailures: [] });
  const [item] = store.memory.clearing.values();
  const [waits] = store.memory.parked.values();
  return item?.reason ?? waits?.outcome ?? (store.memory.heads.size > 0 ? 'recorded' : 'nothing');
}

const from = (source: string, event: IncomingEvent) => ({ ...event, source });
const elsewhereSigned = () => ({
  ...signature('kommune'),
  source: 'https://kreis.example/06531',
  subject: 'AQB-2025-06531',
});
const elsewhere = (subject: string) => ({ ...bescheid('zuwendung', 1), subject });

describe('the ingress queue', () => {
  test.each([
    ['the role of the source, whatever its session is called', drafted(), `${ROLE.fachverfahren}:i-0abc1234`],
    ['the role in a session of a function', drafted(), `${ROLE.fachverfahren}:send-events`],
  ])('admits %s', async (_, event, senderId) => {
    expect(await judged(event, senderId)).toBe('recorded');
  });

  test.each([
    ['a role for its type', bescheid('zuwendung', 1), `${ROLE.foerderung}:batch`],
    ['a user for its type', bescheid('zuwendung', 1), USER],
    ['a subject that its list names by year', elsewhere('AQB-2025-06611'), `${ROLE.foerderung}:batch`],
    [
      'a subject that its list names by Gebietskörperschaft',
      elsewhere('AQB-2026-06531'),
      `${ROLE.foerderung}:b`,
    ],
    ['a Kreis for itself', signature('kommune'), `${ROLE.kreis}:s`],
  ])('admits %s', async (_, event, senderId) => {
    expect(await judged(event, senderId)).toBe('waiting');
  });

  test.each([
    ['a role of another source', drafted(), `${ROLE.foerderung}:i-0abc1234`],
    ['a role whose id only begins alike', drafted(), `${ROLE.fachverfahren}X:session`],
    ['a role that names another in its session', drafted(), `${ROLE.foerderung}:${ROLE.fachverfahren}`],
    ['a session without a role', drafted(), `:${ROLE.fachverfahren}`],
    ['the account itself', drafted(), '123456789012'],
    ['a user that is not on the list', drafted(), USER],
    ['the ARN of the role, which is no unique id', drafted(), 'arn:aws:iam::123456789012:role/fachverfahren'],
    ['nobody', drafted(), ''],
    ['an anonymous sender', drafted(), 'anonymous'],
    ['a source that is on no list', from('https://evil.example/', drafted()), `${ROLE.fachverfahren}:s`],
    ['a type that is not its own', from(RP_KASSEL, drafted()), `${ROLE.foerderung}:s`],
    ['a Kreis under the source of another', signature('kommune'), `${ROLE.other}:s`],
    ["a Kreis with the other's own source and its own subject", elsewhereSigned(), `${ROLE.kreis}:s`],
    ['a Kreis with the signature of the Land', from(KREIS, signature('land')), `${ROLE.kreis}:s`],
    ['a Kreis with what its stage lists and its voice has not', from(KREIS, released()), `${ROLE.kreis}:s`],
    ['a Kreis with a scan that it sets aside', from(KREIS, scanSetAside()), `${ROLE.kreis}:s`],
    ['a fact of our functions', from(HMSI, scanArchived()), `${ROLE.fachverfahren}:s`],
    ['a fact of our functions under their name', scanArchived(), `${ROLE.fachverfahren}:s`],
  ])('refuses %s', async (_, event, senderId) => {
    expect(await judged(event, senderId)).toBe('sender-not-allowed');
  });

  test('takes what a Kreis signed from the system of the Land, where the paper of both lies', async () => {
    expect(await judged(from(HMSI, signature('kommune')), `${ROLE.fachverfahren}:s`)).toBe('waiting');
  });

  test.each([
    ['a subject of another year', elsewhere('AQB-2026-06533'), `${ROLE.foerderung}:s`],
    ['a subject of another programme', elsewhere('XYZ-2025-06533'), `${ROLE.foerderung}:s`],
    [
      'a Kreis that speaks for another',
      from('https://kreis.example/06531', signature('kommune')),
      ROLE.other,
    ],
  ])('refuses %s', async (_, event, senderId) => {
    expect(await judged(event, senderId)).toBe('subject-not-allowed');
  });

  test('a foreign principal uses up no number of the source that it names', async () => {
    const { store, deliver } = door();
    const first = { ...drafted(), sequence: '1' };
    await deliver(record({ ...first, id: 'forged' }, `${ROLE.kreis}:s`));
    await deliver(record(first, `${ROLE.fachverfahren}:s`));
    expect(store.memory.heads.get(SUBJECT)).toMatchObject({ version: 1, sequences: { [HMSI]: { last: 1 } } });
    expect([...store.memory.clearing.values()]).toMatchObject([{ proven: false }]);
  });
});

describe('the internal queue', () => {
  test('takes a fact from the function whose fact it is; its policy let nobody else in', async () => {
    expect(await judged(scanArchived(), `${ROLE.operator}:inspect-scan`, INTERNAL)).toBe('waiting');
  });

  test.each([
    ['a fact from outside, even of its own sender', drafted(), `${ROLE.fachverfahren}:s`],
    ['a fact of another function', from('urn:aqb:remind', scanArchived()), `${ROLE.operator}:remind`],
    ['a fact under a source from outside', from(KREIS, scanArchived()), `${ROLE.kreis}:s`],
  ])('refuses %s', async (_, event, senderId) => {
    expect(await judged(event, senderId, INTERNAL)).toBe('sender-not-allowed');
  });
});

test.each([
  [['ags-06415'], undefined],
  [['ags-*'], undefined],
  [['AQB-2025-*', 'ags-06415'], undefined],
  [['ags-06416'], 'subject-not-allowed'],
  [['AQB-*-06415', '*-*-*'], 'subject-not-allowed'],
])('a sender of %j reports a change of the register about ags-06415: %s', (subjects, refusal) => {
  const rules = readSenders(JSON.stringify([{ source: HMSI, voice: 'land', types: ['*'], subjects }]));
  const claim = { door: 'ingress', source: HMSI, subject: 'ags-06415' } as const;
  expect(refusalOfSender(gebietskoerperschaftChanged, claim, rules)).toBe(refusal);
});

describe('a message that the operator sends back', () => {
  const own: Sent = { senderId: `${ROLE.fachverfahren}:i-0abc1234` };
  const stranger: Sent = { senderId: `${ROLE.kreis}:s` };

  test.each([
    ['the role of the source', drafted(), own, 'recorded'],
    ['an authority', bescheid('zuwendung', 1), { senderId: `${ROLE.foerderung}:batch` }, 'waiting'],
    ['a user', bescheid('zuwendung', 1), { senderId: USER }, 'waiting'],
    ['a Kreis', signature('kommune'), { senderId: `${ROLE.kreis}:s` }, 'waiting'],
    ['a role of another source', drafted(), stranger, 'sender-not-allowed'],
    ['nobody', drafted(), { senderId: '' }, 'sender-not-allowed'],
    [
      'an authority that may not speak of the subject',
      elsewhere('AQB-2026-06533'),
      { senderId: `${ROLE.foerderung}:s` },
      'subject-not-allowed',
    ],
  ])('is judged as a message of %s, however often it is sent back', async (_, event, sent, end) => {
    expect(await judged(event, sent)).toBe(end);
    expect(await judged(event, redriven(sent))).toBe(end);
    expect(await judged(event, redriven(redriven(sent)))).toBe(end);
  });

  test("ends at the clearing desk once where it was a stranger's and was refused before", async () => {
    const { store, deliver } = door();
    for (const sent of [stranger, redriven(stranger), redriven(redriven(stranger))])
      expect(await deliver(record(drafted(), sent))).toEqual({ batchItemFailures: [] });
    expect([...store.memory.clearing.values()]).toMatchObject([
      { reason: 'sender-not-allowed', proven: false },
    ]);
    expect([store.memory.heads.size, store.memory.parked.size]).toEqual([0, 0]);
  });

  test('is not cleaned by the name that a stranger had written on it', async () => {
    const forged: Sent = { ...stranger, originalSenderId: own.senderId };
    for (const sent of [forged, redriven(forged), redriven(redriven(forged))])
      expect(await judged(drafted(), sent)).toBe('sender-not-allowed');
  });

  test('stays that of its own sender where that one named another', async () => {
    const humble: Sent = { ...own, originalSenderId: stranger.senderId };
    for (const sent of [humble, redriven(humble)]) expect(await judged(drafted(), sent)).toBe('recorded');
  });

  test.each([
    ['the operator without a name', { senderId: `${ROLE.operator}:redrive` }],
    ['the operator for itself', redriven({ senderId: `${ROLE.operator}:redrive` })],
    ['the operator with an empty name', { senderId: ROLE.operator, originalSenderId: '' }],
    ['whose id only begins like the operator', { ...redriven(own), senderId: `${ROLE.operator}X:redrive` }],
    [
      'who names the operator in its session',
      { ...redriven(own), senderId: `${ROLE.kreis}:${ROLE.operator}` },
    ],
  ])('is nobody special: %s', async (_, sent) => {
    expect(await judged(drafted(), sent)).toBe('sender-not-allowed');
  });

  test('is refused where the stage names no operator, whomever it names', async () => {
    const { store, deliver } = door({});
    await deliver(record(drafted(), redriven(own)));
    expect([...store.memory.clearing.values()]).toMatchObject([{ reason: 'sender-not-allowed' }]);
    expect(store.memory.heads.size).toBe(0);
  });
});

test('a list with a subject that cannot be one is found at cold start', () => {
  const rule = { source: HMSI, voice: 'land', types: ['*'], subjects: ['AQB-2025'] };
  expect(() => readSenders(JSON.stringify([rule]))).toThrow(/subjects/u);
});
