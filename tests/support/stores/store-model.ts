import fc from 'fast-check';
import { expect } from 'vitest';
import { commitTo } from '../../../shared/application/recording/commit-to.ts';
import { firstHead } from '../../../shared/application/log/head.ts';
import type { ClearingItem } from '../../../shared/application/ports/clearing.ts';
import type { SubjectCommit, Marker, ParkedItem } from '../../../shared/application/ports/event-store.ts';
import { AT, sealedDrafts, walk } from './store-conditions.ts';
import type { FreshStore } from './store-engines.ts';

/** Few names, so that commits meet each other. */
const SUBJECTS = ['AQB-2025-06533', 'AQB-2025-06531'] as const;
const SOURCES = ['https://a.example', 'urn:b'] as const;
const IDS = ['1', 'EVENT#1'] as const;
const KEYS = ['k', 'l'] as const;
const MONTHS = ['2025-09', '2025-10'] as const;
const UNTIL = ['2026-03-31', '2026-04-30'] as const;

const subject = fc.constantFrom(...SUBJECTS);
const source = fc.constantFrom(...SOURCES);
const id = fc.constantFrom(...IDS);
const month = fc.constantFrom(...MONTHS);

/** An instance that is there now and then. */
const perhaps = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined, freq: 2 });

const marker: fc.Arbitrary<Marker> = fc
  .record({ source, id, digest: fc.constantFrom('x', 'y'), isRefusal: fc.boolean() })
  .map(({ isRefusal, ...named }) => ({
    ...named,
    versions: [],
    ...(isRefusal && { refusal: { reason: 'not-concluded', clearing: { month: '2025-09', key: 'k' } } }),
  }));

const parked = (outcomes: readonly ParkedItem['outcome'][]): fc.Arbitrary<Omit<ParkedItem, 'subject'>> =>
  fc
    .record({
      source,
      id,
      until: fc.constantFrom(...UNTIL),
      outcome: fc.constantFrom(...outcomes),
      byDesk: fc.boolean(),
    })
    .map(({ byDesk, ...item }) => ({
      ...item,
      digest: 'd',
      body: '{}',
      reason: 'sequence-gap',
      parkedAt: AT,
      ...(byDesk && { desk: { month: '2025-09', key: 'k' } }),
    }));

const lying: fc.Arbitrary<ClearingItem> = fc
  .record({
    month,
    key: fc.constantFrom(...KEYS),
    named: perhaps(fc.record({ source, id })),
    proven: fc.boolean(),
  })
  .map(({ named, ...item }) => ({
    ...item,
    ...named,
    reason: 'not-concluded',
    body: '{}',
    door: 'ingress',
    receivedAt: AT,
  }));

const changed: fc.Arbitrary<ClearingItem> = fc
  .record({ item: lying, revision: fc.constantFrom(1, 1, 2, 3) })
  .map(({ item, revision }) => ({ ...item, revision }));

/** A commit but for what depends on the log: how far its writer is behind or ahead of it. */
const wish = fc.record({
  subject,
  /** 0: the head was read just now. */
  drift: fc.constantFrom(0, 0, 0, 0, -1, 1),
  withHead: fc.boolean(),
  events: fc.constantFrom(0, 0, 1, 1, 2),
  marker: perhaps(marker),
  overtakes: fc.boolean(),
  withRow: fc.boolean(),
  erase: fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { maxLength: 2 }),
  waits: fc.oneof(
    { weight: 3, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: fc.record({ park: parked(['waiting']) }) },
    { weight: 2, arbitrary: fc.record({ settle: parked(['recorded', 'duplicate', 'refused']) }) },
  ),
  desk: fc.oneof(
    { weight: 4, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: fc.record({ refuse: lying }) },
    { weight: 1, arbitrary: fc.record({ decide: changed }) },
    {
      weight: 1,
      arbitrary: fc.record({ file: fc.record({ month, key: fc.constantFrom(...KEYS) }) }),
    },
  ),
});

type Wish = typeof wish extends fc.Arbitrary<infer Value> ? Value : never;

/** The twin, as the model of every engine. */
type Model = FreshStore;

/** What the writer of this wish commits, after it read the log. */
async function commitOf({ store }: FreshStore, wished: Wish): Promise<SubjectCommit> {
  const { subject: about, drift, overtakes } = wished;
  const head = await store.load(about);
  const version = Math.max(0, (head?.version ?? 0) + drift);
  const expected = Math.max(0, (head?.revision ?? 0) + drift);
  return {
    subject: about,
    expected,
    ...logOf(wished, { version, revision: expected + 1 }),
    ...(wished.marker && { marker: wished.marker, overtakes }),
    ...Object.fromEntries(
      Object.entries(wished.waits).map(([part, item]) => [part, { ...item, subject: about }]),
    ),
    ...wished.desk,
  };
}

function logOf(
  { subject: about, withHead, events, withRow, erase: places }: Wish,
  { version, revision }: { version: number; revision: number },
): Partial<SubjectCommit> {
  const sealed = sealedDrafts(events, version).map((stored) => ({
    ...stored,
    event: { ...stored.event, subject: about },
  }));
  // An item stands in a transaction once: nobody erases what is just being written.
  const erase = places.filter((place) => place <= version);
  const current = { fassung: revision, amountCent: 1, states: {} as never };
  return {
    ...(withHead && { head: { ...firstHead(about), revision, version: version + events } }),
    ...(events > 0 && { events: sealed }),
    ...(withRow && { row: { subject: about, ags: about.slice(-5), current } }),
    ...(erase.length > 0 && { erase }),
  };
}

/** Commits to both, and expects the same answer; an empty commit is refused by both. */
class CommitToBoth implements fc.AsyncCommand<Model, FreshStore> {
  readonly wished: Wish;
  constructor(wished: Wish) {
    this.wished = wished;
  }
  check = () => true;
  async run(model: Model, real: FreshStore): Promise<void> {
    const commit = await commitOf(model, this.wished);
    const [expected, answer] = await Promise.all(
      [model, real].map(({ store }) => answerOf(commitTo(store, commit))),
    );
    expectSame(answer, expected);
  }
  toString = () => `commit ${JSON.stringify(this.wished)}`;
}

function expectSame(real: unknown, model: unknown): void {
  expect(real).toEqual(model);
}

const answerOf = (commit: Promise<string>) =>
  commit.catch((error: unknown) => (error instanceof Error ? error.message : String(error)));

/** Reads everything that the port tells, page by page, and expects the same. */
class ReadBoth implements fc.AsyncCommand<Model, FreshStore> {
  readonly limit: number;
  constructor(limit: number) {
    this.limit = limit;
  }
  check = () => true;
  async run(model: Model, real: FreshStore): Promise<void> {
    expectSame(await contentOf(real, this.limit), await contentOf(model, this.limit));
  }
  toString = () => `read, ${this.limit} at a time`;
}

/** All that can be read of a store through its port, in one order. */
export async function contentOf({ store, receipts }: FreshStore, limit: number) {
  const names = SOURCES.flatMap((from) => IDS.map((name) => ({ source: from, id: name })));
  const about = await Promise.all(
    SUBJECTS.map(async (one) => ({
      head: await store.load(one),
      withTerms: await store.loadWithTerms(one),
      history: await store.history(one),
      waiting: (await store.waiting(one)).toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1)),
      parked: await Promise.all(names.map((name) => store.parkedItem(one, name))),
    })),
  );
  const named = await Promise.all(
    names.map(async ({ source: from, id: name }) => [
      await store.marker(from, name),
      await receipts.note(from, name),
      await receipts.claimedNote(from, name),
    ]),
  );
  const desk = await Promise.all(
    MONTHS.map(async (of) => ({
      items: await walk((after) => store.clearing(of, { limit, ...after })),
      item: await store.clearingItem(of, 'k'),
    })),
  );
  const ending = await Promise.all(
    UNTIL.map((day) => walk((after) => store.waitingUntil(day.slice(0, 7), { limit, ...after }))),
  );
  const pointed = await Promise.all(KEYS.map((key) => store.clearingMonth(key)));
  const months = await store.clearingMonths();
  return { about, named, desk, pointed, months, ending, rows: await store.yearRows('AQB', 2025) };
}

const nameOf = (item: ParkedItem) => `${item.source} ${item.id}`;

/** What people and functions may do to a store, in any order. */
export const STORE_COMMANDS = fc.commands(
  [
    ...Array.from({ length: 9 }, () => wish.map((wished) => new CommitToBoth(wished))),
    fc.constantFrom(1, 2, 10).map((limit) => new ReadBoth(limit)),
  ],
  { maxCommands: 30, size: 'max' },
);
