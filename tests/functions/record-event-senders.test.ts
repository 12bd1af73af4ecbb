import type { Context, SQSRecord } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import type { IncomingEvent } from '../../events/incoming/index.ts';
import { createHandler } from '../../functions/record-event/handler.ts';
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
  scanArchived,
  signature,
} from '../support/given.ts';
import { asCloudEvent, recorder } from '../support/recorder.ts';

const INGRESS = 'arn:aws:sqs:eu-central-1:123456789012:ingress.fifo';
const INTERNAL = 'arn:aws:sqs:eu-central-1:123456789012:internal.fifo';

/** Unique ids as IAM gives them: AROA… for a role, AIDA… for a user. */
const ROLE = {
  fachverfahren: 'AROAQ3EGSOMEFACHVERF1',
  foerderung: 'AROAQ3EGSOMEFOERDER22',
  kreis: 'AROAQ3EGSOMEKREIS0533',
  operator: 'AROAQ3EGSOMEOPERATOR9',
};
const USER = 'AIDAQ3EGSOMEUSERNAME7';

/** A list as a stage with real senders has it, through the same variables that the function reads. */
const SENDERS = readSenders(
  JSON.stringify([
    { source: HMSI, types: ['*'], senderIds: [ROLE.fachverfahren] },
    {
      source: RP_KASSEL,
      types: ['bescheid.issued'],
      subjects: ['AQB-2025-*', 'AQB-*-06531'],
      senderIds: [ROLE.foerderung, USER],
    },
    {
      source: 'https://kreis.example/<ags>',
      types: ['signature.received'],
      senderIds: [ROLE.kreis],
    },
  ]),
  ROLE.operator,
);

const context = {
  awsRequestId: 'r',
  functionName: 'record-event',
  memoryLimitInMB: '512',
  invokedFunctionArn: '',
  getRemainingTimeInMillis: () => 30_000,
} as unknown as Context;

/** A record of a FIFO queue as Lambda hands it over. */
function record(event: IncomingEvent, senderId: string, queue = INGRESS): SQSRecord {
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
    messageAttributes: {},
    md5OfBody: '7b270e59b47ff90a553787216d55d91d',
    eventSource: 'aws:sqs',
    eventSourceARN: queue,
    awsRegion: 'eu-central-1',
  };
}

async function judged(event: IncomingEvent, senderId: string, queue = INGRESS): Promise<string> {
  const { reception, store } = recorder();
  const handler = createHandler({
    reception: { ...reception, senders: SENDERS },
    telemetry: telemetryOf('test'),
    internalQueueArn: INTERNAL,
    now: () => '2025-09-01T10:00:00.000Z',
  });
  expect(await handler({ Records: [record(event, senderId, queue)] }, context)).toEqual({
    batchItemFailures: [],
  });
  const [item] = store.memory.clearing.values();
  const [waits] = store.memory.parked.values();
  return item?.reason ?? waits?.outcome ?? (store.memory.heads.size > 0 ? 'recorded' : 'nothing');
}

const from = (source: string, event: IncomingEvent) => ({ ...event, source });
const elsewhere = (subject: string) => ({ ...bescheid('zuwendung', 1), subject });

describe('the ingress queue', () => {
  test.each([
    ['the role of the source, whatever its session is called', drafted(), `${ROLE.fachverfahren}:i-0abc1234`],
    ['the role in a session of a function', drafted(), `${ROLE.fachverfahren}:send-events`],
    ['a role that sends dead letters back', drafted(), `${ROLE.operator}:redrive@hessen.de`],
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
    ['what the operator sends back for an authority', bescheid('zuwendung', 1), `${ROLE.operator}:redrive`],
    ['what the operator sends back for a Kreis', signature('kommune'), `${ROLE.operator}:redrive`],
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
    ['a fact of our functions', from(HMSI, scanArchived()), `${ROLE.fachverfahren}:s`],
    ['a fact of our functions under their name', scanArchived(), `${ROLE.fachverfahren}:s`],
  ])('refuses %s', async (_, event, senderId) => {
    expect(await judged(event, senderId)).toBe('sender-not-allowed');
  });

  test.each([
    ['a subject of another year', elsewhere('AQB-2026-06533'), `${ROLE.foerderung}:s`],
    [
      'a subject that the sender may not speak of, sent back',
      elsewhere('AQB-2026-06533'),
      `${ROLE.operator}:r`,
    ],
    ['a subject of another programme', elsewhere('XYZ-2025-06533'), `${ROLE.foerderung}:s`],
    [
      'a Kreis that speaks for another',
      from('https://kreis.example/06531', signature('kommune')),
      ROLE.kreis,
    ],
  ])('refuses %s', async (_, event, senderId) => {
    expect(await judged(event, senderId)).toBe('subject-not-allowed');
  });

  test('a foreign principal uses up no number of the source that it names', async () => {
    const { reception, store } = recorder();
    const handler = createHandler({
      reception: { ...reception, senders: SENDERS },
      telemetry: telemetryOf('test'),
      internalQueueArn: INTERNAL,
      now: () => '2025-09-01T10:00:00.000Z',
    });
    const first = { ...drafted(), sequence: '1' };
    await handler({ Records: [record({ ...first, id: 'forged' }, `${ROLE.kreis}:s`)] }, context);
    await handler({ Records: [record(first, `${ROLE.fachverfahren}:s`)] }, context);
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
  const rules = readSenders(JSON.stringify([{ source: HMSI, types: ['*'], subjects }]));
  const claim = { door: 'ingress', source: HMSI, subject: 'ags-06415' } as const;
  expect(refusalOfSender(gebietskoerperschaftChanged, claim, rules)).toBe(refusal);
});

test('a role that only begins like the operator, or names it in its session, is not the operator', async () => {
  for (const senderId of [`${ROLE.operator}X:redrive`, `${ROLE.kreis}:${ROLE.operator}`])
    expect(await judged(drafted(), senderId)).toBe('sender-not-allowed');
});

test('without an operator role nobody sends back for another', () => {
  const [rule] = readSenders(
    JSON.stringify([{ source: HMSI, types: ['*'], senderIds: [ROLE.fachverfahren] }]),
  );
  expect(rule?.senderIds).toEqual([ROLE.fachverfahren]);
});

test("an operator turns nobody's proof on where the stage asks for none", () => {
  const [rule] = readSenders(JSON.stringify([{ source: HMSI, types: ['*'] }]), ROLE.operator);
  expect(rule).not.toHaveProperty('senderIds');
});

test('a list with a subject that cannot be one is found at cold start', () => {
  const rule = { source: HMSI, types: ['*'], subjects: ['AQB-2025'] };
  expect(() => readSenders(JSON.stringify([rule]))).toThrow(/subjects/u);
});
