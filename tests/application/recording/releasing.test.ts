import { describe, expect, test } from 'vitest';
import { VersionConflict } from '../../../shared/application/recording/while-head-moves.ts';
import { TRIES as ALL_TRIES } from '../../../shared/application/ports/patience.ts';
import type { ParkedItem } from '../../../shared/application/ports/event-store.ts';
import { isHeldUp, releaseWaiting } from '../../../shared/application/recording/release-waiting.ts';
import {
  HMSI,
  SUBJECT,
  concludedFacts,
  drafted,
  released,
  revised,
  signature,
} from '../../support/facts/given.ts';
import { publicationWithdrawn, strategie } from '../../support/facts/given-year.ts';
import { racingStore } from '../../support/stores/racing-store.ts';
import { asCloudEvent, recorderOn } from '../../support/stages/recorder.ts';

/** As often as the recorder of these tests tries. */
const TRIES = ALL_TRIES.person;

const AT = '2025-09-01T09:00:00.000Z';

/** A recorder on a store at which somebody else may be quicker, and what it does about what waits. */
function stage() {
  const parts = recorderOn(racingStore());
  const { store, reception } = parts;
  const { recorder } = reception;
  const head = () => store.memory.heads.get(SUBJECT);
  const waiting = () => store.waiting(SUBJECT);
  /** Lets an event wait uncounted, as a run does that is cut off. */
  const strand = (event: Parameters<typeof asCloudEvent>[0], over: Partial<ParkedItem> = {}) => {
    const { source, id } = event;
    const item: ParkedItem = {
      subject: SUBJECT,
      source,
      id,
      digest: 'd',
      body: JSON.stringify(asCloudEvent(event)),
      reason: 'zielvereinbarung-unknown',
      parkedAt: AT,
      until: '2026-03-31',
      outcome: 'waiting',
      ...over,
    };
    return store.commit({ subject: SUBJECT, expected: head()?.revision ?? 0, park: item });
  };
  const miscount = (parked: number) => {
    const counted = head();
    if (counted) store.memory.heads.set(SUBJECT, { ...counted, parked });
  };
  return {
    ...parts,
    head,
    waiting,
    strand,
    miscount,
    release: () => releaseWaiting(recorder, SUBJECT),
    looksHeldUp: () => isHeldUp(recorder, SUBJECT),
  };
}

describe('what waits goes on', () => {
  test('in the order of arrival', async () => {
    const { send, strand, release, store } = stage();
    for (const event of [drafted(), released()]) await send(event);
    const second = { name: 'Erika Muster', office: 'Ministerin' };
    await strand({ ...signature('land', { signatory: second }), id: 'second' }, { parkedAt: AT });
    await strand({ ...signature('land'), id: 'first' }, { parkedAt: '2025-09-01T08:00:00.000Z' });
    await release();
    expect(await store.parkedItem(SUBJECT, { source: HMSI, id: 'first' })).toMatchObject({
      outcome: 'recorded',
    });
    expect(await store.parkedItem(SUBJECT, { source: HMSI, id: 'second' })).toMatchObject({
      outcome: 'refused',
    });
    expect([...store.memory.clearing.values()]).toMatchObject([
      { id: 'second', reason: 'slot-taken', door: 'parked', receivedAt: AT },
    ]);
  });

  test('and who wants to stop the publication goes first, whenever it came', async () => {
    const { send, store } = stage();
    const [draft = drafted(), ...early] = concludedFacts();
    for (const fact of [...early, publicationWithdrawn()]) await send(fact);
    expect(await send(draft)).toMatchObject({ outcome: 'recorded' });
    const head = await store.load(SUBJECT);
    expect(head).toMatchObject({
      parked: 0,
      state: { status: 'concluded', publication: { held: {}, wanted: 0 } },
    });
  });

  test('not before its turn, and costs no write until then', async () => {
    const { send, waiting, release, store } = stage();
    await send(drafted());
    await send(signature('land'));
    const before = store.commits.length;
    await release();
    expect(store.commits).toHaveLength(before);
    expect(await waiting()).toHaveLength(1);
  });

  test('one after the other where one makes the next possible', async () => {
    const { send, strand, release, head, waiting } = stage();
    await send(drafted());
    await strand(revised(2), { parkedAt: '2025-09-01T09:30:00.000Z' });
    await strand(released(2), { parkedAt: AT });
    await release();
    expect(await waiting()).toEqual([]);
    expect(head()).toMatchObject({ parked: 0, version: 3 });
  });
});

describe('a repeat lets go on what its first run left waiting', () => {
  test('cut off before it looked', async () => {
    const { send, strand, waiting } = stage();
    await send(drafted());
    await strand(released());
    expect(await send(drafted())).toMatchObject({ outcome: 'duplicate' });
    expect(await waiting()).toEqual([]);
  });

  test('whose write arrives while the repeat is being judged', async () => {
    const { send, strand, waiting, store } = stage();
    await strand(released());
    store.ahead.push(() => send(drafted()));
    expect(await send(drafted())).toMatchObject({ outcome: 'duplicate' });
    expect(await waiting()).toEqual([]);
  });
});

describe('the count of what waits', () => {
  test.each([0, 3])('is put right where the head says %i', async (parked) => {
    const { send, strand, miscount, release, head } = stage();
    await send(drafted());
    await strand(signature('land'));
    await strand(signature('kommune'));
    miscount(parked);
    const before = head();
    await release();
    expect(head()).toEqual({ ...before, revision: 2, parked: 2 });
  });

  test('is none without a head', async () => {
    const { send, release, store, waiting } = stage();
    await send(signature('land'));
    await release();
    expect(await waiting()).toHaveLength(1);
    expect(store.memory.heads.size).toBe(0);
  });

  test('is taken again where the head moved meanwhile', async () => {
    const { send, strand, release, head, store } = stage();
    await send(drafted());
    await strand(signature('land'));
    store.ahead.push(() => send(strategie()));
    await release();
    expect(head()).toMatchObject({ version: 2, parked: 1 });
  });

  test('is machinery where the head keeps moving, and says whose', async () => {
    const { send, strand, release, head, store } = stage();
    await send(drafted());
    await strand(signature('land'));
    const moves = (times: number) => store.ahead.push(...Array<'head-moved'>(times).fill('head-moved'));
    moves(TRIES);
    await expect(release()).rejects.toThrow(new VersionConflict(SUBJECT));
    moves(TRIES - 1);
    await release();
    expect(head()?.parked).toBe(1);
  });
});

describe('what waits and can no longer be read', () => {
  const body = JSON.stringify({ ...asCloudEvent(signature('land')), data: {} });

  test('lies at the desk as one who had proved itself, with the field, in one write', async () => {
    const { send, strand, miscount, release, head, store, waiting } = stage();
    await send(drafted());
    await strand(signature('land'), { body, sequence: '1' });
    miscount(1);
    const before = store.commits.length;
    await release();
    expect(store.commits).toHaveLength(before + 1);
    expect(await waiting()).toEqual([]);
    expect(head()).toMatchObject({ revision: 2, parked: 0, sequences: { [HMSI]: { last: 1 } } });
    expect([...store.memory.clearing.values()]).toMatchObject([
      {
        body,
        door: 'parked',
        receivedAt: AT,
        proven: true,
        reason: 'schema-violated',
        detail: expect.stringContaining('data.'),
      },
    ]);
  });

  test('makes no head where there is none', async () => {
    const { strand, release, store, waiting } = stage();
    await strand(signature('land'), { body: '{' });
    await release();
    expect(await waiting()).toEqual([]);
    expect(store.memory.heads.size).toBe(0);
    const [item] = store.memory.clearing.values();
    expect(item).toMatchObject({ reason: 'body-unreadable' });
    expect(item).not.toHaveProperty('detail');
  });

  test('is settled where the desk has it already, and lies there once', async () => {
    const { receive, send, strand, release, head, store, waiting } = stage();
    await send(drafted());
    await receive(body);
    const [lying] = store.memory.clearing.values();
    await strand(signature('land'), { body });
    await release();
    expect(await waiting()).toEqual([]);
    expect(head()?.parked).toBe(0);
    expect([...store.memory.clearing.values()]).toEqual([lying]);
  });

  test('goes to the desk also where somebody was quicker at its head', async () => {
    const { send, strand, release, miscount, store, waiting } = stage();
    await send(drafted());
    await strand(signature('land'), { body });
    miscount(1);
    store.ahead.push('head-moved');
    await release();
    expect(await waiting()).toEqual([]);
    expect(store.memory.clearing.size).toBe(1);
  });

  test('lets those go on that come after it', async () => {
    const { send, strand, release, head } = stage();
    await send({ ...drafted(), sequence: '1' });
    await strand(signature('land'), { body, sequence: '2' });
    await strand({ ...strategie(), sequence: '3' }, { sequence: '3' });
    await release();
    expect(head()).toMatchObject({ version: 2, parked: 0, sequences: { [HMSI]: { last: 3 } } });
  });
});

describe('a Zielvereinbarung is held up', () => {
  test('where what waits could go on', async () => {
    const { send, strand, looksHeldUp, miscount } = stage();
    await send(drafted());
    await strand(signature('land'));
    await strand(strategie());
    miscount(2);
    expect(await looksHeldUp()).toBe(true);
  });

  test('where what waits can no longer be read', async () => {
    const { send, strand, looksHeldUp, miscount } = stage();
    await send(drafted());
    await strand(signature('land'), { body: '{' });
    miscount(1);
    expect(await looksHeldUp()).toBe(true);
  });

  test('where the head miscounts what waits', async () => {
    const { send, strand, looksHeldUp } = stage();
    await send(drafted());
    await strand(signature('land'));
    expect(await looksHeldUp()).toBe(true);
  });

  test('not where all that waits is early still', async () => {
    const { send, looksHeldUp, release } = stage();
    await send(drafted());
    expect(await looksHeldUp()).toBe(false);
    await send(signature('land'));
    expect(await looksHeldUp()).toBe(false);
    await release();
    expect(await looksHeldUp()).toBe(false);
  });

  test('not without a head, whatever waits', async () => {
    const { send, looksHeldUp } = stage();
    expect(await looksHeldUp()).toBe(false);
    await send(signature('land'));
    expect(await looksHeldUp()).toBe(false);
  });

  test('not where its head moved during the look: that run takes care of it', async () => {
    const { send, store, looksHeldUp } = stage();
    await send(drafted());
    const waiting = store.waiting.bind(store);
    store.waiting = async (subject) => {
      await send(signature('land'));
      return waiting(subject);
    };
    expect(await looksHeldUp()).toBe(false);
  });
});
