import { GetItemCommand, PutItemCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { KEY, eventKey } from '../../../shared/adapters/table/event-table.ts';
import { dynamoDbEventStore } from '../../../shared/adapters/table/dynamodb-event-store.ts';
import { firstHead } from '../../../shared/application/log/head.ts';
import type { Commit, CommitOutcome } from '../../../shared/application/ports/event-store.ts';
import type { IncomingEvent } from '../../../events/incoming/index.ts';
import { akteClosed, erased } from '../facts/given-year.ts';
import { SUBJECT, concludedFacts, drafted, published, released, revised, signature } from '../facts/given.ts';
import { itemSize } from './item-size.ts';
import { recordCalls } from './recorded-calls.ts';
import { asCloudEvent, recorderOn } from '../stages/recorder.ts';
import { firstCommit, parkedItem, sealedDrafts } from './store-conditions.ts';
import { loseAnswers, type FreshTable } from './store-engines.ts';
import { WIRE } from '../facts/wire.ts';

const STREAM = `${KEY.zielvereinbarung}${SUBJECT}`;

/** What only a table can prove: its items as they lie there, its limits, and answers that get lost. */
export function tableContract(fresh: () => Promise<FreshTable>): void {
  const itemAt = async ({ client, tableName }: FreshTable, version: number) => {
    const key = { PK: { S: STREAM }, SK: { S: eventKey(version) } };
    const { Item } = await client.send(
      new GetItemCommand({ TableName: tableName, Key: key, ConsistentRead: true }),
    );
    if (Item === undefined) throw new Error(`There is no item ${version}`);
    return Item;
  };

  test('keeps readable items: wire type, plain maps, the name apart from the public part', async () => {
    const table = await fresh();
    const { send } = recorderOn(table.store);
    for (const event of [drafted(), released(), signature('land')]) await send(event);
    const item = await itemAt(table, 3);
    expect(item['type']?.S).toBe('de.hessen.aqb.signature.received.v1');
    expect(JSON.stringify(item['data'])).not.toContain('Hofmann');
    expect(JSON.stringify(item['personal'])).toContain('Hofmann');
  });

  test('puts head, marker, events, terms and the row of the year in one transaction, and only puts', async () => {
    const table = await fresh();
    const calls = recordCalls(table.client);
    await recorderOn(table.store).send(drafted());
    expect(calls.filter((call) => !/^(?:Get|Query)/u.test(call))).toEqual(['TransactWriteItems']);
    expect((await table.everything()).map(({ PK, SK }) => [PK, SK])).toEqual([
      ['SEEN#https://hmsi.example/fachverfahren', drafted().id],
      ['YEAR#AQB-2025', '06533'],
      [STREAM, 'EVENT#000001'],
      [STREAM, 'HEAD'],
      [STREAM, 'HEAD#TERMS'],
    ]);
  });

  test('refuses to put an event where one lies, whatever the head says, and leaves it byte for byte', async () => {
    const table = await fresh();
    await table.store.commit(firstCommit());
    const before = await itemAt(table, 1);
    const forged = sealedDrafts(1).map((stored) => ({ ...stored, hash: 'f'.repeat(64) }));
    for (const change of [
      { events: forged, expected: 1, head: { ...firstHead(SUBJECT), revision: 2 } },
      { events: forged, expected: 1 },
    ]) {
      expect(await table.store.commit({ subject: SUBJECT, ...change })).toBe('head-moved');
      expect(await itemAt(table, 1)).toEqual(before);
    }
  });

  test('would let a bare put overwrite: it is the condition that protects an event', async () => {
    const { client, tableName, store, ...table } = await fresh();
    await store.commit(firstCommit());
    const before = await table.everything();
    const put = { TableName: tableName, Item: { PK: { S: STREAM }, SK: { S: eventKey(1) } } };
    const condition = { ConditionExpression: 'attribute_not_exists(PK)' };
    await expect(client.send(new PutItemCommand({ ...put, ...condition }))).rejects.toThrow(
      'The conditional request failed',
    );
    expect(await table.everything()).toEqual(before);
    await client.send(new PutItemCommand(put));
    expect(await table.everything()).not.toEqual(before);
  });

  test('takes a personal part out of its item and touches nothing else of it', async () => {
    const table = await fresh();
    const { send } = recorderOn(table.store);
    for (const event of [...concludedFacts(), published(), akteClosed()]) await send(event);
    const [signed] = (await table.store.history(SUBJECT)).filter(
      ({ event }) => event.type === 'SignatureReceived',
    );
    const version = signed?.event.version ?? 0;
    const { personal, ...rest } = await itemAt(table, version);
    const others = (await table.store.history(SUBJECT)).filter(({ event }) => event.version !== version);
    await send(erased(version));
    expect(personal).toBeDefined();
    expect(await itemAt(table, version)).toEqual(rest);
    expect(await table.store.history(SUBJECT)).toEqual(expect.arrayContaining(others));
  });

  describe('an answer that is lost after the commit', () => {
    const park: Commit = { subject: SUBJECT, expected: 0, park: parkedItem };
    const refuse: Commit = {
      refuse: {
        month: '2025-09',
        key: 'k',
        reason: 'body-unreadable',
        body: '{',
        door: 'ingress',
        proven: false,
        receivedAt: parkedItem.parkedAt,
      },
    };
    const repeats: [CommitOutcome, Commit][] = [
      ['marker-exists', firstCommit()],
      ['already-parked', park],
      ['already-refused', refuse],
    ];

    test.each(repeats)('is answered again by the same transaction (%s is not said)', async (_, commit) => {
      const { client, ...table } = await fresh();
      loseAnswers(client, 1);
      expect(await table.store.commit(commit)).toBe('committed');
      const once = await table.everything();
      const other = await fresh();
      await other.store.commit(commit);
      expect(once).toEqual(await other.everything());
    });

    test.each(repeats)(
      'and never comes: the repeat is told as %s, and there is one copy',
      async (outcome, commit) => {
        const { client, ...table } = await fresh();
        const restore = loseAnswers(client);
        await expect(table.store.commit(commit)).rejects.toThrow('The answer was lost');
        restore();
        const once = await table.everything();
        expect(await table.store.commit(commit)).toBe(outcome);
        expect(await table.everything()).toEqual(once);
      },
    );

    test('is a duplicate to the recorder, also after the log moved on', async () => {
      const { client, ...table } = await fresh();
      const { send } = recorderOn(table.store);
      const restore = loseAnswers(client);
      await expect(send(drafted())).rejects.toThrow('The answer was lost');
      restore();
      await send(released());
      const before = await table.everything();
      expect(await send(drafted())).toEqual({ outcome: 'duplicate', versions: [1] });
      expect(await table.everything()).toEqual(before);
    });
  });

  test('lets every one of eight concurrent events be recorded once, in a log without gap', async () => {
    const { store } = await fresh();
    const { send } = recorderOn(store);
    await send(drafted());
    const writers = Array.from({ length: 8 }, (_, index) => ({
      ...revised(2),
      ...(index < 4 ? released() : {}),
      id: `w${index % 4}`,
    }));
    let open: readonly IncomingEvent[] = writers.slice(0, 4).concat(writers.slice(0, 4));
    // The queue delivers again what kept losing the race.
    while (open.length > 0) {
      const ends = await Promise.allSettled(open.map((event) => send(event)));
      open = open.filter((_, index) => ends[index]?.status === 'rejected');
    }
    const versions = (await store.history(SUBJECT)).map(({ event }) => event.version);
    expect(versions).toEqual(versions.map((_, index) => index + 1));
    const ids = (await store.history(SUBJECT)).map(({ event }) => event.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('keeps the largest message of the queue whole, recorded, waiting or refused', async () => {
    const table = await fresh();
    const { receive } = recorderOn(table.store);
    const long = (length: number) => 'ä'.repeat(length);
    const terms = {
      massnahmen: Array.from({ length: 200 }, () => ({ art: 1, label: long(300), traeger: long(200) })),
      besondereRegelungen: Array.from({ length: 20 }, () => ({ paragraph: '§ 5', text: long(1000) })),
    };
    const filled = (event: IncomingEvent) => JSON.stringify(asCloudEvent(event));
    const padded = (body: string) => body + ' '.repeat(LARGEST_MESSAGE - Buffer.byteLength(body));
    expect(await receive(padded(filled(drafted(terms))))).toMatchObject({ outcome: 'recorded' });
    expect(await receive(padded(filled(revised(7, terms))))).toMatchObject({ outcome: 'parked' });
    expect(await receive(padded('{'))).toMatchObject({ outcome: 'refused', reason: 'body-unreadable' });
    const { client, tableName } = table;
    expect(itemSize(await itemAt(table, 1))).toBeGreaterThan(240_000);
    const reread = dynamoDbEventStore({ client, tableName, wire: WIRE });
    expect((await reread.waiting(SUBJECT)).map(({ body }) => Buffer.byteLength(body))).toEqual([
      LARGEST_MESSAGE,
    ]);
    const { items } = await reread.clearing('2025-09', { limit: 10 });
    expect(items.map(({ body }) => Buffer.byteLength(body))).toEqual([LARGEST_MESSAGE]);
  });

  test('refuses an item above 400 KB without writing any other', async () => {
    const { store, everything } = await fresh();
    const [stored] = sealedDrafts(1);
    if (stored === undefined) throw new Error('There is a draft');
    const large = { ...stored, event: { ...stored.event, correlationid: 'x'.repeat(420_000) } };
    await expect(store.commit(firstCommit({ events: [large] }))).rejects.toThrow(/size/iu);
    expect(await everything()).toEqual([]);
  });

  test('refuses the hundred-and-first item by itself, too', async () => {
    const { client, tableName, everything } = await fresh();
    const puts = Array.from({ length: 101 }, (_, index) => ({
      Put: { TableName: tableName, Item: { PK: { S: 'a' }, SK: { S: String(index) } } },
    }));
    await expect(client.send(new TransactWriteItemsCommand({ TransactItems: puts }))).rejects.toThrow(/100/u);
    expect(await everything()).toEqual([]);
  });
}

/** Bytes that the queues take (`infra/constructs/messages/queue-settings.ts`). */
const LARGEST_MESSAGE = 262_144;
