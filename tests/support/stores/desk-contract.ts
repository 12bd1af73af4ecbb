import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clearingList, type ClearingQuery } from '../../../shared/application/clearing/clearing-list.ts';
import { decideAtDesk } from '../../../shared/application/clearing/decide-at-desk.ts';
import type { DeskInventory } from '../../../shared/application/ports/inventories.ts';
import type { ClearingItem } from '../../../shared/application/ports/clearing.ts';
import type { EventStore } from '../../../shared/application/ports/event-store.ts';
import type { Receipts } from '../../../shared/application/ports/receipts.ts';
import { receiptOf } from '../../../shared/application/viewing/receipt-of.ts';
import { drafted } from '../facts/given.ts';
import { runs } from '../histories/runs.ts';
import { recorderOn } from '../stages/recorder.ts';
import { bodyOf } from '../stages/desk-stage.ts';
import { walk } from './store-conditions.ts';

/** A desk that holds nothing yet, with all that says what lies there. */
export type FreshDesk = {
  readonly store: EventStore;
  readonly receipts: Receipts;
  readonly inventory: DeskInventory;
};

/** What a sender may write where a time belongs, or an id: of all of it only the raw body is kept for sure. */
const TIMES = [
  '1970-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '0000-01-01T00:00:00Z',
  '2025-02-30T10:00:00Z',
];
const IDS = [
  'x'.repeat(300),
  'x'.repeat(301),
  'Umlaut-äöü',
  'EVENT#000001',
  'a b',
  '\u0000',
  'CLEARING#1970-01',
];

const odd = (known: readonly string[]) =>
  fc.oneof(
    fc.constantFrom(...known),
    fc.string({ maxLength: 40, unit: 'binary' }),
    fc.constantFrom(null, 7, []),
  );

/** An event that is refused for what stands in it, or a body that is none. */
const anyMessage: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.string({ maxLength: 60, unit: 'binary' }) },
  { weight: 2, arbitrary: fc.json({ maxDepth: 3 }) },
  {
    weight: 6,
    arbitrary: fc
      .record(
        {
          time: odd(TIMES),
          id: odd(IDS),
          source: odd(['urn:fremd', 'https://hmsi.example/fachverfahren', 'HEAD']),
          subject: odd(['AQB-2025-06533', 'AQB-2025-99999', 'ags-06533', '../..']),
          sequence: odd(['1', '007', '1e9']),
          type: odd(['de.hessen.aqb.antrag.received.v1', 'de.hessen.aqb.nichts.v9']),
          data: fc.oneof(fc.constant({}), fc.jsonValue({ maxDepth: 2 })),
        },
        { requiredKeys: ['data'] },
      )
      .map((change) => bodyOf(drafted(), change)),
  },
);

/** Instants of receipt: months apart, and a second before and after midnight of a month's end. */
const INSTANTS = [
  '2025-09-01T10:00:00.000Z',
  '2025-09-30T23:59:59.000Z',
  '2025-10-01T00:00:00.000Z',
  '2026-12-31T23:59:59.000Z',
];

const deliveries = fc.array(
  fc.record({ body: anyMessage, instants: fc.subarray(INSTANTS, { minLength: 1 }) }),
  { minLength: 1, maxLength: 6 },
);

const listed = (store: EventStore, query: Partial<ClearingQuery> = {}) =>
  walk((after) => clearingList(store, { limit: 2, ...query, ...after }));

const placesOf = (items: readonly Pick<ClearingItem, 'month' | 'key'>[]) =>
  items.map(({ month, key }) => `${month}/${key}`).toSorted();

/** Whatever a message says of itself: what is refused lies in one place, and everybody finds it there. */
export function deskContract(fresh: () => Promise<FreshDesk>, usual: number): void {
  test('finds every refused message by list, link, search and receipt, exactly once, and lets it be decided', async () => {
    await fc.assert(
      fc.asyncProperty(deliveries, async (given) => {
        const desk = await fresh();
        const refused = await deliver(desk, given);
        const items = await listed(desk.store);
        expect(placesOf(items)).toEqual(placesOf((await desk.inventory.look()).items));
        expect(items.map(({ receivedAt, month }) => [month, receivedAt.slice(0, 7)])).toEqual(
          items.map(({ month }) => [month, month]),
        );
        expect(items).toHaveLength(refused);
        for (const { month, key } of items) await found(desk, { month, key });
      }),
      { numRuns: runs(usual) },
    );
  });

  test('lists the months in which something lies, and gives pointers to what has none', async () => {
    const { store, inventory } = await fresh();
    const { receive, clock } = recorderOn(store);
    for (const instant of INSTANTS) {
      clock.at = instant;
      await receive(`{"at":"${instant}"`);
    }
    expect(await store.clearingMonths()).toEqual(['2025-09', '2025-10', '2026-12']);
    const [item] = await listed(store);
    if (item === undefined) throw new Error('Four messages were refused');
    expect(await store.clearingMonth(item.key)).toBe('2025-09');
    expect(await store.commit({ file: item })).toBe('already-refused');
    expect(await store.commit({ file: { month: '1970-01', key: 'k' } })).toBe('committed');
    expect(await store.commit({ file: { month: '0001-01' } })).toBe('committed');
    expect(await store.clearingMonth('k')).toBe('1970-01');
    expect(await store.clearingMonths()).toEqual(['0001-01', '1970-01', '2025-09', '2025-10', '2026-12']);
    const { items, pointed, months } = await inventory.look();
    expect([items.length, pointed.size, months.size]).toEqual([4, 5, 5]);
  });

  test('keeps no second item of a key that has a pointer, in whatever month', async () => {
    const { store } = await fresh();
    const [month, later] = ['2025-09', '2025-10'];
    const item: ClearingItem = {
      month,
      key: 'k',
      reason: 'body-unreadable',
      body: '{',
      door: 'ingress',
      receivedAt: '2025-09-01T10:00:00.000Z',
      proven: false,
    };
    const outcomes = await Promise.all(
      [month, later, month, later].map((of) => store.commit({ refuse: { ...item, month: of } })),
    );
    expect(outcomes.filter((outcome) => outcome === 'committed')).toHaveLength(1);
    expect(await listed(store)).toMatchObject([{ month: await store.clearingMonth('k') }]);
  });
}

/** Delivers each message as often as it comes; gives how many different ones were refused. */
async function deliver(
  { store }: FreshDesk,
  given: readonly { readonly body: string; readonly instants: readonly string[] }[],
): Promise<number> {
  const { receive, clock } = recorderOn(store);
  let refused = 0;
  for (const { body, instants } of given)
    for (const instant of instants) {
      clock.at = instant;
      if ((await receive(body)).outcome === 'refused') refused += 1;
    }
  return refused;
}

async function found(desk: FreshDesk, { month, key }: Pick<ClearingItem, 'month' | 'key'>): Promise<void> {
  const { store } = desk;
  const item = await store.clearingItem(month, key);
  if (item === undefined) throw new Error('The link of a line leads nowhere');
  expect(await store.clearingMonth(key)).toBe(month);
  const { source, id, subject, reason, body } = item;
  for (const search of [key, id, source, subject, reason, body.slice(0, 200)]) {
    if (search === undefined || search.trim() === '') continue;
    const hits = await listed(store, { search });
    expect([search, hits.filter((hit) => hit.key === key)]).toMatchObject([search, [{ month }]]);
  }
  for (const place of await placesInReceipt(desk, item))
    expect([place, await store.clearingItem(place.month, place.key)]).not.toContain(undefined);
  const { recorder } = recorderOn(store).reception;
  const order = { action: 'discard', by: 'sub', vouches: true, parties: [], reason: 'Irrläufer.' } as const;
  expect(await decideAtDesk(recorder, { month, key }, { ...order, idempotencyKey: key })).toEqual({
    outcome: 'discarded',
  });
  expect(await listed(store, { state: 'decided', search: key })).toMatchObject([{ month, key }]);
}

/** Where the receipt of an item says that it, or what came under its name besides, lies; a name has one. */
async function placesInReceipt(
  { store, receipts }: FreshDesk,
  { source, id }: ClearingItem,
): Promise<readonly Pick<ClearingItem, 'month' | 'key'>[]> {
  if (source === undefined || id === undefined) return [];
  const receipt = await receiptOf({ store, receipts }, { source, id });
  const places = [receipt, receipt?.otherContent].flatMap((said) =>
    said !== undefined && 'clearing' in said && said.clearing !== undefined ? [said.clearing] : [],
  );
  if (places.length === 0) throw new Error(`No receipt of ${source} ${id} says where it lies`);
  return places;
}
