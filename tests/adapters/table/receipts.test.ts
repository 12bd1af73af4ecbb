import { describe, expect, test } from 'vitest';
import { dynamoDbEventStore } from '../../../shared/adapters/table/dynamodb-event-store.ts';
import { dynamoDbReceipts } from '../../../shared/adapters/table/dynamodb-receipts.ts';
import {
  inMemoryEventStore,
  inMemoryReceipts,
} from '../../../shared/adapters/memory/in-memory-event-store.ts';
import type { EventStore } from '../../../shared/application/ports/event-store.ts';
import { receiptOf } from '../../../shared/application/viewing/receipt-of.ts';
import type { Receipts } from '../../../shared/application/ports/receipts.ts';
import { bescheid, drafted, released } from '../../support/facts/given.ts';
import {
  createTable,
  emulatorForTests,
  localDynamoDb,
  withoutEmulator,
} from '../../support/processes/emulator.ts';
import { counted, recordCalls } from '../../support/stores/recorded-calls.ts';
import { asCloudEvent, recorderOn } from '../../support/stages/recorder.ts';
import { imitatedTable } from '../../support/stores/table-imitation.ts';
import { WIRE } from '../../support/facts/wire.ts';

type Kept = { readonly store: EventStore; readonly receipts: Receipts; readonly calls: string[] };

const grant = bescheid('zuwendung', 890_000);

/** What every store promises for receipts; runs on the twin and on the emulator's DynamoDB. */
function contract(fresh: () => Promise<Kept>): void {
  test('a note of having been received gives way to every other one, and never takes its place', async () => {
    const { store, receipts } = await fresh();
    const { send } = recorderOn(store);
    const { source, id } = grant;
    await receipts.received(source, id);
    expect(await receipts.note(source, id)).toEqual({ source, id, state: 'received' });
    await send(grant);
    await receipts.received(source, id);
    expect(await receipts.note(source, id)).toMatchObject({ state: 'parked', subject: grant.subject });
  });

  test('what only claims its source is noted apart', async () => {
    const { store, receipts } = await fresh();
    const { receive } = recorderOn(store);
    const source = 'https://nobody.example';
    await receive(JSON.stringify({ ...asCloudEvent(grant), source }));
    expect(await receipts.note(source, grant.id)).toBeUndefined();
    expect(await receipts.claimedNote(source, grant.id)).toMatchObject({
      state: 'refused',
      refusal: { reason: 'sender-not-allowed' },
    });
  });

  test('a receipt costs at most three reads, whatever became of the event', async () => {
    const { store, receipts, calls } = await fresh();
    const { send, receive } = recorderOn(store);
    const wrong = { ...asCloudEvent(grant), id: 'wrong', data: {} };
    const foreign = { ...asCloudEvent(grant), id: 'foreign', source: 'https://nobody.example' };
    await receipts.received(grant.source, 'received');
    await send(grant);
    for (const event of [wrong, foreign]) await receive(JSON.stringify(event));
    const again = { ...drafted(), id: 'again' };
    const early = { ...released(7), id: 'early' };
    const states = ['received', 'parked', 'refused', 'refused'];
    const names = [{ ...grant, id: 'received' }, grant, wrong, foreign];
    const ends = async () => {
      const found = [];
      for (const name of names) {
        calls.length = 0;
        found.push((await receiptOf({ store, receipts }, name))?.state);
        expect(calls.length).toBeLessThanOrEqual(3);
        expect(calls.every((call) => call === 'GetItem')).toBe(true);
      }
      return found;
    };
    expect(await ends()).toEqual(states);
    for (const event of [drafted(), again, early]) await send(event);
    names.push(again, early);
    expect(await ends()).toEqual(['received', 'recorded', 'refused', 'refused', 'refused', 'parked']);
  });
}

describe('notes for receipts in the twin', () => {
  contract(() => {
    const store = inMemoryEventStore();
    return Promise.resolve({ store, receipts: inMemoryReceipts(store.memory), calls: [] });
  });
});

describe('notes for receipts in a table in memory', () => {
  contract(() => {
    const { client } = imitatedTable();
    const settings = { client, tableName: 'receipts', wire: WIRE };
    const [store, receipts] = [dynamoDbEventStore(settings), dynamoDbReceipts(settings)];
    return Promise.resolve({ store, receipts, calls: recordCalls(client) });
  });
});

describe.skipIf(withoutEmulator)('notes for receipts in DynamoDB', () => {
  const emulator = emulatorForTests();
  let tables = 0;
  const fresh = async () => {
    const client = localDynamoDb(emulator.endpoint());
    const tableName = `receipts-${(tables += 1)}`;
    await createTable(client, tableName);
    const settings = { client, tableName, wire: WIRE };
    const calls = recordCalls(client);
    return { store: dynamoDbEventStore(settings), receipts: dynamoDbReceipts(settings), calls };
  };
  contract(fresh);

  test('cost an event that waits or is refused no call of their own, and an accepted one not even an item', async () => {
    const { store, receipts, calls } = await fresh();
    const { send, receive } = recorderOn(store);
    await send(drafted());
    calls.length = 0;
    await send(grant);
    expect(counted(calls)).toEqual({ GetItem: 1, TransactWriteItems: 1 });
    expect(await receipts.note(grant.source, grant.id)).toBeUndefined();
    calls.length = 0;
    await receive(JSON.stringify({ ...asCloudEvent(grant), id: 'wrong', data: {} }));
    // Whether an earlier release has it at the desk, and whether its month is listed there.
    expect(counted(calls)).toEqual({ GetItem: 2, TransactWriteItems: 1 });
  });
});
