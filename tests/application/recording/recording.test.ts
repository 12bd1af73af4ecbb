import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { IncomingEvent } from '../../../events/incoming/index.ts';
import { evolve } from '../../../shared/domain/aggregate.ts';
import { INITIAL, type Zielvereinbarung } from '../../../shared/domain/zielvereinbarung/state.ts';
import type { Commit, StoredEvent } from '../../../shared/application/ports/event-store.ts';
import { receiveMessage } from '../../../shared/application/receiving/receive-message.ts';
import { firstBrokenLink } from '../../../shared/application/log/verify-chain.ts';
import { nodeCrypto } from '../../../shared/adapters/crypto.ts';
import {
  SUBJECT,
  amended,
  bescheid,
  concludedFacts,
  drafted,
  published,
  released,
  revised,
  scanArchived,
  scanChecked,
  signature,
} from '../../support/facts/given.ts';
import { inMemoryEventStore } from '../../../shared/adapters/memory/in-memory-event-store.ts';
import { asCloudEvent, recorder, recorderOn } from '../../support/stages/recorder.ts';
import { runs } from '../../support/histories/runs.ts';

const sequenced = (event: IncomingEvent, sequence: number): IncomingEvent => ({
  ...event,
  sequence: String(sequence),
});

async function stateAfter(events: readonly IncomingEvent[]) {
  const { send, store } = recorder();
  for (const event of events) await send(event);
  return store.memory.heads.get(SUBJECT);
}

const typesOf = async (store: ReturnType<typeof recorder>['store']) =>
  (await store.history(SUBJECT)).map(({ event }) => event.type);

describe('any order of the same events', () => {
  const story = concludedFacts();

  test('ends in the same state, concluded once', async () => {
    const expected = (await stateAfter(story))?.state;
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(story, { minLength: story.length, maxLength: story.length }),
        async (order) => {
          const { send, store } = recorder();
          for (const event of order) await send(event);
          const types = await typesOf(store);
          expect(store.memory.heads.get(SUBJECT)?.parked).toBe(0);
          expect(store.memory.heads.get(SUBJECT)?.state).toEqual(expected);
          expect(types.filter((type) => type === 'ZielvereinbarungConcluded')).toHaveLength(1);
          expect(types.filter((type) => type === 'PublicationDue')).toHaveLength(1);
          expect(store.memory.clearing.size).toBe(0);
        },
      ),
      { numRuns: runs(150) },
    );
  });

  test('doubled at any distance changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...story, ...story], { minLength: story.length * 2 }),
        async (order) => {
          const { send, store } = recorder();
          for (const event of order) await send(event);
          expect(await typesOf(store)).toHaveLength(story.length + 2);
          expect(store.memory.clearing.size).toBe(0);
        },
      ),
      { numRuns: runs(100) },
    );
  });

  test('sent again after publication records nothing and tells nobody', async () => {
    const { send, store } = recorder();
    const all = [
      bescheid('zuwendung', 890_000),
      ...story,
      published(),
      amended('abweichung', [895_210, 845_210]),
    ];
    for (const event of all) await send(event);
    const before = [await typesOf(store), store.memory.parked.size, store.memory.clearing.size];
    const outcomes = [];
    for (const event of all) outcomes.push((await send({ ...event, time: '2025-08-30T09:00:00Z' })).outcome);
    expect(new Set(outcomes)).toEqual(new Set(['duplicate']));
    expect([await typesOf(store), store.memory.parked.size, store.memory.clearing.size]).toEqual(before);
  });
});

describe('a sender that numbers its events', () => {
  const numbered = [
    drafted(),
    revised(2, { haushaltsmittel: { amountCent: 90_000_000, currency: 'EUR' } }),
    released(2),
  ].map((event, index) => sequenced(event, index + 1));

  test('is heard in its own order, however they arrive', async () => {
    const expected = await stateAfter(numbered);
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(numbered, { minLength: 3 }), async (order) => {
        expect((await stateAfter(order))?.state).toEqual(expected?.state);
      }),
    );
  });

  test('uses up the number of a refused event, so that its followers go on', async () => {
    const { send } = recorder();
    await send(sequenced(drafted({ ags: '06415' }, { subject: 'AQB-2025-06415', id: 'a' }), 1));
    const outcome = await send({
      ...sequenced(drafted({ ags: '06415' }, { subject: 'AQB-2025-06415', id: 'b' }), 2),
    });
    expect(outcome).toMatchObject({ outcome: 'refused', reason: 'gebietskoerperschaft-not-valid-in-year' });
  });

  test('lets a follower go on that came before its refused predecessor', async () => {
    const { send, store, receive } = recorder();
    expect(await send(sequenced(drafted(), 2))).toEqual({ outcome: 'parked', reason: 'sequence-gap' });
    const poison = {
      ...asCloudEvent(sequenced(drafted({}, { id: 'poison' }), 1)),
      data: { haushaltsjahr: 2025 },
    };
    expect(await receive(JSON.stringify(poison))).toMatchObject({
      outcome: 'refused',
      reason: 'schema-violated',
    });
    expect(await typesOf(store)).toEqual(['ZielvereinbarungDrafted']);
  });

  test('uses up the number of an ignored event, and its repeat is never refused', async () => {
    const { send } = recorder();
    await send(sequenced(drafted(), 1));
    await send({ ...released(), source: 'https://rp-kassel.example/foerderung', id: 'elsewhere' });
    await send({ ...released(), id: 'first' });
    const ignored = sequenced({ ...released(), id: 'second' }, 2);
    expect(await send(ignored)).toMatchObject({ outcome: 'duplicate' });
    expect(await send(sequenced(revised(2), 3))).toMatchObject({ outcome: 'recorded' });
    expect(await send(ignored)).toMatchObject({ outcome: 'duplicate' });
  });

  test('uses up a number that was refused ahead of a gap', async () => {
    const { send, receive } = recorder();
    await send(sequenced(drafted(), 1));
    const poison = { ...asCloudEvent(sequenced(revised(2), 3)), data: {} };
    expect(await receive(JSON.stringify(poison))).toMatchObject({ outcome: 'refused' });
    expect(await send(sequenced(released(), 2))).toMatchObject({ outcome: 'recorded' });
    expect(await send(sequenced(signature('land'), 4))).toMatchObject({ outcome: 'recorded' });
  });

  test('keeps its number for the event that waits when its id is used for another', async () => {
    const { send, store } = recorder();
    await send(sequenced(drafted(), 1));
    const waiting = sequenced(signature('land'), 3);
    expect(await send(waiting)).toMatchObject({ outcome: 'parked' });
    expect(await send(sequenced(signature('land', { place: 'Kassel' }), 3))).toMatchObject({
      reason: 'event-id-reused',
    });
    await send(sequenced(released(), 2));
    expect(await typesOf(store)).toContain('SignatureReceived');
  });

  test('uses up a number whose message the desk has already', async () => {
    const { send, receive, reception, store } = recorder();
    await send(sequenced(drafted(), 1));
    const body = JSON.stringify(asCloudEvent(sequenced(amended('abweichung', [895_210, 1]), 2)));
    const strangers = { ...reception, senders: [] };
    await receiveMessage(strangers, { body, door: 'ingress', sentAt: '2025-09-01T10:00:00.000Z' });
    expect(await receive(body)).toMatchObject({ outcome: 'duplicate' });
    expect(store.memory.clearing.size).toBe(1);
    expect(await send(sequenced(released(), 3))).toMatchObject({ outcome: 'recorded' });
  });

  describe('and sends one again under a new number', () => {
    const FOREIGN = 'https://rp-kassel.example/foerderung';

    test('is not blocked by it where the first was recorded', async () => {
      const { send, store } = recorder();
      await send(sequenced(drafted(), 1));
      expect(await send(sequenced(drafted(), 2))).toMatchObject({ outcome: 'duplicate' });
      expect(await send(sequenced(released(), 3))).toMatchObject({ outcome: 'recorded' });
      expect(store.memory.parked.size).toBe(0);
    });

    test('is not blocked by it where the first was refused, not even without a head', async () => {
      const { send, store } = recorder();
      const refused = drafted({ haushaltsmittel: { amountCent: 0, currency: 'EUR' } }, { id: 'wrong' });
      expect(await send(refused)).toMatchObject({ outcome: 'refused' });
      expect(await send(sequenced(drafted(), 2))).toMatchObject({ outcome: 'parked' });
      expect(await send(sequenced(refused, 1))).toMatchObject({ outcome: 'duplicate' });
      expect(await typesOf(store)).toEqual(['ZielvereinbarungDrafted']);
    });

    test('is not blocked by it where the first was ignored', async () => {
      const { send } = recorder();
      await send(sequenced(drafted(), 1));
      await send({ ...released(), source: FOREIGN, id: 'elsewhere' });
      await send({ ...released(), id: 'first' });
      const ignored = { ...released(), id: 'second' };
      await send(ignored);
      expect(await send(sequenced(ignored, 2))).toMatchObject({ outcome: 'duplicate' });
      expect(await send(sequenced(revised(2), 3))).toMatchObject({ outcome: 'recorded' });
    });

    test('is not blocked by it where the first waits, and both numbers are used up in the end', async () => {
      const { send, store } = recorder();
      await send(sequenced(drafted(), 1));
      expect(await send(sequenced(signature('land'), 2))).toMatchObject({ outcome: 'parked' });
      expect(await send(sequenced(signature('land'), 3))).toMatchObject({ outcome: 'duplicate' });
      expect(await send({ ...released(), id: 'unnumbered' })).toMatchObject({ outcome: 'recorded' });
      expect(await typesOf(store)).toContain('SignatureReceived');
      expect(await send(sequenced(revised(2), 4))).toMatchObject({ outcome: 'recorded' });
    });

    test('is not blocked by it where the repeat comes at an impossible time', async () => {
      const { send } = recorder();
      await send(sequenced(drafted(), 1));
      const late = { ...sequenced(drafted(), 2), time: '2031-01-01T00:00:00Z' };
      expect(await send(late)).toMatchObject({ outcome: 'duplicate' });
      expect(await send(sequenced(released(), 3))).toMatchObject({ outcome: 'recorded' });
    });
  });

  test('cannot give a number twice', async () => {
    const { send } = recorder();
    await send(sequenced(drafted(), 1));
    expect(await send(sequenced(released(), 1))).toMatchObject({
      outcome: 'refused',
      reason: 'sequence-reused',
    });
  });
});

describe('the same id', () => {
  test('with other content is refused and both bodies are kept', async () => {
    const { send, store } = recorder();
    await send(drafted());
    const other = drafted({ haushaltsmittel: { amountCent: 1_000_000, currency: 'EUR' } });
    expect(await send(other)).toMatchObject({ outcome: 'refused', reason: 'event-id-reused' });
    expect([...store.memory.clearing.values()]).toMatchObject([{ reason: 'event-id-reused' }]);
    expect(await send(other)).toMatchObject({ outcome: 'duplicate' });
    expect(store.memory.clearing.size).toBe(1);
  });

  test('with other content is refused while the first one waits', async () => {
    const { send, store } = recorder();
    await send(signature('land'));
    expect(await send(signature('land', { place: 'Kassel' }))).toMatchObject({
      outcome: 'refused',
      reason: 'event-id-reused',
    });
    expect(store.memory.parked.size).toBe(1);
  });

  test('from another source is another event', async () => {
    const { send } = recorder();
    await send(drafted());
    await send(released());
    await send({ ...signature('land'), id: 'one' });
    expect(await send({ ...signature('kommune'), id: 'one' })).toMatchObject({ outcome: 'recorded' });
  });
});

describe('what was judged once', () => {
  test('and refused is not recorded under the same id when things have changed', async () => {
    const { send, store } = recorder();
    await send(drafted());
    const early = amended('abweichung', [895_210, 845_210]);
    expect(await send(early)).toMatchObject({ outcome: 'refused', reason: 'not-concluded' });
    for (const event of concludedFacts().slice(1)) await send(event);
    expect(await send(early)).toMatchObject({ outcome: 'duplicate' });
    expect(await typesOf(store)).not.toContain('BudgetAmended');
    expect(store.memory.clearing.size).toBe(1);
  });

  test('and recorded is a repeat, whatever its time says now', async () => {
    const { send, store } = recorder();
    await send(drafted());
    expect(await send(drafted({}, { time: '2031-01-01T00:00:00Z' }))).toMatchObject({ outcome: 'duplicate' });
    expect(store.memory.clearing.size).toBe(0);
  });
});

describe('what waits', () => {
  test('and lies at the clearing desk already is settled, and holds nobody up', async () => {
    const { send, store, clock } = recorder();
    const ahead = amended('abweichung', [895_210, 845_210], {});
    const early = { ...ahead, time: '2025-09-01T10:20:00Z' };
    expect(await send(early)).toMatchObject({ outcome: 'refused', reason: 'event-time-invalid' });
    clock.at = '2025-09-01T10:30:00.000Z';
    expect(await send(early)).toMatchObject({ outcome: 'parked' });
    expect(await send(drafted())).toMatchObject({ outcome: 'recorded' });
    expect([...store.memory.parked.values()]).toMatchObject([{ outcome: 'refused' }]);
    expect(store.memory.heads.get(SUBJECT)?.parked).toBe(0);
  });

  test('is not harmed by its own repeat at an impossible time', async () => {
    const { send, store } = recorder();
    await send(signature('land'));
    expect(await send({ ...signature('land'), time: '2031-01-01T00:00:00Z' })).toMatchObject({
      outcome: 'duplicate',
    });
    for (const event of [drafted(), released()]) await send(event);
    expect(await typesOf(store)).toContain('SignatureReceived');
  });

  test('is found by the next event where the run that should have released it was cut off', async () => {
    const { send, store } = recorder();
    await send(bescheid('zuwendung', 890_000));
    const waiting = store.waiting.bind(store);
    let looks = 0;
    // The draft's own look before writing succeeds; the look after writing dies.
    store.waiting = (subject) =>
      (looks += 1) === 1 ? waiting(subject) : Promise.reject(new Error('killed'));
    await expect(send(drafted())).rejects.toThrow('killed');
    store.waiting = waiting;
    await send(released());
    expect(await typesOf(store)).toContain('BescheidIssued');
  });

  test('is released in the run that made it possible, by its own append', async () => {
    const { send, store } = recorder();
    for (const event of concludedFacts().slice(1).toReversed()) {
      expect(await send(event)).toMatchObject({ outcome: 'parked' });
    }
    await send(drafted());
    expect(store.memory.heads.get(SUBJECT)?.state.status).toBe('concluded');
    expect([...store.memory.parked.values()].map(({ outcome }) => outcome)).toEqual(
      Array(5).fill('recorded'),
    );
  });

  test('and turns out wrong lies at the clearing desk, not in the air', async () => {
    const { send, store } = recorder();
    await send(amended('abweichung', [895_210, 845_210]));
    await send(drafted());
    expect([...store.memory.clearing.values()]).toMatchObject([{ reason: 'not-concluded' }]);
    expect(await send(amended('abweichung', [895_210, 845_210]))).toMatchObject({ outcome: 'duplicate' });
    expect(store.memory.clearing.size).toBe(1);
  });

  test('and can no longer be read when its turn comes is refused, and holds nobody up', async () => {
    const { send, store } = recorder();
    await send(signature('land'));
    for (const [key, item] of store.memory.parked) store.memory.parked.set(key, { ...item, body: '{}' });
    expect(await send(drafted())).toMatchObject({ outcome: 'recorded' });
    expect([...store.memory.clearing.values()]).toMatchObject([{ reason: 'schema-violated', body: '{}' }]);
    expect([...store.memory.parked.values()]).toMatchObject([{ outcome: 'refused' }]);
    expect(store.memory.heads.get(SUBJECT)?.parked).toBe(0);
  });

  test('keeps waiting under the head, counted there', async () => {
    const { send, store } = recorder();
    await send(signature('land', { fassung: 2 }));
    await send(drafted());
    await send(released());
    expect(store.memory.heads.get(SUBJECT)?.parked).toBe(1);
    await send(revised(2));
    await send(released(2));
    expect(store.memory.heads.get(SUBJECT)).toMatchObject({ parked: 0 });
    expect(await typesOf(store)).toContain('SignatureReceived');
  });

  test('waits until 31 March of the year after the Haushaltsjahr', async () => {
    const { send, store } = recorder();
    await send(signature('land'));
    expect([...store.memory.parked.values()][0]?.until).toBe('2026-03-31');
  });
});

describe('money and Bescheid', () => {
  test('a Bescheid that came before the draft shows 5.210 € difference', async () => {
    const { differenceToAgreed } = await import('../../../shared/domain/zielvereinbarung/year/bescheid.ts');
    const head = await stateAfter([bescheid('zuwendung', 890_000), drafted()]);
    expect(head?.state.status === 'open' && differenceToAgreed(89_521_000, head.state.bescheide)).toBe(
      521_000,
    );
  });

  test('a correction between the signatures makes Fassung 2 and voids the first', async () => {
    const head = await stateAfter([
      drafted(),
      released(),
      signature('land'),
      amended('correction', [895_210, 900_000]),
    ]);
    expect(head?.state).toMatchObject({
      status: 'open',
      fassung: { number: 2, amountCent: 90_000_000, released: false, declarations: [] },
      voided: [{ party: 'land', fassung: 1, signedOn: '2025-08-02' }],
    });
  });

  test('the hash of a corrected Fassung is that of the same terms drafted anew', async () => {
    const haushaltsmittel = { amountCent: 90_000_000, currency: 'EUR' } as const;
    const corrected = await stateAfter([drafted(), amended('correction', [895_210, 900_000])]);
    const anew = await stateAfter([drafted({ haushaltsmittel })]);
    expect(corrected?.state).toMatchObject({
      fassung: { hash: anew?.state.status === 'open' ? anew.state.fassung.hash : '' },
    });
  });

  test('an Abweichung leaves Fassung and hash and asks for a new revision', async () => {
    const before = await stateAfter([...concludedFacts(), published()]);
    const after = await stateAfter([
      ...concludedFacts(),
      published(),
      amended('abweichung', [895_210, 845_210]),
    ]);
    expect(after?.state).toMatchObject({ effectiveCent: 84_521_000, publication: { wanted: 2 } });
    expect(after?.state).toMatchObject({
      fassung: before?.state.status === 'concluded' ? before.state.fassung : {},
    });
  });

  test('an Änderungsvereinbarung is signed anew while the concluded Fassung stands', async () => {
    const head = await stateAfter([
      ...concludedFacts(),
      published(),
      amended('aenderungsvereinbarung', [895_210, 850_000]),
    ]);
    expect(head?.state).toMatchObject({
      status: 'concluded',
      fassung: { number: 1, amountCent: 89_521_000 },
      pending: { number: 2, amountCent: 85_000_000, released: false },
    });
  });

  test.each([
    ['aenderungsvereinbarung', 'not-concluded'],
    ['abweichung', 'not-concluded'],
  ] as const)('before conclusion an %s is refused', async (kind, reason) => {
    const { send } = recorder();
    await send(drafted());
    expect(await send(amended(kind, [895_210, 850_000]))).toMatchObject({ outcome: 'refused', reason });
  });

  test('after conclusion a correction is refused', async () => {
    const { send } = recorder();
    for (const event of concludedFacts()) await send(event);
    expect(await send(amended('correction', [895_210, 900_000]))).toMatchObject({
      reason: 'already-concluded',
    });
  });

  test('a change from another amount than the current one is refused', async () => {
    const { send } = recorder();
    await send(drafted());
    expect(await send(amended('correction', [895_000, 900_000]))).toMatchObject({
      reason: 'budget-from-mismatch',
    });
  });
});

describe('the log', () => {
  test('folds to the head, and its chain holds', async () => {
    const { send, store } = recorder();
    const facts = [
      bescheid('zuwendung', 890_000),
      ...concludedFacts(),
      published(),
      amended('abweichung', [895_210, 845_210]),
    ];
    for (const event of facts) await send(event);
    const history = await store.history(SUBJECT);
    expect(history.map(({ event }) => event).reduce<Zielvereinbarung>(evolve, INITIAL)).toEqual(
      store.memory.heads.get(SUBJECT)?.state,
    );
    expect(firstBrokenLink(history, nodeCrypto)).toBeUndefined();
    const forged = history.map((stored, index) =>
      index === 2 ? { ...stored, event: { ...stored.event, recordedAt: '2020-01-01T00:00:00Z' } } : stored,
    );
    expect(firstBrokenLink(forged, nodeCrypto)).toBe(3);
  });

  test('holds when a name is taken out with its salt, and breaks when it is replaced', async () => {
    const { send, store } = recorder();
    for (const event of concludedFacts()) await send(event);
    const history = await store.history(SUBJECT);
    const change = (stored: StoredEvent, name: string | undefined): StoredEvent => {
      if (stored.event.type !== 'SignatureReceived') return stored;
      const { signatoryKey, signatory, ...data } = stored.event.data;
      const kept =
        name === undefined
          ? { signatory: { office: signatory.office } }
          : { signatoryKey, signatory: { ...signatory, name } };
      const { salt, ...link } = stored;
      const event = { ...stored.event, data: { ...data, ...kept } } as StoredEvent['event'];
      return name === undefined ? { ...link, event } : { ...link, event, ...(salt && { salt }) };
    };
    const without = history.map((stored) => change(stored, undefined));
    expect(firstBrokenLink(without, nodeCrypto)).toBeUndefined();
    const replaced = history.map((stored) => change(stored, 'Mallory'));
    expect(firstBrokenLink(replaced, nodeCrypto)).toBe(3);
  });
});

test('a scan sent in twice is two uploads and one piece of evidence', async () => {
  const head = await stateAfter([
    drafted(),
    released(),
    signature('land'),
    signature('kommune'),
    scanArchived('upload-0001'),
    scanArchived('upload-0002'),
    scanChecked('upload-0002'),
  ]);
  expect(head?.state.status).toBe('concluded');
});

test('a refusal that meets another transaction is tried again and not taken for a repeat', async () => {
  const store = inMemoryEventStore();
  let conflicts = 1;
  const { receive } = recorderOn({
    ...store,
    commit: (commit: Commit) =>
      (conflicts -= 1) >= 0 ? Promise.resolve('head-moved' as const) : store.commit(commit),
  });
  expect(await receive('kein JSON')).toMatchObject({ outcome: 'refused', reason: 'body-unreadable' });
  expect(store.memory.clearing.size).toBe(1);
});

test('a clock that runs ahead is judged by the time of sending, however late the message is delivered again', async () => {
  const { reception, clock, store } = recorder();
  const body = JSON.stringify(asCloudEvent({ ...drafted(), time: '2025-09-01T10:20:00Z' }));
  const sentAt = clock.at;
  const deliver = () => receiveMessage(reception, { body, door: 'ingress', sentAt });
  expect(await deliver()).toMatchObject({ outcome: 'refused', reason: 'event-time-invalid' });
  clock.at = '2025-09-01T12:00:00.000Z';
  expect(await deliver()).toMatchObject({ outcome: 'duplicate' });
  expect(store.memory.events.size).toBe(0);
});
