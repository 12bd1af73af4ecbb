import type { Context } from 'aws-lambda';
import { expect, test } from 'vitest';
import type { CloudEvent } from '../../events/fact.ts';
import { createHandler } from '../../functions/remind/handler.ts';
import { telemetryOf } from '../../shared/lambda/telemetry.ts';
import { SUBJECT, signature } from '../support/facts/given.ts';
import { recorder } from '../support/stages/recorder.ts';
import { WIRE } from '../support/facts/wire.ts';

const context = { awsRequestId: 'r', functionName: 'remind' } as unknown as Context;

async function clockThatStands(at: string) {
  const { reception, store, clock, send, receive } = recorder();
  await send(signature('land'));
  clock.at = at;
  const sent: CloudEvent[] = [];
  const { crypto, clock: own } = reception.recorder;
  const handler = createHandler({
    reminder: {
      store,
      queue: { send: (events) => Promise.resolve(void sent.push(...events)) },
      clock: own,
      crypto,
      wire: WIRE,
    },
    telemetry: telemetryOf('test'),
  });
  return { tick: (event: object) => handler(event, context), sent, receive, store };
}

test('the daily run says whose time of waiting is over, and the internal door lets it in', async () => {
  const { tick, sent, receive, store } = await clockThatStands('2026-04-01T03:10:00.000Z');
  await tick({ run: 'daily' });
  expect(sent).toMatchObject([
    {
      type: 'de.hessen.aqb.parking.expired.v1',
      source: 'urn:aqb:remind',
      subject: SUBJECT,
      data: { originalId: 'signature-land-1', until: '2026-03-31' },
    },
  ]);
  for (const event of sent) await receive(JSON.stringify(event), 'internal');
  expect([...store.memory.clearing.values()]).toMatchObject([{ reason: 'parked-expired' }]);
});

test('from outside nobody says that a time of waiting is over', async () => {
  const { tick, sent, receive, store } = await clockThatStands('2026-04-01T03:10:00.000Z');
  await tick({ run: 'daily' });
  for (const event of sent)
    expect(await receive(JSON.stringify(event), 'ingress')).toMatchObject({ reason: 'sender-not-allowed' });
  expect([...store.memory.parked.values()]).toMatchObject([{ outcome: 'waiting' }]);
});

test('the run of every five minutes looks for no parkings', async () => {
  const { tick, sent } = await clockThatStands('2026-04-01T03:10:00.000Z');
  await tick({});
  expect(sent).toEqual([]);
});
