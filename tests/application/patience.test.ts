import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inMemoryEventStore } from '../../shared/adapters/memory/in-memory-event-store.ts';
import { systemPatience } from '../../shared/adapters/system-clock.ts';
import { decideAtDesk, type DeskOrder } from '../../shared/application/clearing/decide-at-desk.ts';
import { VersionConflict } from '../../shared/application/recording/while-head-moves.ts';
import { AGAIN, pauseAfter, TRIES, untilUndisturbed } from '../../shared/application/ports/patience.ts';
import type { EventStore } from '../../shared/application/ports/event-store.ts';
import { publishShared } from '../../shared/application/publishing/publish-shared.ts';
import { SUBJECT, concludedFacts, drafted, published, released } from '../support/facts/given.ts';
import { quickPatience } from '../support/stages/patience.ts';
import { asCloudEvent, recorderOn } from '../support/stages/recorder.ts';

const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const exhausted = () => new Error('somebody was always in the way');

describe('a pause', () => {
  test('grows with the tries, is never longer than half a second and never shorter than half of its most', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), chance, chance, (attempt, one, other) => {
        const most = pauseAfter(attempt, 1);
        expect(pauseAfter(attempt, one)).toBeLessThanOrEqual(most);
        expect(pauseAfter(attempt, one)).toBeGreaterThanOrEqual(most / 2);
        expect(most).toBeLessThanOrEqual(500);
        // whatever chance says, no pause is shorter than the one before until the longest are reached
        expect(pauseAfter(attempt + 1, other)).toBeGreaterThanOrEqual(
          Math.min(250, pauseAfter(attempt, one)),
        );
      }),
    ));

  test('is another one for another chance: who met once does not meet again', () =>
    expect(new Set([0, 0.25, 0.5, 0.75].map((random) => pauseAfter(3, random))).size).toBe(4));
});

describe('whoever is in the way', () => {
  test('n times is outlasted by the try after them, with n pauses, and after the last try it is given up', async () =>
    fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 40 }), fc.nat({ max: 60 }), async (tries, disturbances) => {
        const patience = quickPatience(tries);
        let count = 0;
        const attempt = () => Promise.resolve((count += 1) > disturbances ? count : AGAIN);
        const ended = await untilUndisturbed(patience, attempt, exhausted).catch((error: unknown) => error);
        expect(ended).toEqual(disturbances < tries ? disturbances + 1 : exhausted());
        expect(count).toBe(Math.min(disturbances + 1, tries));
        expect(patience.pauses).toHaveLength(count - 1);
        expect(patience.pauses).toEqual(patience.pauses.toSorted((one, other) => one - other));
      }),
    ));

  test('is no reason to try again after an error: nothing is concluded from one', async () => {
    const patience = quickPatience();
    const broken = () => Promise.reject(new Error('the network'));
    await expect(untilUndisturbed(patience, broken, exhausted)).rejects.toThrow('the network');
    expect(patience.pauses).toEqual([]);
  });

  test('waits for real on a stage', async () => {
    const from = performance.now();
    let count = 0;
    await untilUndisturbed(
      systemPatience('person'),
      () => Promise.resolve((count += 1) > 2 ? 1 : AGAIN),
      exhausted,
    );
    // the shortest first two pauses are 12.5 and 25 ms; a timer may fire a little early
    expect(performance.now() - from).toBeGreaterThan(30);
  });
});

/** A store in which somebody is quicker so many times. */
function disturbed(times: number) {
  const store = inMemoryEventStore();
  let left = 0;
  const commit: EventStore['commit'] = (asked) =>
    (left -= 1) >= 0 ? Promise.resolve('head-moved') : store.commit(asked);
  const patience = quickPatience(TRIES.queue);
  const stage = recorderOn({ ...store, commit }, { patience });
  const disturb = () => {
    left = times;
  };
  return { ...stage, patience, disturb };
}

describe('thirty conflicts in a row', () => {
  test('end recorded', async () => {
    const { send, disturb, patience } = disturbed(30);
    disturb();
    expect(await send(drafted())).toMatchObject({ outcome: 'recorded' });
    expect(patience.pauses).toHaveLength(30);
  });

  test('end parked', async () => {
    const { send, disturb } = disturbed(30);
    disturb();
    expect(await send(released())).toMatchObject({ outcome: 'parked' });
  });

  test.each([
    ['with a number', { sequence: '1' }],
    ['without a number', {}],
  ])('end refused, for a message %s that cannot be read', async (_, numbered) => {
    const { receive, send, disturb } = disturbed(30);
    await send(drafted());
    disturb();
    const body = JSON.stringify({ ...asCloudEvent(released()), ...numbered, data: 'none' });
    expect(await receive(body)).toMatchObject({ outcome: 'refused' });
  });

  test('let what waits go on', async () => {
    const { send, store, disturb } = disturbed(30);
    await send(released());
    const commit = store.commit;
    store.commit = async (asked) => {
      const written = await commit(asked);
      // somebody is in the way only of what follows from the draft
      if (asked.marker?.id === drafted().id && written === 'committed') disturb();
      return written;
    };
    expect(await send(drafted())).toMatchObject({ outcome: 'recorded' });
    expect(await store.waiting(SUBJECT)).toEqual([]);
  });

  test('of two publishers end in the shared files', async () => {
    const { send, store } = disturbed(0);
    for (const fact of [...concludedFacts(), published()]) await send(fact);
    let left = 30;
    const replaceShared = () => Promise.resolve((left -= 1) >= 0 ? ('moved' as const) : ('written' as const));
    const site = { replaceShared, write: () => Promise.reject(new Error('no page here')) };
    await publishShared({ store, site, patience: quickPatience(TRIES.queue) }, SUBJECT);
    expect(left).toBeLessThan(0);
  });

  test('are too many for somebody who waits for an answer', async () => {
    const { reception, receive, store, disturb } = disturbed(30);
    const recorder = { ...reception.recorder, patience: quickPatience() };
    await receive('{');
    const [item] = (await store.clearing('2025-09', { limit: 1 })).items;
    if (item === undefined) throw new Error('Nothing was refused');
    disturb();
    const order: DeskOrder = {
      action: 'discard',
      by: 'sub',
      vouches: true,
      idempotencyKey: 'k',
      parties: [],
      reason: 'leer',
    };
    const decision = decideAtDesk(recorder, item, order);
    await expect(decision).rejects.toThrow(VersionConflict);
    expect(recorder.patience.pauses).toHaveLength(TRIES.person - 1);
  });
});
