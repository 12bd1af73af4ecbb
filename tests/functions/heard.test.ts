import type { SQSRecord } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import type { IncomingEvent } from '../../events/incoming/index.ts';
import { createHandler } from '../../functions/record-event/handler.ts';
import { HEARD } from '../../shared/lambda/metric-names.ts';
import { telemetryOf } from '../../shared/lambda/telemetry.ts';
import { HMSI, KREIS, bescheid, drafted, signature } from '../support/facts/given.ts';
import { asCloudEvent, recorder } from '../support/stages/recorder.ts';
import { machineOf, staffApi } from '../support/stages/staff-api.ts';

/** A function's telemetry that publishes nothing, and what was counted since it was asked last, by name. */
function counting() {
  const { metrics, ...telemetry } = telemetryOf('record-event', { STAGE: 'prod' });
  const counted = () => {
    const [written] = metrics.serializeMetrics()._aws.CloudWatchMetrics;
    metrics.clearMetrics();
    return written?.Metrics.map(({ Name }) => Name);
  };
  return { telemetry: { ...telemetry, metrics: telemetryOf('silent').metrics }, counted };
}

/** The recorder's function, and what it counts of each message. */
function door() {
  const { telemetry, counted } = counting();
  const { reception } = recorder();
  const handler = createHandler({
    reception,
    telemetry,
    internalQueueArn: 'arn:aws:sqs:eu-central-1:123456789012:internal.fifo',
    now: () => '2025-09-01T10:00:00.000Z',
  });
  const deliver = async (...events: readonly IncomingEvent[]) => {
    const Records = events.map((event, index) => ({
      messageId: `message-${index}`,
      body: JSON.stringify(asCloudEvent(event)),
      attributes: { MessageGroupId: event.subject, SenderId: 'AROATEST:s', SentTimestamp: '1756720800000' },
      messageAttributes: {},
      eventSourceARN: 'arn:aws:sqs:eu-central-1:123456789012:ingress.fifo',
    }));
    await handler({ Records: Records as unknown as SQSRecord[] }, { awsRequestId: 'r' });
    return counted();
  };
  return { deliver };
}

const away = { ...signature('kommune'), source: 'https://kreis.example/06531' };

describe('the recorder counts', () => {
  test.each([
    ['the signature of the other side', { ...signature('land'), source: KREIS }, 'sender-not-allowed'],
    ['a source that is on no list', { ...drafted(), source: 'https://evil.example/' }, 'sender-not-allowed'],
    ['a fact of another voice', { ...bescheid('zuwendung', 1), source: KREIS }, 'sender-not-allowed'],
    ['a neighbour', away, 'subject-not-allowed'],
  ])('%s under its reason, beside what became of it', async (_, event, reason) => {
    expect(await door().deliver(event)).toEqual(['refused', reason]);
  });

  test('another content under a known id, and its repeat no second time', async () => {
    const { deliver } = door();
    const other = drafted({ haushaltsmittel: { amountCent: 1_000_000, currency: 'EUR' } });
    expect(await deliver(drafted())).toEqual(['recorded']);
    expect(await deliver(other)).toEqual(['refused', 'event-id-reused']);
    expect(await deliver(other)).toEqual(['duplicate']);
  });

  test('no other refusal by its reason: metrics stay few', async () => {
    const { deliver } = door();
    expect(await deliver(drafted(), drafted({}, { id: 'again' }))).toEqual(['recorded', 'refused']);
    expect(HEARD).toHaveLength(3);
  });
});

describe('the HTTP door notes', () => {
  const structured = { 'content-type': 'application/cloudevents+json' };
  const limburg = machineOf('06533');

  test.each([
    ['a foreign source', { ...drafted(), source: HMSI }, 'sender-not-allowed'],
    ['the source of a neighbour', { ...away, subject: 'AQB-2025-06531' }, 'sender-not-allowed'],
    ['the signature of the Land', { ...signature('land'), source: KREIS }, 'sender-not-allowed'],
    [
      'the Zielvereinbarung of a neighbour',
      { ...signature('kommune'), subject: 'AQB-2025-06531' },
      'subject-not-allowed',
    ],
  ])('%s as an outcome, which is counted, with the client as a pseudonym', async (_, event, outcome) => {
    const api = staffApi();
    const body = asCloudEvent(event);
    const answer = await api.ask('POST', '/v1/events', { claims: limburg, body, headers: structured });
    expect(answer).toMatchObject({ status: 403, body: { code: outcome } });
    expect(api.noted).toContainEqual({
      message: 'denied',
      route: 'POST /v1/events',
      status: 403,
      outcome,
      by: expect.stringMatching(/^[0-9a-f]{16}$/u) as string,
    });
  });

  test('nothing of what is only written wrongly', async () => {
    const api = staffApi();
    const body = { ...asCloudEvent(signature('kommune')), type: 'de.hessen.aqb.x.y.v1' };
    await api.ask('POST', '/v1/events', { claims: limburg, body, headers: structured });
    expect(api.noted).not.toContainEqual(expect.objectContaining({ message: 'denied' }));
  });
});
