import { describe, expect, test } from 'vitest';
import { nodeCrypto } from '../../../shared/adapters/crypto.ts';
import { dynamoDbEventStore } from '../../../shared/adapters/table/dynamodb-event-store.ts';
import { dynamoDbReceipts } from '../../../shared/adapters/table/dynamodb-receipts.ts';
import { firstHead } from '../../../shared/application/log/head.ts';
import type { ClearingDecision, ClearingItem } from '../../../shared/application/ports/clearing.ts';
import type { Commit, EventStore } from '../../../shared/application/ports/event-store.ts';
import { firstBrokenLink } from '../../../shared/application/log/verify-chain.ts';
import {
  SUBJECT,
  amended,
  bescheid,
  concludedFacts,
  drafted,
  published,
  released,
  revised,
  signature,
} from '../../support/facts/given.ts';
import { akteClosed, erased } from '../../support/facts/given-year.ts';
import { dynamoDbLocalForTests, withoutDynamoDbLocal } from '../../support/stores/dynamodb-local.ts';
import { emulatorForTests, withoutEmulator } from '../../support/processes/emulator.ts';
import { recorderOn } from '../../support/stages/recorder.ts';
import { AT, conditionsContract, firstCommit, parkedItem } from '../../support/stores/store-conditions.ts';
import { freshTwin, tablesOn, type FreshStore } from '../../support/stores/store-engines.ts';
import { tableContract } from '../../support/stores/table-contract.ts';
import { imitatedTable } from '../../support/stores/table-imitation.ts';
import { WIRE } from '../../support/facts/wire.ts';

/** What every store promises; runs on the twin, the emulator's DynamoDB and DynamoDB Local. */
function contract(freshStore: () => Promise<FreshStore>): void {
  const fresh = async (): Promise<EventStore> => (await freshStore()).store;

  test('gives back what was committed', async () => {
    const store = await fresh();
    const commit = firstCommit();
    expect(await store.commit(commit)).toBe('committed');
    expect(await store.load(SUBJECT)).toEqual(commit.head);
    expect(await store.marker('https://s.example', 'e1')).toEqual(commit.marker);
    expect(await store.history(SUBJECT)).toEqual(commit.events);
  });

  test('knows nothing of what was never committed', async () => {
    const store = await fresh();
    expect(await store.load(SUBJECT)).toBeUndefined();
    expect(await store.loadWithTerms(SUBJECT)).toEqual({});
    expect(await store.marker('a', 'b')).toBeUndefined();
    expect(await store.history(SUBJECT)).toEqual([]);
  });

  test('refuses a second writer on the same head and writes nothing of it', async () => {
    const store = await fresh();
    await store.commit(firstCommit());
    const second = firstCommit({
      marker: { source: 'https://s.example', id: 'e2', digest: 'd2', versions: [1] },
    });
    expect(await store.commit(second)).toBe('head-moved');
    expect(await store.marker('https://s.example', 'e2')).toBeUndefined();
  });

  test('never overwrites an event', async () => {
    const store = await fresh();
    await store.commit(firstCommit());
    const { marker: _, ...same } = firstCommit({ expected: 1, head: { ...firstHead(SUBJECT), revision: 2 } });
    expect(await store.commit(same)).toBe('head-moved');
  });

  test('tells a repeat from a moved head', async () => {
    const store = await fresh();
    await store.commit(firstCommit());
    expect(await store.commit(firstCommit())).toBe('marker-exists');
  });

  test('parks once, settles once', async () => {
    const store = await fresh();
    const park: Commit = { subject: SUBJECT, expected: 0, park: parkedItem };
    expect(await store.commit(park)).toBe('committed');
    expect(await store.commit(park)).toBe('already-parked');
    expect(await store.waiting(SUBJECT)).toEqual([parkedItem]);
    const settle: Commit = { subject: SUBJECT, expected: 0, settle: { ...parkedItem, outcome: 'recorded' } };
    expect(await store.commit(settle)).toBe('committed');
    expect(await store.commit(settle)).toBe('already-parked');
    expect(await store.waiting(SUBJECT)).toEqual([]);
    expect(await store.parkedItem(SUBJECT, parkedItem)).toMatchObject({ outcome: 'recorded' });
  });

  test('keeps a refused message once', async () => {
    const store = await fresh();
    const refuse: Commit = {
      refuse: {
        month: '2025-09',
        key: 'k',
        reason: 'body-unreadable',
        body: '{',
        door: 'ingress',
        proven: false,
        receivedAt: AT,
      },
    };
    expect(await store.commit(refuse)).toBe('committed');
    expect(await store.commit(refuse)).toBe('already-refused');
  });

  describe('at the clearing desk', () => {
    const item: ClearingItem = {
      month: '2025-09',
      key: 'k',
      reason: 'not-concluded',
      body: '{}',
      door: 'ingress',
      proven: true,
      receivedAt: AT,
    };
    const marker = { source: 'https://s.example', id: 'e1', digest: 'd1', versions: [] };
    const decision = (by: string): ClearingDecision => ({
      action: 'discard',
      by,
      key: 'k',
      order: 'o',
      at: AT,
      end: { outcome: 'discarded' },
    });
    const decide = (revision: number, by = 'sub'): Commit => ({
      decide: { ...item, revision, decisions: [decision(by)] },
    });

    test('keeps one decision for each state of an item, and none of an unknown item', async () => {
      const store = await fresh();
      expect(await store.commit(decide(1))).toBe('already-decided');
      await store.commit({ refuse: item });
      expect(await store.commit(decide(2))).toBe('already-decided');
      expect(await store.commit(decide(1))).toBe('committed');
      expect(await store.commit(decide(1, 'other'))).toBe('already-decided');
      expect(await store.clearingItem('2025-09', 'k')).toMatchObject({
        revision: 1,
        decisions: [{ by: 'sub' }],
      });
      expect(await store.commit(decide(2, 'other'))).toBe('committed');
      expect(await store.clearingItem('2025-09', 'other')).toBeUndefined();
    });

    test('lets exactly one of eight people decide, and writes nothing of the others', async () => {
      const store = await fresh();
      await store.commit({ refuse: item });
      const outcomes = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          store.commit({
            ...decide(1, `sub-${index}`),
            subject: SUBJECT,
            expected: 0,
            marker: { ...marker, id: `e${index}` },
            overtakes: true,
          }),
        ),
      );
      expect(outcomes.filter((outcome) => outcome === 'committed')).toHaveLength(1);
      const markers = await Promise.all(outcomes.map((_, index) => store.marker(marker.source, `e${index}`)));
      expect(markers.map((found) => found !== undefined)).toEqual(
        outcomes.map((outcome) => outcome === 'committed'),
      );
    });

    test('takes personal parts out of the log with their salt, and leaves hash and public part', async () => {
      const { store, send } = recorderOn(await fresh());
      for (const event of [...concludedFacts(), published(), akteClosed()]) await send(event);
      const before = await store.history(SUBJECT);
      const signed = before.flatMap(({ event: { type, version } }) =>
        type === 'SignatureReceived' ? [version] : [],
      );
      await send(erased(...signed, 1, 999));
      const log = await store.history(SUBJECT);
      expect(signed.map((version) => log[version - 1]?.salt)).toEqual([undefined, undefined]);
      expect(JSON.stringify(log)).not.toContain('Heike Hofmann');
      expect(log.slice(0, before.length).map(({ hash, personalHash }) => [hash, personalHash])).toEqual(
        before.map(({ hash, personalHash }) => [hash, personalHash]),
      );
      expect(firstBrokenLink(log, nodeCrypto)).toBeUndefined();
    });

    test('lets a decision overtake the marker of a refusal, once, and no other marker', async () => {
      const store = await fresh();
      const recorded = { ...marker, versions: [1] };
      const refusal = { reason: 'not-concluded', clearing: { month: '2025-08', key: 'k' } } as const;
      const overtaking: Commit = { subject: SUBJECT, expected: 0, marker: recorded, overtakes: true };
      await store.commit({ subject: SUBJECT, expected: 0, marker: { ...marker, refusal } });
      expect(await store.commit({ subject: SUBJECT, expected: 0, marker: recorded })).toBe('marker-exists');
      expect(await store.commit(overtaking)).toBe('committed');
      expect(await store.marker(marker.source, 'e1')).toEqual(recorded);
      expect(await store.commit(overtaking)).toBe('marker-exists');
      const ignored = { ...marker, id: 'e2' };
      await store.commit({ subject: SUBJECT, expected: 0, marker: ignored });
      expect(await store.commit({ ...overtaking, marker: ignored })).toBe('marker-exists');
    });

    test('lets an event wait again that waits no longer, and no other', async () => {
      const store = await fresh();
      const again: Commit = {
        subject: SUBJECT,
        expected: 0,
        park: { ...parkedItem, desk: { month: '2025-09', key: 'k' } },
      };
      await store.commit({ subject: SUBJECT, expected: 0, park: parkedItem });
      expect(await store.commit(again)).toBe('already-parked');
      await store.commit({ subject: SUBJECT, expected: 0, settle: { ...parkedItem, outcome: 'refused' } });
      expect(await store.commit({ subject: SUBJECT, expected: 0, park: parkedItem })).toBe('already-parked');
      expect(await store.commit(again)).toBe('committed');
      expect(await store.waiting(SUBJECT)).toMatchObject([{ desk: { key: 'k' } }]);
    });

    test('lists the items of a month, page by page, in the order of their keys', async () => {
      const store = await fresh();
      for (const key of ['c', 'a', 'b']) await store.commit({ refuse: { ...item, key } });
      await store.commit({ refuse: { ...item, month: '2025-10' } });
      const first = await store.clearing('2025-09', { limit: 2 });
      expect(first.items.map(({ key }) => key)).toEqual(['a', 'b']);
      const second = await store.clearing('2025-09', { limit: 2, after: first.next ?? '' });
      expect(second).toEqual({ items: [{ ...item, key: 'c' }] });
    });
  });

  test('finds what waits by the month of its last day, with what became of it', async () => {
    const store = await fresh();
    const other = { ...parkedItem, id: 'other' };
    for (const park of [parkedItem, other]) await store.commit({ subject: SUBJECT, expected: 0, park });
    await store.commit({ subject: SUBJECT, expected: 0, settle: { ...other, outcome: 'recorded' } });
    const month = parkedItem.until.slice(0, 7);
    const { subject, source, reason, parkedAt, until } = parkedItem;
    const entry = { subject, source, reason, parkedAt, until };
    const page = await store.waitingUntil(month, { limit: 10 });
    expect(page.items.toSorted((one, two) => one.id.localeCompare(two.id))).toEqual(
      [
        { ...entry, id: parkedItem.id, outcome: 'waiting' },
        { ...entry, id: 'other', outcome: 'recorded' },
      ].toSorted((one, two) => one.id.localeCompare(two.id)),
    );
    const first = await store.waitingUntil(month, { limit: 1 });
    const second = await store.waitingUntil(month, { limit: 1, after: first.next ?? '' });
    expect([...first.items, ...second.items]).toEqual(page.items);
    expect(await store.waitingUntil('1999-01', { limit: 10 })).toEqual({ items: [] });
  });

  test('lets exactly one of eight concurrent writers win', async () => {
    const store = await fresh();
    const writers = Array.from({ length: 8 }, (_, index) =>
      store.commit(
        firstCommit({ marker: { source: 'https://s.example', id: `w${index}`, digest: 'd', versions: [1] } }),
      ),
    );
    const outcomes = await Promise.all(writers);
    expect(outcomes.filter((outcome) => outcome === 'committed')).toHaveLength(1);
    expect(new Set(outcomes)).toEqual(new Set(['committed', 'head-moved']));
  });

  test('carries the whole story, with an unbroken chain and one row of the year', async () => {
    const { send, store } = recorderOn(await fresh());
    const story = [
      bescheid('zuwendung', 890_000),
      ...concludedFacts(),
      published(),
      amended('abweichung', [895_210, 845_210]),
    ];
    for (const event of story) await send(event);
    const history = await store.history(SUBJECT);
    expect(history.map(({ event }) => event.version)).toEqual(history.map((_, index) => index + 1));
    expect(firstBrokenLink(history, nodeCrypto)).toBeUndefined();
    expect(await store.yearRows('AQB', 2025)).toMatchObject([
      {
        subject: SUBJECT,
        current: { amountCent: 89_521_000 },
        public: { revision: 1, slug: 'limburg-weilburg' },
      },
    ]);
  });

  test('gives the row of one Gebietskörperschaft by its key, and none where there is none', async () => {
    const { send, store } = recorderOn(await fresh());
    await send(drafted());
    expect(await store.yearRow(SUBJECT)).toEqual((await store.yearRows('AQB', 2025))[0]);
    expect(await store.yearRow('AQB-2025-06531')).toBeUndefined();
  });

  test('keeps the terms of the newest Fassung beside the head', async () => {
    const { send, store } = recorderOn(await fresh());
    for (const event of [
      drafted(),
      revised(2),
      released(2),
      signature('land', { fassung: 2 }),
      amended('correction', [895_210, 900_000]),
    ])
      await send(event);
    const { head, terms } = await store.loadWithTerms(SUBJECT);
    expect(head?.state).toMatchObject({ fassung: { number: 3 } });
    expect(terms?.terms.haushaltsmittel.amountCent).toBe(90_000_000);
  });
}

describe('the in-memory twin', () => {
  contract(freshTwin);
  conditionsContract(freshTwin);
});

describe('a table in memory', () => {
  contract(() => {
    const settings = { tableName: 'log', wire: WIRE, ...imitatedTable({ pageItems: 2 }) };
    const [store, receipts] = [dynamoDbEventStore(settings), dynamoDbReceipts(settings)];
    return Promise.resolve({ store, receipts, everything: () => Promise.resolve(undefined) });
  });
});

describe.skipIf(withoutEmulator)('DynamoDB of the emulator', () => {
  const fresh = tablesOn(emulatorForTests());
  contract(fresh);
  conditionsContract(fresh);
  tableContract(fresh);
});

describe.skipIf(withoutDynamoDbLocal)('DynamoDB Local', () => {
  const fresh = tablesOn(dynamoDbLocalForTests());
  contract(fresh);
  conditionsContract(fresh);
  tableContract(fresh);
});
