import { describe, expect, test } from 'vitest';
import { nodeCrypto } from '../../../shared/adapters/crypto.ts';
import { commitTo } from '../../../shared/application/recording/commit-to.ts';
import { firstHead } from '../../../shared/application/log/head.ts';
import type { ClearingItem } from '../../../shared/application/ports/clearing.ts';
import type {
  Commit,
  CommitOutcome,
  SubjectCommit,
  EventStore,
  ParkedItem,
} from '../../../shared/application/ports/event-store.ts';
import { seal } from '../../../shared/application/log/seal.ts';
import { INITIAL } from '../../../shared/domain/zielvereinbarung/state.ts';
import type { NewEvent } from '../../../events/recorded/index.ts';
import { SUBJECT, bescheid, concludedFacts, drafted, judgeAt, signature } from '../facts/given.ts';
import { asCloudEvent, recorderOn } from '../stages/recorder.ts';
import type { FreshStore } from './store-engines.ts';

/** Instant of everything here. */
export const AT = '2025-09-01T10:00:00.000Z';
const SOURCE = 'https://s.example';

/** A draft as the recorder seals it, `count` times in a row. */
export function sealedDrafts(count: number, version = 0) {
  const decision = judgeAt({ state: INITIAL, events: [] }, drafted());
  if (decision.outcome !== 'accepted') throw new Error('The draft of the tests is sound');
  const drafts = Array.from({ length: count }, (): readonly NewEvent[] => decision.events).flat();
  return seal(drafts, { ...firstHead(SUBJECT), version }, { recordedAt: AT, crypto: nodeCrypto });
}

/** The first commit of a Zielvereinbarung: event, head and marker. */
export function firstCommit(change: Partial<SubjectCommit> = {}): SubjectCommit {
  return {
    subject: SUBJECT,
    expected: 0,
    events: sealedDrafts(1),
    head: { ...firstHead(SUBJECT), revision: 1, version: 1 },
    marker: { source: SOURCE, id: 'e1', digest: 'd1', versions: [1] },
    ...change,
  };
}

/** An event that waits. */
export const parkedItem: ParkedItem = {
  subject: SUBJECT,
  source: SOURCE,
  id: 'p1',
  digest: 'd',
  body: '{}',
  reason: 'sequence-gap',
  parkedAt: AT,
  until: '2026-03-31',
  outcome: 'waiting',
};

const refusedItem: ClearingItem = {
  month: '2025-09',
  key: 'k',
  reason: 'not-concluded',
  body: '{}',
  door: 'ingress',
  receivedAt: AT,
  proven: true,
};

const row = {
  subject: SUBJECT,
  ags: '06533',
  current: { fassung: 1, amountCent: 1, states: {} as never },
} as const;

/** A store under which each of these parts of a commit meets an obstacle. */
async function obstructed(store: EventStore): Promise<void> {
  const settled = { ...parkedItem, id: 'settled' };
  for (const commit of [
    firstCommit(),
    { subject: SUBJECT, expected: 0, park: parkedItem },
    { subject: SUBJECT, expected: 0, park: settled },
    { subject: SUBJECT, expected: 0, settle: { ...settled, outcome: 'recorded' } as const },
    { subject: SUBJECT, expected: 0, refuse: refusedItem },
  ] satisfies Commit[])
    expect(await store.commit(commit)).toBe('committed');
}

/** What may stand in the way, the strongest first: the answer names the first one that does. */
const OBSTACLES: readonly (readonly [CommitOutcome, Partial<SubjectCommit>])[] = [
  ['already-decided', { decide: { ...refusedItem, key: 'unknown', revision: 1 } }],
  ['marker-exists', { marker: { source: SOURCE, id: 'e1', digest: 'd2', versions: [2] } }],
  ['already-parked', { park: { ...parkedItem, body: '{"other":true}' } }],
  ['already-refused', { refuse: { ...refusedItem, body: '{"other":true}' } }],
  ['head-moved', { expected: 0, head: { ...firstHead(SUBJECT), revision: 1, version: 2 } }],
];

/** Further ways in which a single condition fails. */
const OTHER_WAYS: readonly (readonly [CommitOutcome, Partial<SubjectCommit>])[] = [
  ['head-moved', { expected: 1, events: sealedDrafts(1) }],
  ['head-moved', { expected: 2, head: { ...firstHead(SUBJECT), revision: 3 } }],
  ['head-moved', { expected: 1, events: sealedDrafts(2), head: { ...firstHead(SUBJECT), revision: 2 } }],
  ['already-parked', { settle: { ...parkedItem, id: 'settled', outcome: 'refused' } }],
  ['already-parked', { settle: { ...parkedItem, id: 'unknown', outcome: 'recorded' } }],
  ['already-decided', { decide: { ...refusedItem, revision: 2 } }],
  ['already-refused', { refuse: { ...refusedItem, month: '2025-10' } }],
  ['already-refused', { file: { month: '1970-01', key: refusedItem.key } }],
  ['marker-exists', { marker: { source: SOURCE, id: 'e1', digest: 'd1', versions: [1] }, overtakes: true }],
];

/** Whatever could be written if nothing stood in the way. */
const harmless: SubjectCommit = {
  subject: SUBJECT,
  expected: 1,
  events: sealedDrafts(2, 1),
  head: { ...firstHead(SUBJECT), revision: 2, version: 3 },
  marker: { source: SOURCE, id: 'new', digest: 'd', versions: [2, 3] },
  row,
  erase: [1],
  park: { ...parkedItem, id: 'new' },
  settle: { ...parkedItem, outcome: 'recorded' },
  refuse: { ...refusedItem, key: 'new', source: SOURCE, id: 'new' },
  decide: { ...refusedItem, revision: 1 },
  file: { month: '1970-01', key: 'former' },
};

/** Parts that would put the same item twice stay out: a transaction takes an item once. */
function without(commit: SubjectCommit, part: Partial<SubjectCommit>): SubjectCommit {
  const { park, settle, refuse, decide, ...rest } = commit;
  const isFree = (part.park ?? part.settle) === undefined;
  const deskIsFree = (part.refuse ?? part.decide) === undefined;
  return { ...rest, ...(isFree && { park, settle }), ...(deskIsFree && { refuse, decide }) };
}

/** Every choice of some of these. */
function choicesOf<Entry>(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  return entries.reduce<readonly (readonly Entry[])[]>(
    (choices, entry) => [...choices, ...choices.map((choice) => [...choice, entry])],
    [[]],
  );
}

/** What every store promises where a condition fails, where a message comes again, and at its limits. */
export function conditionsContract(fresh: () => Promise<FreshStore>): void {
  describe('writes nothing where one condition fails', () => {
    test.each([...OBSTACLES, ...OTHER_WAYS])('%s: %j', async (outcome, part) => {
      const { store, everything } = await fresh();
      await obstructed(store);
      const before = await everything();
      expect(await store.commit({ ...without(harmless, part), ...part })).toBe(outcome);
      expect(await everything()).toEqual(before);
      expect(await store.commit(harmless)).toBe('committed');
      expect(await everything()).not.toEqual(before);
    });
  });

  test('names the strongest of several obstacles, whichever meet', async () => {
    const { store, everything } = await fresh();
    await obstructed(store);
    const before = await everything();
    for (const choice of choicesOf(OBSTACLES).filter(({ length }) => length > 0)) {
      const commit = Object.assign({ subject: SUBJECT, expected: 0 }, ...choice.map(([, part]) => part));
      expect([choice.map(([name]) => name), await store.commit(commit)]).toEqual([
        choice.map(([name]) => name),
        choice[0]?.[0],
      ]);
    }
    expect(await everything()).toEqual(before);
  });

  describe('a message that comes again', () => {
    test('with the same content is a repeat, with another content it keeps the first marker', async () => {
      const { store } = await fresh();
      const first = firstCommit();
      await store.commit(first);
      for (const digest of ['d1', 'another']) {
        const marker = { source: SOURCE, id: 'e1', digest, versions: [2] };
        const again = firstCommit({ expected: 1, events: sealedDrafts(1, 1), marker });
        expect(await store.commit(again)).toBe('marker-exists');
      }
      expect(await store.marker(SOURCE, 'e1')).toEqual(first.marker);
      expect(await store.history(SUBJECT)).toEqual(first.events);
    });

    test('under the same id from another source is another event', async () => {
      const { store } = await fresh();
      await store.commit(firstCommit());
      const marker = { source: 'https://other.example', id: 'e1', digest: 'd', versions: [] };
      expect(await store.commit({ subject: SUBJECT, expected: 1, marker })).toBe('committed');
    });

    test('is a duplicate to the recorder, recorded, waiting or refused; other content is kept beside', async () => {
      const { store, everything } = await fresh();
      const { send, receive } = recorderOn(store);
      const early = signature('land', { fassung: 2 });
      const wrong = JSON.stringify({ ...asCloudEvent(bescheid('zuwendung', 1)), data: {} });
      const [draft] = concludedFacts();
      if (draft === undefined) throw new Error('The facts begin with a draft');
      const reused = { ...drafted({ asOf: '2025-01-02' }), id: draft.id };
      const all = [
        () => send(draft),
        () => send(early),
        () => receive(wrong),
        () => send({ ...draft, sequence: '1' }),
        () => send(reused),
      ];
      expect([await all[0]?.(), await all[1]?.(), await all[2]?.()]).toMatchObject([
        { outcome: 'recorded' },
        { outcome: 'parked' },
        { outcome: 'refused', reason: 'schema-violated' },
      ]);
      expect(await all[3]?.()).toMatchObject({ outcome: 'duplicate' });
      expect(await all[4]?.()).toMatchObject({ outcome: 'refused', reason: 'event-id-reused' });
      const before = await everything();
      for (const again of all) expect(await again()).toMatchObject({ outcome: 'duplicate' });
      expect(await everything()).toEqual(before);
    });
  });

  describe('at its limits', () => {
    test.each([
      ['nothing', {}],
      ['no events', { events: [] }],
      ['nothing to erase', { erase: [] }],
    ])('refuses a commit of %s before it writes', async (_, part) => {
      const { store, everything } = await fresh();
      await expect(commitTo(store, { subject: SUBJECT, expected: 0, ...part })).rejects.toThrow(
        'nothing-to-append',
      );
      expect(await everything()).toEqual(await (await fresh()).everything());
    });

    test('takes a hundred items at once, and refuses one more before it writes', async () => {
      const { store, everything } = await fresh();
      const before = await everything();
      const [hundred, more] = [98, 99].map((count) => firstCommit({ events: sealedDrafts(count) }));
      if (hundred === undefined || more === undefined) throw new Error('There are two of them');
      await expect(commitTo(store, more)).rejects.toThrow('command-too-large');
      expect(await everything()).toEqual(before);
      expect(await commitTo(store, hundred)).toBe('committed');
      expect(await store.history(SUBJECT)).toHaveLength(98);
    });
  });

  describe('reads page by page', () => {
    test('a history and a waiting room that no single page holds', async () => {
      const { store } = await fresh();
      const body = 'x'.repeat(200_000);
      const ids = Array.from({ length: 8 }, (_, index) => `p${index}`);
      for (const id of ids)
        await store.commit({ subject: SUBJECT, expected: 0, park: { ...parkedItem, id, body } });
      expect((await store.waiting(SUBJECT)).map(({ id }) => id).sort()).toEqual(ids);
      const events = sealedDrafts(8).map((stored) => ({
        ...stored,
        event: { ...stored.event, correlationid: body },
      }));
      for (const stored of events)
        expect(await store.commit({ subject: SUBJECT, expected: 0, events: [stored] })).toBe('committed');
      expect(await store.history(SUBJECT)).toEqual(events);
    });

    test.each([1, 2, 3, 5, 7, 100])(
      'every list of a month once and in order, %i at a time',
      async (limit) => {
        const { store } = await fresh();
        const keys = ['a', 'b', 'c', 'd', 'e', 'f'];
        for (const key of keys.toReversed()) {
          await store.commit({ refuse: { ...refusedItem, key } });
          await store.commit({ subject: SUBJECT, expected: 0, park: { ...parkedItem, id: key } });
        }
        const clearing = await walk((after) => store.clearing('2025-09', { limit, ...after }));
        const waiting = await walk((after) => store.waitingUntil('2026-03', { limit, ...after }));
        expect(clearing.map(({ key }) => key)).toEqual(keys);
        expect(waiting.map(({ id }) => id)).toEqual(keys);
      },
    );
  });
}

/** All pages of a list, one after the other. */
export async function walk<Item>(
  page: (after: { after?: string }) => Promise<{ readonly items: readonly Item[]; readonly next?: string }>,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  for (let next: string | undefined, isFirst = true; isFirst || next !== undefined; isFirst = false) {
    const read = await page(next === undefined ? {} : { after: next });
    items.push(...read.items);
    next = read.next;
  }
  return items;
}
