import { describe, expect, test } from 'vitest';
import { nodeCrypto } from '../../../shared/adapters/crypto.ts';
import type { CloudEvent } from '../../../events/fact.ts';
import type { IncomingEvent } from '../../../events/incoming/index.ts';
import { inMemoryEventStore } from '../../../shared/adapters/memory/in-memory-event-store.ts';
import { decideAtDesk } from '../../../shared/application/clearing/decide-at-desk.ts';
import { waitingList } from '../../../shared/application/clearing/clearing-view.ts';
import { refusalNotice } from '../../../shared/application/clearing/bus-notices.ts';
import { remindOfExpiry } from '../../../shared/application/reminding/remind-expiry.ts';
import {
  HMSI,
  SUBJECT,
  bescheid,
  concludedFacts,
  drafted,
  published,
  released,
  revised,
  signature,
  withdrawn,
} from '../../support/facts/given.ts';
import { gebietskoerperschaftChanged } from '../../support/facts/given-year.ts';
import { recorderOn } from '../../support/stages/recorder.ts';
import { WIRE } from '../../support/facts/wire.ts';

const LATE = '2026-04-01T03:00:00.000Z';

function stage() {
  const parts = recorderOn(inMemoryEventStore());
  const { recorder } = parts.reception;
  const sent: CloudEvent[] = [];
  const remind = () =>
    remindOfExpiry({
      store: parts.store,
      queue: { send: (events) => Promise.resolve(void sent.push(...events)) },
      clock: recorder.clock,
      crypto: recorder.crypto,
      wire: WIRE,
    });
  /** The daily run, and the internal queue behind it. */
  const expire = async () => {
    await remind();
    for (const event of sent.splice(0)) await parts.receive(JSON.stringify(event), 'internal');
  };
  const items = () => [...parts.store.memory.clearing.values()];
  const head = () => parts.store.memory.heads.get(SUBJECT);
  const types = async () => (await parts.store.history(SUBJECT)).map(({ event }) => event.type);
  return { ...parts, sent, remind, expire, items, head, types };
}

const numbered = (event: IncomingEvent, sequence: number): IncomingEvent => ({
  ...event,
  sequence: String(sequence),
});

describe('an event that waits', () => {
  test('about the register waits 90 days: a key is no Haushaltsjahr', async () => {
    const { send, store } = stage();
    await send(numbered(gebietskoerperschaftChanged('06415', ['2026-01-01']), 2));
    expect([...store.memory.parked.values()]).toMatchObject([{ until: '2025-11-30' }]);
  });
});

describe('an event that waited too long', () => {
  test('stays where it is on its last day', async () => {
    const { send, clock, expire, items } = stage();
    await send(signature('land'));
    clock.at = '2026-03-31T12:00:00.000Z';
    await expire();
    expect(items()).toEqual([]);
  });

  test('goes to the clearing desk on the next, its sender is told, and the head counts it no more', async () => {
    const { send, clock, expire, items, head, store } = stage();
    await send(drafted());
    await send(signature('land'));
    expect(head()?.parked).toBe(1);
    clock.at = LATE;
    await expire();
    expect(items()).toMatchObject([{ reason: 'parked-expired', source: HMSI, proven: true }]);
    expect(items().map((item) => refusalNotice(item, { wire: WIRE, crypto: nodeCrypto }))).toMatchObject([
      { data: { code: 'parked-expired', originalId: 'signature-land-1', originalSource: HMSI } },
    ]);
    expect([...store.memory.parked.values()]).toMatchObject([{ outcome: 'refused' }]);
    expect(head()?.parked).toBe(0);
  });

  test('does so too where it waited for the withdrawal of a page, and the page stays', async () => {
    const { send, clock, expire, items, head } = stage();
    for (const fact of [...concludedFacts(), published()]) await send(fact);
    expect(await send(numbered(withdrawn('kommune'), 1))).toMatchObject({ reason: 'publication-stands' });
    clock.at = LATE;
    await expire();
    expect(items()).toMatchObject([{ reason: 'parked-expired', id: 'withdrawn-kommune-1' }]);
    expect(head()).toMatchObject({ parked: 0, state: { status: 'concluded' } });
  });

  test('goes there also where its Zielvereinbarung was never drafted', async () => {
    const { send, clock, expire, items, head } = stage();
    await send(signature('land'));
    await send(bescheid('zuwendung', 890_000));
    clock.at = LATE;
    await expire();
    expect(items().map(({ reason }) => reason)).toEqual(['parked-expired', 'parked-expired']);
    expect(head()).toMatchObject({ version: 0, parked: 0 });
  });

  test('gives its number up, so that its followers go on', async () => {
    const { send, clock, expire, types, head } = stage();
    await send(numbered(drafted(), 1));
    await send(numbered(released(2), 2));
    clock.at = '2026-03-01T10:00:00.000Z';
    await send(numbered(revised(2), 3));
    expect(await types()).toEqual(['ZielvereinbarungDrafted']);
    clock.at = LATE;
    await expire();
    expect(await types()).toEqual(['ZielvereinbarungDrafted', 'ZielvereinbarungRevised']);
    expect(head()).toMatchObject({ parked: 0, sequences: { [HMSI]: { last: 3 } } });
  });

  test('is judged once more before, and recorded where it can be', async () => {
    const { send, clock, items, types, store } = stage();
    await send(signature('land'));
    // The run that should have released it died before it looked.
    const waiting = store.waiting.bind(store);
    let looks = 0;
    store.waiting = (subject) => ((looks += 1) > 1 ? Promise.reject(new Error('killed')) : waiting(subject));
    await expect(send(drafted())).rejects.toThrow('killed');
    Object.assign(store, { waiting });
    clock.at = LATE;
    await send(released());
    expect(await types()).toContain('SignatureReceived');
    expect(items()).toEqual([]);
  });

  test('is moved once, however often the day is run', async () => {
    const { send, clock, expire, remind, items } = stage();
    await send(signature('land'));
    clock.at = LATE;
    await expire();
    await expire();
    expect(await remind()).toBe(0);
    expect(items()).toHaveLength(1);
  });

  test('is found after two months without a run', async () => {
    const { send, clock, expire, items } = stage();
    await send(signature('land'));
    clock.at = '2026-05-31T03:00:00.000Z';
    await expire();
    expect(items()).toHaveLength(1);
  });

  test('sent again is a repeat, and the desk may still have it recorded', async () => {
    const { send, clock, expire, items, types, reception } = stage();
    await send(numbered(signature('land'), 1));
    clock.at = LATE;
    await expire();
    expect(await send(numbered(signature('land'), 1))).toMatchObject({ outcome: 'duplicate' });
    for (const event of [drafted(), released()]) await send({ ...event, source: 'urn:x', id: event.type });
    for (const event of [drafted(), released()]) await send(event);
    const order = { action: 'replay', by: 'sub', vouches: true, idempotencyKey: 'k', parties: [] } as const;
    const [item] = items().filter(({ reason }) => reason === 'parked-expired');
    if (item === undefined) throw new Error('Nothing expired');
    const { recorder } = reception;
    expect(await decideAtDesk(recorder, item, order)).toMatchObject({ outcome: 'recorded' });
    expect(await types()).toContain('SignatureReceived');
  });

  test('by a decision of the desk comes back to its item there, again and again', async () => {
    const { send, clock, expire, items, head, reception } = stage();
    await send(signature('land'));
    clock.at = LATE;
    await expire();
    const { recorder } = reception;
    const order = { action: 'replay', by: 'sub', vouches: true, parties: [] } as const;
    const days = ['2026-07-05', '2026-10-10'];
    for (const [round, day] of days.entries()) {
      const [item] = items();
      if (item === undefined) throw new Error('Nothing expired');
      const answer = await decideAtDesk(recorder, item, {
        ...order,
        idempotencyKey: `k${round}`,
      });
      expect(answer).toMatchObject({ outcome: 'parked' });
      expect(head()?.parked).toBe(1);
      clock.at = `${day}T03:00:00.000Z`;
      await expire();
      expect(items()).toMatchObject([
        {
          reason: 'parked-expired',
          decisions: days.slice(0, round + 1).map(() => ({ reopened: { reason: 'parked-expired' } })),
        },
      ]);
      expect(head()?.parked).toBe(0);
    }
  });
});

describe('the list of what waits', () => {
  test('names what is overdue after 14 days, and what waits no longer not at all', async () => {
    const { send, clock, store } = stage();
    await send(signature('land'));
    clock.at = '2025-09-10T10:00:00.000Z';
    await send(signature('kommune'));
    const list = async (now: string) =>
      (await waitingList(store, '2026-03', { limit: 50, now })).items.map(({ id, overdue }) => [id, overdue]);
    expect(await list('2025-09-15T10:00:00.000Z')).toEqual([
      ['signature-land-1', true],
      ['signature-kommune-1', false],
    ]);
    for (const event of [drafted(), released()]) await send(event);
    expect(await list('2025-09-15T10:00:00.000Z')).toEqual([]);
  });
});
