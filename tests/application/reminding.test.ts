import { describe, expect, test } from 'vitest';
import type { CloudEvent } from '../../events/fact.ts';
import { inMemoryEventStore } from '../../shared/adapters/in-memory-event-store.ts';
import { remindOfPublication } from '../../shared/application/remind-publication.ts';
import {
  SUBJECT,
  concludedAnewFacts,
  concludedFacts,
  published,
  scanChecked,
  withdrawn,
} from '../support/given.ts';
import { recorderOn } from '../support/recorder.ts';

function stageWithWindow() {
  const recorder = recorderOn(inMemoryEventStore(), { undoWindowMinutes: 60 });
  const sent: CloudEvent[] = [];
  const queue = { send: (events: readonly CloudEvent[]) => Promise.resolve(void sent.push(...events)) };
  const remind = () =>
    remindOfPublication({
      store: recorder.store,
      queue,
      clock: recorder.reception.recorder.clock,
      prefix: 'de.hessen.aqb',
    });
  const deliver = async () => {
    const outcomes = [];
    for (const event of sent.splice(0))
      outcomes.push((await recorder.receive(JSON.stringify(event), 'internal')).outcome);
    return outcomes;
  };
  const publication = () => recorder.store.memory.rows.get(SUBJECT)?.current.states.publication;
  return { ...recorder, sent, remind, deliver, publication };
}

describe('an Änderungsvereinbarung taken back in its window', () => {
  test('leaves what was concluded before to appear at its time', async () => {
    const { send, store, clock, remind, deliver } = stageWithWindow();
    for (const event of concludedFacts()) await send(event);
    const anew = [...concludedAnewFacts(), withdrawn('land', 2)];
    for (const event of anew) expect(await send(event)).toMatchObject({ outcome: 'recorded' });
    clock.at = '2025-09-01T12:00:00.000Z';
    await remind();
    expect(await deliver()).toEqual(['recorded']);
    const head = await store.load(SUBJECT);
    expect(head?.state).toMatchObject({
      fassung: { number: 1 },
      pending: { number: 2 },
      publication: { fassung: 1, wanted: 1 },
    });
  });
});

describe('the undo window', () => {
  test('lets nothing appear before it is over', async () => {
    const { send, remind, publication } = stageWithWindow();
    for (const event of concludedFacts()) await send(event);
    expect(publication()).toBe('waiting');
    expect(await remind()).toBe(0);
  });

  test('once over, makes the publication due, once, however often it is reminded of', async () => {
    const { send, clock, remind, deliver, publication } = stageWithWindow();
    for (const event of concludedFacts()) await send(event);
    clock.at = '2025-09-01T11:00:00.000Z';
    await remind();
    await remind();
    expect(await deliver()).toEqual(['recorded', 'duplicate']);
    expect(publication()).toBe('due');
    expect(await remind()).toBe(0);
    await send(published());
    expect(publication()).toBe('published');
  });

  test('is the time to look again: a check that finds less reopens the Fassung', async () => {
    const { send, publication } = stageWithWindow();
    for (const event of concludedFacts()) await send(event);
    await send({ ...scanChecked('upload-0001', { signaturesVisible: ['land'] }), id: 'looked-again' });
    expect(publication()).toBe('not-ready');
  });

  test('is the time to withdraw: nothing appears, and a later completion waits anew', async () => {
    const { send, clock, remind, deliver, publication } = stageWithWindow();
    for (const event of concludedFacts()) await send(event);
    await send(withdrawn('land'));
    clock.at = '2025-09-01T12:00:00.000Z';
    expect(await remind()).toBe(0);
    const [, , land] = concludedFacts();
    if (land !== undefined) await send({ ...land, id: 'signed-again' });
    expect(publication()).toBe('waiting');
    clock.at = '2025-09-01T13:00:00.000Z';
    await remind();
    expect(await deliver()).toEqual(['recorded']);
  });
});
