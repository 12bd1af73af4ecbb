import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { nodeCrypto } from '../../../shared/adapters/crypto.ts';
import { dynamoDbEventStore } from '../../../shared/adapters/table/dynamodb-event-store.ts';
import { inMemoryEventStore } from '../../../shared/adapters/memory/in-memory-event-store.ts';
import { unhurried } from '../../../shared/adapters/table/unhurried-event-store.ts';
import { firstHead } from '../../../shared/application/log/head.ts';
import { TRIES } from '../../../shared/application/ports/patience.ts';
import type { ClearingItem } from '../../../shared/application/ports/clearing.ts';
import type {
  Commit,
  SubjectCommit,
  EventStore,
  ParkedItem,
} from '../../../shared/application/ports/event-store.ts';
import { seal } from '../../../shared/application/log/seal.ts';
import { SUBJECT, concludedFacts, drafted, given, released, signature } from '../../support/facts/given.ts';
import { quickPatience } from '../../support/stages/patience.ts';
import { recorderOn } from '../../support/stages/recorder.ts';
import { cancelled, imitatedTable } from '../../support/stores/table-imitation.ts';
import { WIRE } from '../../support/facts/wire.ts';

const AT = '2025-09-01T10:00:00.000Z';
const OTHER = 'AQB-2025-06531';

const tableStore = () => {
  const { client, failNext } = imitatedTable();
  return {
    client,
    failNext,
    store: dynamoDbEventStore({ client, tableName: 'log', wire: WIRE }),
  };
};

const marker = { source: 'https://s.example', id: 'e1', digest: 'd1', versions: [] };
const marked: SubjectCommit = { subject: SUBJECT, expected: 0, marker };

const waiting = (subject: string): ParkedItem => ({
  subject,
  source: 'https://s.example',
  id: 'p1',
  digest: 'd',
  body: '{}',
  reason: 'sequence-gap',
  parkedAt: AT,
  until: '2026-03-31',
  outcome: 'waiting',
});

const atDesk: ClearingItem = {
  month: '2025-09',
  key: 'k',
  reason: 'not-concluded',
  body: '{}',
  door: 'ingress',
  proven: true,
  receivedAt: AT,
};

const headOf = (subject: string, revision: number): Commit => ({
  subject,
  expected: revision - 1,
  head: { ...firstHead(subject), revision },
});

const sealedFacts = () => {
  const { events } = given(...concludedFacts());
  return seal(events, firstHead(SUBJECT), { recordedAt: AT, crypto: nodeCrypto });
};

const STORES: readonly (readonly [string, () => EventStore])[] = [
  ['the twin', inMemoryEventStore],
  ['the table', () => tableStore().store],
];

describe.each(STORES)('%s', (_, fresh) => {
  test('gives back names and free text with the salt that proves them', async () => {
    const store = fresh();
    const events = sealedFacts();
    expect(await store.commit({ subject: SUBJECT, expected: 0, events })).toBe('committed');
    expect(events.some(({ salt }) => salt !== undefined)).toBe(true);
    expect(await store.history(SUBJECT)).toEqual(events);
  });

  test('gives the log in the order of its versions, however it was written', async () => {
    const store = fresh();
    const events = sealedFacts();
    await store.commit({ subject: SUBJECT, expected: 0, events: events.toReversed() });
    expect((await store.history(SUBJECT)).map(({ event }) => event.version)).toEqual(
      events.map((_event, at) => at + 1),
    );
  });

  test('keeps apart what lies in one stream and in another', async () => {
    const store = fresh();
    for (const subject of [SUBJECT, OTHER])
      await store.commit({ subject, expected: 0, park: waiting(subject) });
    await store.commit({ subject: SUBJECT, expected: 0, events: sealedFacts() });
    expect(await store.waiting(OTHER)).toEqual([waiting(OTHER)]);
    expect(await store.history(OTHER)).toEqual([]);
  });

  test('keeps apart sources and ids that read alike when written one after the other', async () => {
    const store = fresh();
    await store.commit({ ...marked, marker: { ...marker, source: 'https://s.example/a', id: '1' } });
    expect(await store.marker('https://s.example/', 'a1')).toBeUndefined();
    expect(await store.marker('https://s.example/a', '1')).toBeDefined();
  });

  test('refuses a head that was decided on an older one, also where nothing else stands in the way', async () => {
    const store = fresh();
    expect(await store.commit(headOf(SUBJECT, 2))).toBe('head-moved');
    expect(await store.commit(headOf(SUBJECT, 1))).toBe('committed');
    expect(await store.commit(headOf(SUBJECT, 1))).toBe('head-moved');
    expect(await store.commit(headOf(SUBJECT, 2))).toBe('committed');
    expect((await store.load(SUBJECT))?.revision).toBe(2);
  });

  test('writes beside a head that moved where the commit builds on none', async () => {
    const store = fresh();
    await store.commit(headOf(SUBJECT, 1));
    expect(await store.commit(marked)).toBe('committed');
    expect((await store.load(SUBJECT))?.revision).toBe(1);
  });

  test('settles nothing that never waited', async () => {
    const store = fresh();
    const settle: ParkedItem = { ...waiting(SUBJECT), outcome: 'recorded' };
    expect(await store.commit({ subject: SUBJECT, expected: 0, settle })).toBe('already-parked');
  });

  test('lists the rows of one year and programme by their keys', async () => {
    const store = fresh();
    await recorderOn(store).send(drafted());
    const [row] = await store.yearRows('AQB', 2025);
    if (row === undefined) throw new Error('The draft made a row of its year');
    for (const subject of ['AQB-2025-06411', 'AQB-2026-06411'])
      await store.commit({ subject, expected: 0, row: { ...row, subject, ags: '06411' } });
    expect((await store.yearRows('AQB', 2025)).map(({ subject }) => subject)).toEqual([
      'AQB-2025-06411',
      'AQB-2025-06533',
    ]);
    expect((await store.yearRows('AQB', 2026)).map(({ subject }) => subject)).toEqual(['AQB-2026-06411']);
    expect(await store.yearRows('AMB', 2025)).toEqual([]);
  });

  const taken: Commit[] = [
    { decide: { ...atDesk, revision: 1 } },
    marked,
    { subject: SUBJECT, expected: 0, park: waiting(SUBJECT) },
    { refuse: atDesk },
    headOf(SUBJECT, 1),
  ];
  const answers = ['already-decided', 'marker-exists', 'already-parked', 'already-refused', 'head-moved'];
  const both = answers.flatMap((first, at) =>
    answers.slice(at + 1).flatMap((second, beyond) => {
      const [one, other] = [taken[at], taken[at + 1 + beyond]];
      // One item at the desk cannot be refused and decided in one transaction.
      if (one === undefined || other === undefined || (one.decide && other.refuse)) return [];
      return [{ first, second, commit: { expected: 0, ...other, ...one, subject: SUBJECT } }];
    }),
  );

  test.each(both)('says $first before $second', async ({ first, commit }) => {
    const store = fresh();
    for (const each of taken.slice(1)) await store.commit(each);
    await store.commit({ decide: { ...atDesk, revision: 1 } });
    expect(await store.commit(commit)).toBe(first);
  });
});

describe('what DynamoDB answers', () => {
  test('is a moved head where another transaction was at work on the same items', async () => {
    const { store, failNext } = tableStore();
    failNext(cancelled([{ Code: 'TransactionConflict' }]));
    expect(await store.commit(marked)).toBe('head-moved');
    expect(await store.commit(marked)).toBe('committed');
  });

  test.each([
    ['a machine that is overloaded', cancelled([{ Code: 'ThrottlingError' }])],
    ['a cancellation without reasons', cancelled(undefined)],
    ['a network that fails', new Error('socket hang up')],
  ])('is passed on where it is %s: nothing is concluded from an error', async (_, error) => {
    const { store, failNext } = tableStore();
    failNext(error);
    await expect(store.commit(marked)).rejects.toBe(error);
    expect(await store.marker(marker.source, marker.id)).toBeUndefined();
  });
});

describe('a store that is busy at one item', () => {
  const busy = () => cancelled([{ Code: 'None' }, { Code: 'ThrottlingError' }]);
  const unhurriedStore = (times: number) => {
    const { client, failNext } = imitatedTable();
    const table = dynamoDbEventStore({ client, tableName: 'log', wire: WIRE });
    let left = times;
    const commit: EventStore['commit'] = (asked) => {
      if ((left -= 1) >= 0) failNext(busy());
      return table.commit(asked);
    };
    const patience = quickPatience(TRIES.queue);
    return { store: unhurried({ ...table, commit }, patience), patience };
  };

  test('is asked again after growing pauses, and takes the transaction once it has time', async () => {
    const { store, patience } = unhurriedStore(30);
    expect(await store.commit(marked)).toBe('committed');
    expect(patience.pauses).toHaveLength(30);
    expect(await store.commit(marked)).toBe('marker-exists');
  });

  test('is machinery after the last try: what it said is passed on, and nothing is written', async () => {
    const { store } = unhurriedStore(TRIES.queue);
    await expect(store.commit(marked)).rejects.toMatchObject({ name: 'TransactionCanceledException' });
    expect(await store.marker(marker.source, marker.id)).toBeUndefined();
  });

  test('is not waited for where it failed otherwise', async () => {
    const { client, failNext } = imitatedTable();
    const patience = quickPatience();
    const table = dynamoDbEventStore({ client, tableName: 'log', wire: WIRE });
    failNext(new Error('socket hang up'));
    await expect(unhurried(table, patience).commit(marked)).rejects.toThrow('socket hang up');
    expect(patience.pauses).toEqual([]);
  });
});

test('an item in the table tells its type as it travels, and names and free text apart', async () => {
  const { store, client } = tableStore();
  const { send } = recorderOn(store);
  for (const event of [drafted(), released(), signature('land')]) await send(event);
  const key = { PK: { S: `ZV#${SUBJECT}` }, SK: { S: 'EVENT#000003' } };
  const { Item } = await client.send(
    new GetItemCommand({ TableName: 'log', Key: key, ConsistentRead: true }),
  );
  expect(Item?.['type']).toEqual({ S: 'de.hessen.aqb.signature.received.v1' });
  expect(JSON.stringify(Item?.['data'])).not.toContain('Hofmann');
  expect(JSON.stringify(Item?.['personal'])).toContain('Hofmann');
});
