import type { Context, DynamoDBStreamEvent } from 'aws-lambda';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { outgoingEnvelope, type OutgoingEvent } from '../../events/fact.ts';
import { inOrder } from '../../events/subscriber.ts';
import { createHandler } from '../../functions/relay-events/handler.ts';
import { nodeCrypto } from '../../shared/adapters/crypto.ts';
import { eventItem, itemOf, type TableItem } from '../../shared/adapters/table/dynamodb-items.ts';
import { KEY } from '../../shared/adapters/table/event-table.ts';
import { withDecision, reopened } from '../../shared/application/refusing/clearing-item.ts';
import { busMessage } from '../../shared/application/publishing/produce-signing.ts';
import { telemetryOf } from '../../shared/lambda/telemetry.ts';
import {
  SUBJECT,
  amended,
  bescheid,
  concludedAnewFacts,
  concludedFacts,
  drafted,
  published,
  released,
  signature,
  withdrawn,
} from '../support/facts/given.ts';
import { recorder } from '../support/stages/recorder.ts';
import { WIRE } from '../support/facts/wire.ts';

const PREFIX = 'de.hessen.aqb';
const context = {
  awsRequestId: 'r',
  functionName: 'relay-events',
  memoryLimitInMB: '512',
  invokedFunctionArn: '',
} as unknown as Context;

/** A relay on a bus that takes everything, or fails for one id. */
function relay(failing?: string) {
  const put: OutgoingEvent[] = [];
  const handler = createHandler({
    bus: {
      put: (event) =>
        event.id === failing
          ? Promise.reject(new Error('The bus is away'))
          : Promise.resolve(void put.push(event)),
    },
    crypto: nodeCrypto,
    wire: WIRE,
    telemetry: telemetryOf('test'),
  });
  const send = (items: readonly TableItem[]) =>
    handler(
      {
        Records: items.map((NewImage, index) => ({
          dynamodb: { NewImage, SequenceNumber: String(index + 1) },
        })),
      } as unknown as DynamoDBStreamEvent,
      context,
    );
  return { put, send };
}

/** The log of one Zielvereinbarung as the stream tells it. */
async function logOf({ store }: ReturnType<typeof recorder>) {
  const log = await store.history(SUBJECT);
  return { log, items: log.map((stored) => eventItem(stored, WIRE)) };
}

const WHOLE = [
  ...concludedFacts(),
  published(),
  ...concludedAnewFacts(),
  published(2, 2),
  bescheid('zuwendung', 890_000),
];

describe('what goes out', () => {
  test('bears its place in the log as number, from 1 without gap, and the source and id it was recorded under', async () => {
    const stage = recorder();
    for (const event of WHOLE) await stage.send(event);
    const { log, items } = await logOf(stage);
    const { put, send } = relay();
    await send(items);
    expect(put.map(({ sequence }) => sequence)).toEqual(log.map((_, index) => String(index + 1)));
    expect(put.map(({ source, id }) => ({ source, id }))).toEqual(
      log.map(({ event: { source, id } }) => ({ source, id })),
    );
    expect(log.length).toBeGreaterThan(WHOLE.length);
    for (const event of put) expect(outgoingEnvelope.parse(event)).toEqual(event);
  });

  test("carries the sender's own number beside it, and only where there was one", async () => {
    const stage = recorder();
    const numbered = { ...drafted(), sequence: '1' };
    for (const event of [numbered, bescheid('zuwendung', 895_210), { ...released(), sequence: '2' }])
      await stage.send(event);
    const { put, send } = relay();
    await send((await logOf(stage)).items);
    expect(put.map(({ sequence, originsequence }) => [sequence, originsequence])).toEqual([
      ['1', '1'],
      ['2', undefined],
      ['3', '2'],
    ]);
  });

  test('is still read by produce-documents', async () => {
    const stage = recorder();
    for (const event of [drafted(), { ...released(), sequence: '1' }]) await stage.send(event);
    const { put, send } = relay();
    await send((await logOf(stage)).items);
    expect(busMessage.parse({ detail: put[1] }).detail).toMatchObject({
      subject: SUBJECT,
      data: { fassung: 1 },
    });
  });

  test('is a notice without number where something was refused or waits', async () => {
    const stage = recorder();
    await stage.send(signature('land'));
    await stage.receive('{"unreadable');
    const { parked, clearing } = stage.store.memory;
    const { put, send } = relay();
    await send([
      ...[...parked.values()].map((item) =>
        itemOf(`${KEY.zielvereinbarung}${SUBJECT}`, `${KEY.parked}x`, item),
      ),
      ...[...clearing.values()].map((item) => itemOf(`${KEY.clearing}2025-09`, item.key, item)),
    ]);
    expect(put.map(({ type, subject, sequence }) => [type, subject, sequence])).toEqual([
      [`${PREFIX}.event.parked.v1`, SUBJECT, undefined],
      [`${PREFIX}.event.refused.v1`, 'unknown', undefined],
    ]);
    for (const event of put) expect(outgoingEnvelope.parse(event)).toEqual(event);
  });

  test('is a second notice where what waited by a decision is refused in the end, and none for the decision', async () => {
    const stage = recorder();
    await stage.receive('{"unreadable');
    const [item] = [...stage.store.memory.clearing.values()];
    if (item === undefined) throw new Error('Nothing was refused');
    const order = {
      action: 'replay',
      by: 'sub',
      key: 'k',
      order: 'o',
      at: '2025-09-02T10:00:00.000Z',
    } as const;
    const end = { outcome: 'parked', reason: 'fassung-not-known' } as const;
    const waits = withDecision(item, { ...order, end });
    const again = reopened(waits, { at: '2025-09-03T10:00:00.000Z', reason: 'fassung-outdated' });
    const { put, send } = relay();
    await send([item, waits, again].map((one) => itemOf(`${KEY.clearing}2025-09`, one.key, one)));
    expect(put.map(({ id, time, data }) => [id, time, data['code']])).toEqual([
      [`refused:${item.key}`, item.receivedAt, 'body-unreadable'],
      [`refused:${item.key}:2`, '2025-09-03T10:00:00.000Z', 'fassung-outdated'],
    ]);
  });

  test('stops at the first failure, so that nothing overtakes, and repeats are the same byte for byte', async () => {
    const stage = recorder();
    for (const event of [drafted(), released(), signature('land')]) await stage.send(event);
    const { log, items } = await logOf(stage);
    const broken = relay(log[1]?.event.id);
    expect(await broken.send(items)).toEqual({ batchItemFailures: [{ itemIdentifier: '2' }] });
    expect(broken.put).toHaveLength(1);
    const again = relay();
    await again.send(items);
    await again.send(items);
    expect(again.put.slice(3)).toEqual(again.put.slice(0, 3));
    const subscriber = inOrder();
    const taken = [...broken.put, ...again.put].flatMap((event) => subscriber.take(event).delivered);
    expect(taken).toEqual(again.put.slice(0, 3));
  });

  test('never has the same source and id twice in a log, derived facts included, whatever happened', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.constantFrom(
            ...WHOLE,
            withdrawn('land'),
            withdrawn('kommune'),
            amended('correction', [895_210, 9]),
          ),
          {
            maxLength: 40,
          },
        ),
        async (events) => {
          const stage = recorder();
          for (const event of events) await stage.send(event);
          const { log, items } = await logOf(stage);
          const { put, send } = relay();
          await send(items);
          expect(new Set(put.map(({ source, id }) => `${source} ${id}`)).size).toBe(log.length);
        },
      ),
    ));
});
