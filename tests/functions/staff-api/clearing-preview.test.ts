import { describe, expect, test } from 'vitest';
import type { IncomingEvent } from '../../../events/incoming/index.ts';
import { FOLLOWERS } from '../../../shared/domain/zielvereinbarung/telling/followers-sentence.ts';
import {
  SUBJECT,
  amended,
  concludedFacts,
  drafted,
  released,
  revised,
  signature,
} from '../../support/facts/given.ts';
import { asCloudEvent } from '../../support/stages/recorder.ts';
import { claimsOf, staffApi } from '../../support/stages/staff-api.ts';

const PRUEFUNG = claimsOf('pruefung');
const abweichung = amended('abweichung', [895_210, 845_210]);
const early = { ...signature('land'), id: 'early', time: '2025-09-01T10:30:00Z' };

type Place = { readonly month: string; readonly key: string };
type Asked = { readonly claims?: object; readonly headers?: object };

function api() {
  const parts = staffApi();
  const path = ({ month, key }: Place) => `/v1/clearing/${month}/${key}/decision`;
  const decide = (item: Place, body: object, over: Asked = {}) =>
    parts.ask('POST', path(item), { headers: { 'idempotency-key': 'k1' }, ...over, body });
  /** Asks what would follow, and holds that the store stays as it is. */
  const foresee = async (item: Place, body: object, over: Asked = {}) => {
    const before = structuredClone(parts.store.memory);
    const answer = await parts.ask('POST', path(item), { ...over, body, query: { preview: '' } });
    expect(parts.store.memory).toEqual(before);
    return answer;
  };
  const onlyItem = async (): Promise<Place> => {
    const query = { from: '2025-08', to: '2025-09' };
    const { body } = await parts.ask('GET', '/v1/clearing', { query });
    return body.items[0];
  };
  const sendAll = async (events: readonly IncomingEvent[]) => {
    for (const event of events) await parts.send(event);
  };
  return { ...parts, decide, foresee, onlyItem, sendAll };
}

/** A refused Abweichung of a Zielvereinbarung that is not concluded. */
async function atDesk() {
  const parts = api();
  await parts.sendAll([drafted(), abweichung]);
  const item = await parts.onlyItem();
  return { ...parts, item, conclude: () => parts.sendAll(concludedFacts().slice(1)) };
}

const replacementOf = (to: number) => ({
  action: 'replace',
  body: asCloudEvent({ ...amended('abweichung', [895_210, to]), id: abweichung.id }),
});

describe('what would follow a decision at the clearing desk', () => {
  test('is recorded where the message fits now, in German, and that is what then happens', async () => {
    const { conclude, decide, foresee, item } = await atDesk();
    await conclude();
    const said = await foresee(item, { action: 'replay' }, { claims: PRUEFUNG });
    expect(said).toMatchObject({
      status: 200,
      body: { outcome: 'would-record', facts: ['BudgetAmended'], hints: expect.any(Array) },
    });
    expect(said.body.consequences.join(' ')).toContain('auf 845.210');
    expect(await decide(item, { action: 'replay' })).toMatchObject({
      status: 201,
      body: { outcome: 'recorded' },
    });
  });

  test('is told of the very message that takes the place of the refused one', async () => {
    const { conclude, decide, foresee, item } = await atDesk();
    await conclude();
    const said = await foresee(item, replacementOf(800_000));
    expect(said.body).toMatchObject({ outcome: 'would-record', facts: ['BudgetAmended'] });
    expect(said.body.consequences.join(' ')).toContain('auf 800.000');
    expect(await decide(item, replacementOf(800_000))).toMatchObject({ status: 201 });
  });

  test('is the new reason where the message fits no better, with field and sentence', async () => {
    const { conclude, decide, foresee, item } = await atDesk();
    expect(await foresee(item, { action: 'replay' })).toMatchObject({
      status: 200,
      body: { outcome: 'refused', reason: 'not-concluded', text: expect.stringContaining('noch nicht') },
    });
    await conclude();
    const wrong = amended('abweichung', [895_000, 845_210]);
    const order = { action: 'replace', body: asCloudEvent({ ...wrong, id: abweichung.id }) };
    expect(await foresee(item, order)).toMatchObject({
      body: { outcome: 'refused', reason: 'budget-from-mismatch' },
    });
    expect(await decide(item, order)).toMatchObject({
      status: 409,
      body: { code: 'budget-from-mismatch' },
    });
  });

  test('is waiting where something is missing still', async () => {
    const { clock, decide, foresee, onlyItem, sendAll } = api();
    await sendAll([drafted(), early]);
    clock.at = '2025-09-01T11:00:00.000Z';
    const item = await onlyItem();
    const waits = { outcome: 'parked', reason: 'fassung-not-released', text: expect.any(String) };
    expect(await foresee(item, { action: 'replay' })).toMatchObject({ status: 200, body: waits });
    expect(await decide(item, { action: 'replay' })).toMatchObject({ status: 202, body: waits });
  });

  test('is a repeat that closes the message where it is recorded already', async () => {
    const { decide, foresee, onlyItem, sendAll, store } = api();
    await sendAll([{ ...drafted(), time: '2025-09-01T10:20:00Z' }]);
    const item = await onlyItem();
    // As an earlier release left it: its sender could not close it.
    store.memory.markers.clear();
    await sendAll([drafted()]);
    const order = { action: 'replace', body: asCloudEvent(drafted()) };
    expect(await foresee(item, order)).toMatchObject({
      status: 200,
      body: {
        outcome: 'duplicate',
        versions: [1],
        consequences: [expect.stringContaining('schon aufgezeichnet')],
      },
    });
    expect(await decide(item, order)).toMatchObject({
      status: 200,
      body: { outcome: 'duplicate', versions: [1] },
    });
  });

  test('says that what waits is judged once the message is recorded, and nothing of it where nothing waits', async () => {
    const { clock, decide, foresee, onlyItem, sendAll, store } = api();
    await sendAll([{ ...released(), time: '2025-09-01T10:30:00Z' }]);
    const item = await onlyItem();
    await sendAll([drafted(), signature('land')]);
    clock.at = '2025-09-01T11:00:00.000Z';
    const goesOn = FOLLOWERS;
    const said = await foresee(item, { action: 'replay' });
    expect(said.body.consequences).toContain(goesOn);
    expect(store.memory.heads.get(SUBJECT)?.parked).toBe(1);
    await decide(item, { action: 'replay' });
    expect(store.memory.heads.get(SUBJECT)?.parked).toBe(0);
    const other = await atDesk();
    await other.conclude();
    const { body } = await other.foresee(other.item, { action: 'replay' });
    expect(body.consequences).not.toContain(goesOn);
  });
});

describe('what would follow discarding', () => {
  test('is that the message is closed, nothing is recorded and nobody is told', async () => {
    const { decide, foresee, item, store } = await atDesk();
    const order = { action: 'discard', reason: 'Irrläufer.' };
    const said = await foresee(item, order);
    expect(said).toMatchObject({ status: 200, body: { outcome: 'would-discard' } });
    const told = said.body.consequences.join(' ');
    expect(told).toContain('nichts festgehalten');
    expect(told).toContain('nicht benachrichtigt');
    expect(told).not.toContain('Nummer');
    const { clearing: _, ...before } = structuredClone(store.memory);
    expect(await decide(item, order)).toMatchObject({ status: 200, body: { outcome: 'discarded' } });
    const { clearing: __, ...after } = store.memory;
    expect(after).toEqual(before);
  });

  test.each([
    ['is judged afterwards', revised(2), FOLLOWERS, 2],
    ['waits for something else still', released(9), 'Zurzeit wartet nichts', 1],
  ] as const)('with its number says that what waits on it %s', async (_, next, sentence, version) => {
    const { decide, foresee, onlyItem, receive, send, store } = api();
    await send({ ...drafted(), sequence: '1' });
    await receive('{');
    await send({ ...next, sequence: '3' });
    const item = await onlyItem();
    const gap = { source: drafted().source, subject: SUBJECT, sequence: '2' };
    const order = { action: 'discard', reason: 'Unlesbar.', ...gap };
    const told = (await foresee(item, order)).body.consequences.join(' ');
    expect(told).toContain(`Nummer 2 von ${gap.source} zu ${SUBJECT} gilt als verbraucht`);
    expect(told).toContain(sentence);
    expect(await decide(item, order)).toMatchObject({ status: 200 });
    expect(store.memory.heads.get(SUBJECT)?.version).toBe(version);
  });
});

describe('a preview at the clearing desk', () => {
  test('is refused as the decision is, for the same person and the same order', async () => {
    const { decide, foresee, item } = await atDesk();
    const tooLarge = { ...asCloudEvent(abweichung), data: { reason: 'x'.repeat(300_000) } };
    const cases: readonly (readonly [object, Asked, number])[] = [
      [{ action: 'replay' }, { claims: claimsOf('revision') }, 403],
      [{ action: 'replay' }, { claims: claimsOf('kommune ags-06533') }, 403],
      [replacementOf(800_000), { claims: PRUEFUNG }, 403],
      [{ action: 'discard' }, {}, 400],
      [{ action: 'replay', sequence: '2' }, {}, 400],
      [{ action: 'replace', body: tooLarge }, {}, 413],
      [{ action: 'replace', body: { ...asCloudEvent(abweichung), id: 'other' } }, {}, 409],
      [{ action: 'discard', reason: 'Weg.', sequence: '1' }, {}, 409],
    ];
    for (const [order, over, status] of cases) {
      const said = await foresee(item, order, over);
      expect(said.status).toBe(status);
      const done = await decide(item, order, over);
      expect([done.status, done.body.code]).toEqual([said.status, said.body.code]);
    }
    const nowhere = { month: '2025-08', key: 'a'.repeat(64) };
    expect(await foresee(nowhere, { action: 'replay' })).toMatchObject({ status: 404 });
  });

  test('of a decided message says so, and of the same order under its name that it is a repeat', async () => {
    const { conclude, decide, foresee, item } = await atDesk();
    await conclude();
    const done = await decide(item, { action: 'replay' });
    expect(await foresee(item, { action: 'discard', reason: 'Weg.' })).toMatchObject({
      status: 409,
      body: { code: 'clearing-decided' },
    });
    const headers = { 'idempotency-key': 'k1' };
    expect((await foresee(item, { action: 'replay' }, { headers })).body).toEqual({
      outcome: 'duplicate',
      versions: done.body.versions,
    });
    expect(await foresee(item, { action: 'replay', reason: 'Anders.' }, { headers })).toMatchObject({
      status: 409,
      body: { code: 'command-id-reused' },
    });
  });

  test('needs no name, refuses one that is none, and another value than true', async () => {
    const { ask, foresee, item } = await atDesk();
    expect(
      await foresee(item, { action: 'replay' }, { headers: { 'idempotency-key': 'a b' } }),
    ).toMatchObject({ status: 400, body: { code: 'request-invalid' } });
    const path = `/v1/clearing/${item.month}/${item.key}/decision`;
    expect(
      await ask('POST', path, { body: { action: 'replay' }, query: { preview: 'false' } }),
    ).toMatchObject({ status: 400, body: { code: 'request-invalid' } });
  });
});
