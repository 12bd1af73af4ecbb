import { describe, expect, test } from 'vitest';
import { nodeCrypto } from '../../../shared/adapters/crypto.ts';
import { inMemoryEventStore } from '../../../shared/adapters/memory/in-memory-event-store.ts';
import { firstHead, nextHead } from '../../../shared/application/log/head.ts';
import { isItsTurn, mayHaveWaited } from '../../../shared/application/recording/judge.ts';
import { VersionConflict } from '../../../shared/application/recording/while-head-moves.ts';
import { TRIES as ALL_TRIES } from '../../../shared/application/ports/patience.ts';
import type { Delivery } from '../../../shared/application/recording/recorder.ts';
import {
  clearingItemOf,
  formerMonthOf,
  notedRefusalOf,
  type RefusedMessage,
} from '../../../shared/application/refusing/clearing-item.ts';
import { isWaitingOver } from '../../../shared/domain/facts/waiting-time.ts';
import type { Commit, EventStore, ParkedItem } from '../../../shared/application/ports/event-store.ts';
import { recordIncoming } from '../../../shared/application/recording/record-incoming.ts';
import {
  SUBJECT,
  concludedFacts,
  drafted,
  published,
  released,
  revised,
  scanArchived,
  scanChecked,
  signature,
} from '../../support/facts/given.ts';
import {
  approaching,
  documentArchived,
  publicationReleased,
  publicationWithdrawn,
  scanSubmitted,
  strategie,
} from '../../support/facts/given-year.ts';
import { asCloudEvent, recorder, recorderOn } from '../../support/stages/recorder.ts';

/** As often as the recorder of these tests tries. */
const TRIES = ALL_TRIES.person;

const AT = '2025-09-01T10:00:00.000Z';
const delivery = (over: Partial<Delivery> = {}): Delivery => ({
  incoming: drafted(),
  body: '{}',
  door: 'ingress',
  receivedAt: AT,
  ...over,
});

const waiting = (over: Partial<ParkedItem> = {}): ParkedItem => ({
  subject: SUBJECT,
  source: 'https://s.example',
  id: 'p1',
  digest: 'd',
  body: '{}',
  reason: 'sequence-gap',
  parkedAt: AT,
  until: '2026-03-31',
  outcome: 'waiting',
  ...over,
});

/** A store that keeps what it was asked to write. */
function listening() {
  const store = inMemoryEventStore();
  const commits: Commit[] = [];
  const commit = (asked: Commit) => {
    commits.push(asked);
    return store.commit(asked);
  };
  return { commits, ...recorderOn({ ...store, commit }) };
}

describe('the head', () => {
  const head = { ...firstHead(SUBJECT), revision: 4, parked: 2 };
  const source = 'https://s.example';

  test('moves by one with every message, and counts what waits', () => {
    expect(nextHead(head, { source }, {})).toMatchObject({ revision: 5, parked: 2 });
    expect(nextHead(head, { source }, { parks: 1 })).toMatchObject({ revision: 5, parked: 3 });
    expect(nextHead(head, { source }, { released: true })).toMatchObject({ revision: 5, parked: 1 });
    expect(nextHead(firstHead(SUBJECT), { source }, { released: true }).parked).toBe(0);
  });

  test('uses up the number of its sender', () =>
    expect(nextHead(head, { source, sequence: '1' }, {}).sequences).toEqual({ [source]: { last: 1 } }));
});

describe('whether something waits is looked up', () => {
  test.each([
    ['under a head on which something waits', delivery(), { ...firstHead(SUBJECT), parked: 1 }, true],
    ['not under a head on which nothing waits', delivery(), firstHead(SUBJECT), false],
    [
      'not for what waited itself',
      delivery({ parked: waiting() }),
      { ...firstHead(SUBJECT), parked: 1 },
      false,
    ],
    ['without a head', delivery({ incoming: released() }), undefined, true],
    ['not for a first draft', delivery(), undefined, false],
    ['for a draft with a number', delivery({ incoming: drafted({}, { sequence: '1' }) }), undefined, true],
  ])('%s', (_, message, head, looks) => expect(mayHaveWaited(message, head)).toBe(looks));
});

describe('it is the turn of what waits', () => {
  const numbered = delivery({ incoming: drafted({}, { sequence: '2' }) });

  test('where the same content comes under the same number', () =>
    expect(isItsTurn(waiting({ sequence: '2' }), numbered, 'd')).toBe(true));

  test.each([
    ['waits no more', waiting({ sequence: '2', outcome: 'recorded' }), 'd'],
    ['says something else', waiting({ sequence: '2' }), 'other'],
    ['waits under another number', waiting({ sequence: '3' }), 'd'],
    ['waits without a number', waiting(), 'd'],
  ])('not where it %s', (_, item, digest) => expect(isItsTurn(item, numbered, digest)).toBe(false));

  test('and its time is over on the day after its last', () => {
    const on = (today: string) => isWaitingOver({ until: '2026-03-31' }, { today: () => today });
    expect(on('2026-03-31')).toBe(false);
    expect(on('2026-04-01')).toBe(true);
  });
});

test('what waits for a draft goes on where the first try of that draft is written while its repeat is judged', async () => {
  const store = inMemoryEventStore();
  const twice: EventStore['commit'] = async (asked) => {
    if (asked.events !== undefined) await store.commit(asked);
    return store.commit(asked);
  };
  const { send } = recorderOn({ ...store, commit: twice });
  expect(await send(released())).toMatchObject({ outcome: 'parked' });
  expect(await send(drafted())).toMatchObject({ outcome: 'duplicate' });
  expect(await store.waiting(SUBJECT)).toEqual([]);
});

test('what waited while a first head was being written late is counted on it, and goes on with the draft', async () => {
  const store = inMemoryEventStore();
  const { send } = recorderOn(store);
  await send(released());
  // Counted before that one was parked, written after.
  await store.commit({ subject: SUBJECT, expected: 0, head: { ...firstHead(SUBJECT), revision: 1 } });
  expect(await send(drafted())).toMatchObject({ outcome: 'recorded' });
  expect(await store.waiting(SUBJECT)).toEqual([]);
  expect(await store.load(SUBJECT)).toMatchObject({ parked: 0, version: 2 });
});

describe('a head that keeps moving', () => {
  const stubborn = (times: number) => {
    const store = inMemoryEventStore();
    let left = times;
    const commit: EventStore['commit'] = (asked) => {
      left -= 1;
      return left >= 0 ? Promise.resolve('head-moved') : store.commit(asked);
    };
    return recorderOn({ ...store, commit });
  };

  test('is judged anew as often as it may be', async () =>
    expect(await stubborn(TRIES - 1).send(drafted())).toMatchObject({ outcome: 'recorded' }));

  test('is machinery after that, and says whose head it was', async () => {
    const failing = stubborn(TRIES).send(drafted());
    await expect(failing).rejects.toThrow(VersionConflict);
    await expect(stubborn(TRIES).send(drafted())).rejects.toMatchObject({
      name: 'VersionConflict',
      message: `The head of ${SUBJECT} kept moving`,
    });
  });

  test('keeps no refusal twice and no event out, however often it moves', async () => {
    const { send, store } = stubborn(TRIES - 1);
    expect(await send(signature('land'))).toMatchObject({ outcome: 'parked' });
    expect(await store.waiting(SUBJECT)).toHaveLength(1);
  });
});

describe('what is written', () => {
  test('of the year is only what changed in its row', async () => {
    const { send, commits } = listening();
    await send(drafted());
    expect(commits.at(-1)).toHaveProperty('row');
    await send(strategie());
    expect(commits.at(-1)).not.toHaveProperty('row');
  });

  test('of the terms is only what makes a Fassung', async () => {
    const { send, commits } = listening();
    await send(drafted());
    expect(commits.at(-1)).toHaveProperty('terms');
    await send(released());
    for (const part of ['terms', 'erase', 'settle']) expect(commits.at(-1)).not.toHaveProperty(part);
    await send(revised(2));
    expect(commits.at(-1)?.terms?.terms).toEqual(expect.objectContaining({ ags: '06533' }));
  });

  test('for the public keeps its first day, also while the page is taken back', async () => {
    const { send, store, clock } = recorder();
    for (const event of [...concludedFacts(), published()]) await send(event);
    const [row] = await store.yearRows('AQB', 2025);
    expect(row?.public).toMatchObject({ publishedOn: '2025-09-01', revision: 1 });
    await send(strategie());
    expect((await store.load(SUBJECT))?.publicRow).toEqual(row?.public);
    clock.at = '2025-09-05T10:00:00.000Z';
    await send(publicationWithdrawn());
    const withdrawn = await store.load(SUBJECT);
    expect(withdrawn).toMatchObject({ publishedOn: '2025-09-01' });
    expect(withdrawn).not.toHaveProperty('publicRow');
    await send(publicationReleased());
    await send(
      published((withdrawn?.state.status === 'concluded' ? withdrawn.state.publication.wanted : 0) + 1),
    );
    const [again] = await store.yearRows('AQB', 2025);
    expect(again?.public).toMatchObject({ publishedOn: '2025-09-01' });
    expect(await store.load(SUBJECT)).not.toHaveProperty('publishedOn');
  });
});

describe('the sender hears', () => {
  test('the hints on what was recorded, and none where there are none', async () => {
    const { send } = recorder();
    for (const event of [drafted(), released()]) await send(event);
    expect(await send(signature('land'))).toMatchObject({
      outcome: 'recorded',
      hints: ['signed-on-weekend'],
    });
    expect(await send(signature('kommune'))).not.toHaveProperty('hints');
  });

  test('staff are answered at once, and nothing is left to clear', async () => {
    const { reception, store } = recorder();
    const told = (door: Delivery['door'], id: string) =>
      recordIncoming(
        reception.recorder,
        delivery({ door, incoming: { ...revised(2), subject: 'AQB-2025-06531', id } }),
      );
    await recordIncoming(reception.recorder, delivery());
    const again = delivery({ door: 'staff', incoming: drafted({}, { id: 'again' }) });
    expect(await recordIncoming(reception.recorder, again)).toMatchObject({
      outcome: 'refused',
      reason: 'already-exists',
    });
    expect(store.memory.clearing.size).toBe(0);
    await recordIncoming(reception.recorder, { ...again, door: 'ingress' });
    expect(store.memory.clearing.size).toBe(1);
    expect(await told('staff', 'early')).toMatchObject({ outcome: 'parked' });
  });
});

describe('what waited and turns out to be nothing new', () => {
  test('is settled as a repeat, uses its number up and counts no more', async () => {
    const { send, store } = recorder();
    await send(drafted({}, { sequence: '1' }));
    const late = { ...released(), id: 'late', sequence: '3' };
    expect(await send(late)).toMatchObject({ outcome: 'parked', reason: 'sequence-gap' });
    await send(released());
    expect(await store.load(SUBJECT)).toMatchObject({ parked: 1 });
    await send({ ...strategie(), sequence: '2' });
    expect(await store.parkedItem(SUBJECT, late)).toMatchObject({ outcome: 'duplicate' });
    expect(await store.load(SUBJECT)).toMatchObject({
      parked: 0,
      sequences: { [late.source]: { last: 3 } },
    });
    expect(await store.marker(late.source, 'late')).toMatchObject({ versions: [] });
  });

  test('and is refused in the end leaves the head as well', async () => {
    const { send, store } = recorder();
    await send(drafted({}, { sequence: '1' }));
    const late = { ...drafted({}, { id: 'late', sequence: '3' }) };
    expect(await send(late)).toMatchObject({ outcome: 'parked' });
    await send({ ...strategie(), sequence: '2' });
    expect(await store.parkedItem(SUBJECT, late)).toMatchObject({ outcome: 'refused' });
    expect(await store.load(SUBJECT)).toMatchObject({ parked: 0 });
    expect(store.memory.clearing.size).toBe(1);
  });
});

describe('a refused message at the clearing desk', () => {
  const message = (over: Partial<RefusedMessage> = {}): RefusedMessage => ({
    body: '{',
    door: 'ingress',
    claim: {},
    reason: 'body-unreadable',
    receivedAt: AT,
    proven: false,
    ...over,
  });
  const item = (over: Partial<RefusedMessage> = {}) => clearingItemOf(message(over), nodeCrypto);

  test('says only what it was said to say', () => {
    expect(item()).toEqual({
      month: '2025-09',
      key: nodeCrypto.fingerprint({ source: '', id: '', body: '{' }),
      reason: 'body-unreadable',
      body: '{',
      door: 'ingress',
      receivedAt: AT,
      proven: false,
    });
    const claim = { source: 'https://s.example', id: 'e1', subject: SUBJECT };
    expect(item({ claim, detail: 'data.x' })).toMatchObject({ ...claim, detail: 'data.x' });
  });

  test.each([
    ['2025-08-31T23:00:00Z', '2025-08'],
    ['2025-12-01', '2025-12'],
    ['2025-09-30T00:00:00Z', undefined],
    ['2025-13-01', '2025-08'],
    ['2025-00-01', '2025-08'],
    ['am 2025-08-01', '2025-08'],
    ['gestern', '2025-08'],
    ['1970-01', '2025-08'],
  ])('of %s lies in the month of its receipt; an earlier release put it to %s', (time, former) => {
    expect(item({ claim: { time } })).toMatchObject({ month: '2025-09', time });
    expect(formerMonthOf(item({ claim: { time } }))).toBe(former);
  });

  test('is named to its sender with its place, and with the field where there is one', () => {
    const { key } = item();
    expect(notedRefusalOf(item())).toEqual({
      reason: 'body-unreadable',
      clearing: { month: '2025-09', key },
    });
    expect(notedRefusalOf(item({ detail: 'data.x' }))).toMatchObject({ detail: 'data.x' });
  });
});

describe('a message that goes through', () => {
  test('lets those go on that waited for it, and no others', async () => {
    const { send, store } = recorder();
    for (const event of [signature('land'), scanArchived(), scanChecked()])
      expect(await send(event)).toMatchObject({ outcome: 'parked' });
    await send(drafted());
    expect(await store.waiting(SUBJECT)).toHaveLength(3);
    await send(released());
    expect(await store.waiting(SUBJECT)).toEqual([]);
    expect(await store.load(SUBJECT)).toMatchObject({ parked: 0 });
  });

  test('that is refused lets its followers go on as well', async () => {
    const { send, store } = recorder();
    await send(drafted({}, { sequence: '1' }));
    await send({ ...released(), sequence: '3' });
    expect(await send({ ...revised(1), sequence: '2' })).toMatchObject({ outcome: 'refused' });
    expect(await store.waiting(SUBJECT)).toEqual([]);
  });

  test('of facts that ask for nothing leaves everything else', async () => {
    const { send, store } = recorder();
    await send(drafted());
    for (const event of [scanSubmitted('upload-0009', { fassung: 1 }), documentArchived()]) await send(event);
    expect(await send(approaching('signature', '2025-09-09'))).toMatchObject({ outcome: 'duplicate' });
    expect(await store.waiting(SUBJECT)).toHaveLength(1);
  });
});

describe('what is not needed is not done', () => {
  /** How often the store was asked what waits, and asked to write. */
  function counting() {
    const store = inMemoryEventStore();
    const asked = { waiting: 0, commits: 0 };
    const counted: EventStore = {
      ...store,
      waiting: (subject) => {
        asked.waiting += 1;
        return store.waiting(subject);
      },
      commit: (commit) => {
        asked.commits += 1;
        return store.commit(commit);
      },
    };
    const stage = recorderOn(counted);
    const costOf = async (...events: Parameters<typeof stage.send>[0][]) => {
      Object.assign(asked, { waiting: 0, commits: 0 });
      for (const event of events) await stage.send(event);
      return { ...asked };
    };
    return { ...stage, costOf };
  }

  test('nobody asks what waits under a head on which nothing waits', async () => {
    const { send, costOf } = counting();
    await send(drafted());
    expect(await costOf(strategie())).toEqual({ waiting: 0, commits: 1 });
    expect(await costOf(drafted({}, { id: 'again' }))).toEqual({ waiting: 0, commits: 1 });
  });

  test('nobody asks what waits for what waits itself', async () => {
    const { send, costOf } = counting();
    expect(await costOf(released())).toEqual({ waiting: 0, commits: 1 });
    await send(drafted());
    expect(await costOf(signature('land', { fassung: 2 }))).toEqual({ waiting: 0, commits: 1 });
  });

  test.each([
    ['recorded', { ...released(), sequence: '3' }, []],
    ['nothing new', { ...released(), id: 'late', sequence: '3' }, [released()]],
    ['refused', drafted({}, { id: 'late', sequence: '3' }), []],
  ])('the head counts at once what waited and is %s', async (_, late, between) => {
    const { send, costOf } = counting();
    await send(drafted({}, { sequence: '1' }));
    for (const event of [late, ...between]) await send(event);
    expect(await costOf({ ...strategie(), sequence: '2' })).toMatchObject({ commits: 2 });
  });

  test('a repeat lets those go on that a run which was cut off left waiting', async () => {
    const { store, send } = counting();
    await send(drafted());
    await store.commit({ subject: SUBJECT, expected: 0, park: stranded(scanSubmitted()) });
    await send(drafted());
    expect(await store.waiting(SUBJECT)).toHaveLength(1);
    await send(released());
    await send(released());
    expect(await store.waiting(SUBJECT)).toEqual([]);
  });
});

/** An event that waits without being counted, as after a run that ended between two writes. */
function stranded(event: Parameters<typeof asCloudEvent>[0]): ParkedItem {
  const { subject, source, id } = event;
  return waiting({
    subject,
    source,
    id,
    body: JSON.stringify(asCloudEvent(event)),
    reason: 'fassung-not-released',
  });
}
