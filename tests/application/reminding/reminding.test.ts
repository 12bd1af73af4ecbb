import { describe, expect, test } from 'vitest';
import type { CloudEvent } from '../../../events/fact.ts';
import { inMemoryEventStore } from '../../../shared/adapters/memory/in-memory-event-store.ts';
import { remind as remindOf } from '../../../shared/application/reminding/remind.ts';
import {
  SUBJECT,
  concludedAnewFacts,
  concludedFacts,
  drafted,
  published,
  released,
  scanChecked,
  withdrawn,
} from '../../support/facts/given.ts';
import { publicationHeld, releasedByPerson } from '../../support/facts/given-year.ts';
import { recordCommand } from '../../../shared/application/receiving/record-command.ts';
import { recorderOn } from '../../support/stages/recorder.ts';
import { WIRE } from '../../support/facts/wire.ts';

function stageWithWindow() {
  const recorder = recorderOn(inMemoryEventStore(), { undoWindowMinutes: 60 });
  const sent: CloudEvent[] = [];
  const queue = { send: (events: readonly CloudEvent[]) => Promise.resolve(void sent.push(...events)) };
  const remind = () =>
    remindOf({
      store: recorder.store,
      queue,
      clock: recorder.reception.recorder.clock,
      wire: WIRE,
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

describe('a clock of reminding that runs ahead of the clock of recording', () => {
  test.each([50, 3000, 180_000, 300_000])('by %i ms delays nothing for ever', async (ahead) => {
    const { send, store, clock, remind, deliver, publication } = stageWithWindow();
    for (const event of concludedFacts()) await send(event);
    const publishAt = Date.parse('2025-09-01T11:00:00.000Z');
    const before = store.memory.heads.get(SUBJECT);
    clock.at = new Date(publishAt - 1 + ahead).toISOString();
    await remind();
    clock.at = new Date(publishAt - 1).toISOString();
    expect(await deliver()).toEqual(['duplicate']);
    expect(store.memory.heads.get(SUBJECT)).toEqual(before);
    expect(store.memory.markers.size).toBe(concludedFacts().length);
    clock.at = new Date(publishAt + 300_000).toISOString();
    await remind();
    expect(await deliver()).toEqual(['recorded']);
    expect(publication()).toBe('due');
  });

  test('and a hold that is lifted again before its time, delay nothing for ever', async () => {
    const { send, clock, remind, deliver, publication, reception } = stageWithWindow();
    for (const event of concludedFacts()) await send(event);
    clock.at = '2025-09-01T11:00:00.000Z';
    await remind();
    clock.at = '2025-09-01T10:59:00.000Z';
    await send(publicationHeld());
    expect(await deliver()).toEqual(['duplicate']);
    const { type, data, subject, id } = releasedByPerson();
    await recordCommand(reception.recorder, { type, data, subject, id });
    clock.at = '2025-09-01T11:05:00.000Z';
    await remind();
    expect(await deliver()).toEqual(['recorded']);
    expect(publication()).toBe('due');
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

describe('a deadline', () => {
  const dueOn = '2025-09-30';

  test('is told of two weeks ahead, once, and once more when it has passed', async () => {
    const { send, clock, remind, deliver, sent } = stageWithWindow();
    for (const fact of [drafted(), released(1, { dueOn })]) await send(fact);
    clock.at = '2025-09-15T10:00:00.000Z';
    expect(await remind()).toBe(0);
    clock.at = '2025-09-16T10:00:00.000Z';
    await remind();
    await remind();
    expect(sent.map(({ type }) => type)).toEqual(Array(2).fill('de.hessen.aqb.deadline.approaching.v1'));
    expect(await deliver()).toEqual(['recorded', 'duplicate']);
    expect(await remind()).toBe(0);
    clock.at = '2025-10-01T10:00:00.000Z';
    await remind();
    expect(sent).toMatchObject([{ type: 'de.hessen.aqb.deadline.missed.v1', data: { dueOn } }]);
    expect(await deliver()).toEqual(['recorded']);
    expect(await remind()).toBe(0);
  });

  test('is forgotten where both have signed, and the meeting in autumn is the next', async () => {
    const { send, clock, remind, deliver, sent } = stageWithWindow();
    const [draft, , ...signed] = concludedFacts();
    if (draft === undefined) throw new Error('The facts begin with a draft');
    for (const fact of [draft, released(1, { dueOn }), ...signed]) await send(fact);
    clock.at = '2025-12-08T10:00:00.000Z';
    await remind();
    expect(sent.map(({ data }) => data['deadline'])).toEqual([undefined, 'umsetzungsbesprechung']);
    expect(await deliver()).toEqual(['recorded', 'recorded']);
  });

  test('long gone reminds nobody: what is entered afterwards is history', async () => {
    const { send, clock, remind } = stageWithWindow();
    clock.at = '2026-11-23T10:00:00.000Z';
    for (const fact of [drafted(), released(1, { dueOn })]) await send(fact);
    expect(await remind()).toBe(0);
  });
});
