import { describe, expect, test } from 'vitest';
import { nodeCrypto } from '../../../shared/adapters/crypto.ts';
import { digestOf } from '../../../shared/domain/facts/digest-of.ts';
import type { CommitOutcome } from '../../../shared/application/ports/event-store.ts';
import { HMSI, SUBJECT, concludedFacts, drafted, released, signature } from '../../support/facts/given.ts';
import { strategie } from '../../support/facts/given-year.ts';
import { numbered } from '../../support/stages/desk-stage.ts';
import { racingStore } from '../../support/stores/racing-store.ts';
import { recorderOn } from '../../support/stages/recorder.ts';

/** A recorder on a store at which somebody else may be quicker. */
function stage() {
  const parts = recorderOn(racingStore());
  const { store } = parts;
  const types = async () => (await store.history(SUBJECT)).map(({ event }) => event.type);
  const items = () => [...store.memory.clearing.values()];
  const head = () => store.memory.heads.get(SUBJECT);
  const waiting = () => store.waiting(SUBJECT);
  return { ...parts, types, items, head, waiting };
}

const nothing = () => Promise.resolve();
const other = drafted({ haushaltsmittel: { amountCent: 1_000_000, currency: 'EUR' } });
const REPEAT = { outcome: 'duplicate', versions: [] };

describe('the same event in two runs at once', () => {
  test('is recorded by one, and a repeat of it to the other', async () => {
    const { send, store, types } = stage();
    store.ahead.push(() => send(drafted()));
    expect(await send(drafted())).toEqual({ outcome: 'duplicate', versions: [1] });
    expect(await types()).toEqual(['ZielvereinbarungDrafted']);
  });

  test('waits once', async () => {
    const { send, store, waiting, head } = stage();
    store.ahead.push(() => send(signature('land')));
    expect(await send(signature('land'))).toEqual(REPEAT);
    await send(drafted());
    store.ahead.push(() => send(signature('kommune')));
    expect(await send(signature('kommune'))).toEqual(REPEAT);
    expect(await waiting()).toHaveLength(2);
    expect(head()?.parked).toBe(2);
  });

  test('is refused once', async () => {
    const { send, store, items } = stage();
    await send(drafted());
    const again = drafted({}, { id: 'again' });
    store.ahead.push(() => send(again));
    expect(await send(again)).toEqual(REPEAT);
    expect(items()).toMatchObject([{ reason: 'already-exists' }]);
  });

  test('under another number each uses both numbers up', async () => {
    const { send, store, head } = stage();
    await send(numbered(drafted(), 1));
    store.ahead.push(() => send(numbered(drafted(), 2)));
    expect(await send(numbered(drafted(), 3))).toEqual({ outcome: 'duplicate', versions: [1] });
    expect(head()?.sequences).toEqual({ [HMSI]: { last: 3 } });
  });

  test('goes on once where it waited', async () => {
    const { send, store, types, head } = stage();
    await send(strategie());
    store.ahead.push(nothing, () => send(strategie()));
    expect(await send(drafted())).toMatchObject({ outcome: 'recorded' });
    expect(await types()).toEqual(['ZielvereinbarungDrafted', 'StrategieUpdated']);
    expect(head()).toMatchObject({ parked: 0, version: 2 });
    expect(await store.parkedItem(SUBJECT, strategie())).toMatchObject({ outcome: 'recorded' });
  });

  test('says something else: the second one lies at the desk, with both contents kept', async () => {
    const { send, store, items } = stage();
    store.ahead.push(() => send(drafted()));
    expect(await send(other)).toEqual({ outcome: 'refused', reason: 'event-id-reused' });
    expect(items()).toMatchObject([{ reason: 'event-id-reused' }]);
    expect(await store.marker(HMSI, drafted().id)).toMatchObject({ versions: [1] });
  });
});

describe('what happens between judging and writing', () => {
  test('makes possible what was early a moment ago', async () => {
    const { send, store, waiting } = stage();
    await send(drafted());
    store.ahead.push(() => send(released()));
    expect(await send(signature('land'))).toMatchObject({ outcome: 'recorded', versions: [3] });
    expect(await waiting()).toEqual([]);
  });

  test('makes wrong what was right a moment ago', async () => {
    const { send, store, items } = stage();
    store.ahead.push(() => send(drafted({}, { id: 'first' })));
    expect(await send(drafted())).toMatchObject({ outcome: 'refused', reason: 'already-exists' });
    expect(items()).toHaveLength(1);
  });

  test('lets go on at once what began to wait before there was a head', async () => {
    const { send, store, types, waiting } = stage();
    store.ahead.push(() => send(drafted()));
    expect(await send(strategie())).toEqual({ outcome: 'parked', reason: 'zielvereinbarung-unknown' });
    expect(await types()).toEqual(['ZielvereinbarungDrafted', 'StrategieUpdated']);
    expect(await waiting()).toEqual([]);
  });

  test('leaves nothing waiting whose first look came too early', async () => {
    const { send, store, types } = stage();
    await send(numbered(drafted(), 1));
    store.ahead.push(() => send(numbered(released(), 2)));
    expect(await send(numbered(signature('land'), 3))).toMatchObject({ outcome: 'recorded' });
    expect((await types()).at(-1)).toBe('SignatureReceived');
  });
});

describe('an answer of the table that nothing explains', () => {
  test.each<CommitOutcome>(['head-moved', 'marker-exists', 'already-parked', 'already-decided'])(
    'to what would be recorded has it judged anew: %s',
    async (answer) => {
      const { send, store, types } = stage();
      store.ahead.push(answer);
      expect(await send(drafted())).toEqual({ outcome: 'recorded', versions: [1] });
      expect(await types()).toEqual(['ZielvereinbarungDrafted']);
    },
  );

  test.each<CommitOutcome>(['head-moved', 'marker-exists', 'already-decided'])(
    'to what would be refused has it judged anew: %s',
    async (answer) => {
      const { send, store, items } = stage();
      await send(drafted());
      store.ahead.push(answer);
      expect(await send(drafted({}, { id: 'again' }))).toMatchObject({ reason: 'already-exists' });
      expect(items()).toHaveLength(1);
    },
  );
});

describe('a refusal of what the desk has already, while its head moves', () => {
  test('is written in the end, with its number', async () => {
    const { send, store, items, head, clock } = stage();
    await send(numbered(drafted(), 1));
    const early = { ...drafted({}, { id: 'again' }), time: '2025-09-01T10:20:00Z' };
    await send(early);
    // As an earlier release left it.
    store.memory.markers.delete([...store.memory.markers.keys()].at(-1) ?? '');
    clock.at = '2025-09-01T10:30:00.000Z';
    store.ahead.push(nothing, 'head-moved');
    expect(await send(early)).toEqual(REPEAT);
    expect(items()).toHaveLength(1);
    expect(await store.marker(HMSI, 'again')).toMatchObject({ refusal: { reason: 'already-exists' } });
    expect(head()?.sequences).toEqual({ [HMSI]: { last: 1 } });
  });
});

describe('a marker', () => {
  test('says every version that an event made, and so does its repeat', async () => {
    const { send, store } = stage();
    const [last, ...before] = concludedFacts().toReversed();
    if (last === undefined) throw new Error('There are facts');
    for (const event of before.toReversed()) await send(event);
    const versions = [6, 7, 8];
    expect(await send(last)).toMatchObject({ outcome: 'recorded', versions });
    expect(await store.marker(last.source, last.id)).toMatchObject({ versions, subject: SUBJECT });
    expect(await send(last)).toEqual({ outcome: 'duplicate', versions });
  });

  test('keeps the digest of what was said, in the version in which it was said', () => {
    const { type, subject, data } = drafted();
    const digest = (version: number, content: object) =>
      nodeCrypto.fingerprint({ type, version, subject, data: { ...content } });
    expect(digestOf({ incoming: drafted() }, nodeCrypto)).toBe(digest(1, data));
    const said = { version: 7, data: { title: 'früher' } };
    expect(digestOf({ incoming: drafted(), said }, nodeCrypto)).toBe(digest(7, said.data));
  });
});
