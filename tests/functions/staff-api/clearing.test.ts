import { describe, expect, test } from 'vitest';
import {
  SUBJECT,
  amended,
  concludedFacts,
  drafted,
  released,
  revised,
  signature,
} from '../../support/facts/given.ts';
import { PSEUDONYMS } from '../../support/stages/pseudonyms.ts';
import { asCloudEvent } from '../../support/stages/recorder.ts';
import { claimsOf, staffApi } from '../../support/stages/staff-api.ts';

const PRUEFUNG = claimsOf('pruefung');
const abweichung = amended('abweichung', [895_210, 845_210]);

type Asked = { claims?: object; body?: unknown; key?: string; query?: Record<string, string> };

function api() {
  const parts = staffApi();
  const ask = (method: 'GET' | 'POST', path: string, { key, ...asked }: Asked = {}) =>
    parts.ask(method, path, { ...asked, headers: key === undefined ? {} : { 'idempotency-key': key } });
  const decide = (item: { month: string; key: string }, body: object, over: Asked = {}) =>
    ask('POST', `/v1/clearing/${item.month}/${item.key}/decision`, { key: 'k1', ...over, body });
  return { ...parts, ask, decide };
}

/** A refused Abweichung at the desk, and the item as the list shows it. */
async function atDesk() {
  const parts = api();
  await parts.send(drafted());
  await parts.send(abweichung);
  const { body } = await parts.ask('GET', '/v1/clearing', { query: { month: '2025-09' } });
  const conclude = async () => {
    for (const event of concludedFacts().slice(1)) await parts.send(event);
  };
  return { ...parts, conclude, item: body.items[0] };
}

describe('the clearing desk in the API', () => {
  test('lists what is open with reason and sentence and without the body, and shows one with it', async () => {
    const { ask, item } = await atDesk();
    expect(item).toMatchObject({
      reason: 'not-concluded',
      state: 'open',
      subject: SUBJECT,
      month: '2025-09',
    });
    expect(item.text).toContain('noch nicht abgeschlossen');
    expect(item).not.toHaveProperty('body');
    const shown = await ask('GET', `/v1/clearing/${item.month}/${item.key}`, { claims: PRUEFUNG });
    expect(shown.status).toBe(200);
    expect(JSON.parse(shown.body.body)).toMatchObject({ id: abweichung.id });
    expect(shown.body).toMatchObject({ decisions: [], type: 'de.hessen.aqb.budget.amended.v1' });
  });

  test('replays, tells what was recorded, and shows who decided', async () => {
    const { ask, conclude, decide, item } = await atDesk();
    await conclude();
    const answer = await decide(
      item,
      { action: 'replay', reason: 'Abschluss liegt vor.' },
      { claims: PRUEFUNG },
    );
    expect(answer).toMatchObject({ status: 201, body: { outcome: 'recorded' } });
    expect(
      await decide(item, { action: 'replay', reason: 'Abschluss liegt vor.' }, { claims: PRUEFUNG }),
    ).toEqual(answer);
    const shown = await ask('GET', `/v1/clearing/${item.month}/${item.key}`);
    expect(shown.body).toMatchObject({
      state: 'decided',
      decisions: [
        { action: 'replay', by: await PSEUDONYMS.of('sub-pruefung'), reason: 'Abschluss liegt vor.' },
      ],
    });
    const query = { from: '2025-07', to: '2025-09' };
    const open = await ask('GET', '/v1/clearing', { query: { ...query, state: 'open' } });
    const closed = await ask('GET', '/v1/clearing', { query: { ...query, state: 'decided' } });
    expect([open.body.items.length, closed.body.items.length]).toEqual([0, 1]);
  });

  test('replaces by a whole message, and refuses another one', async () => {
    const { conclude, decide, item } = await atDesk();
    await conclude();
    const replacement = asCloudEvent({ ...amended('abweichung', [895_210, 800_000]), id: abweichung.id });
    const other = { action: 'replace', body: { ...replacement, id: 'other' } };
    expect(await decide(item, other)).toMatchObject({
      status: 409,
      body: { code: 'replacement-differs', detail: 'Kennung (id)', field: 'id' },
    });
    expect(await decide(item, { action: 'replace', body: replacement })).toMatchObject({ status: 201 });
  });

  test('takes no replacement that is too large to be kept', async () => {
    const { decide, item } = await atDesk();
    const body = { ...asCloudEvent(abweichung), data: { reason: 'x'.repeat(150_000) } };
    expect(await decide(item, { action: 'replace', body })).toMatchObject({
      status: 413,
      body: { code: 'event-too-large', detail: 'Neue Nachricht (body)', field: 'body' },
    });
    const beyond = { ...body, data: { reason: 'x'.repeat(300_000) } };
    expect(await decide(item, { action: 'replace', body: beyond })).toMatchObject({
      status: 413,
      body: { code: 'event-too-large', detail: expect.stringContaining('größer als 262.144 Bytes') },
    });
  });

  test('discards with a reason, once', async () => {
    const { decide, item } = await atDesk();
    expect(await decide(item, { action: 'discard' })).toMatchObject({
      status: 400,
      body: { code: 'reason-missing' },
    });
    expect(await decide(item, { action: 'discard', reason: 'Irrläufer.' })).toMatchObject({
      status: 200,
      body: { outcome: 'discarded' },
    });
    expect(await decide(item, { action: 'replay' }, { key: 'k2' })).toMatchObject({
      status: 409,
      body: { code: 'clearing-decided' },
    });
    expect(await decide(item, { action: 'replay' })).toMatchObject({
      status: 409,
      body: { code: 'command-id-reused' },
    });
  });

  test('closes the gap that an unreadable message left', async () => {
    const { receive, send, ask, decide, store } = api();
    await send({ ...drafted(), sequence: '1' });
    await receive('{');
    await send({ ...revised(2), sequence: '3' });
    const { body } = await ask('GET', '/v1/clearing', { query: { month: '2025-09' } });
    const gap = { source: drafted().source, subject: SUBJECT, sequence: '2' };
    expect(
      await decide(body.items[0], { action: 'discard', reason: 'Unlesbar.', ...gap, sequence: '1' }),
    ).toMatchObject({ status: 409, body: { code: 'gap-not-open' } });
    expect(await decide(body.items[0], { action: 'discard', reason: 'Unlesbar.', ...gap })).toMatchObject({
      status: 200,
    });
    expect(store.memory.heads.get(SUBJECT)?.version).toBe(2);
  });

  test('refused again says why as a problem, and what is early waits', async () => {
    const { decide, item, send, ask, clock } = await atDesk();
    expect(await decide(item, { action: 'replay' })).toMatchObject({
      status: 409,
      body: { code: 'not-concluded', type: 'urn:aqb:reason:not-concluded' },
    });
    await send({ ...signature('land'), id: 'ahead', time: '2025-09-01T10:30:00Z' });
    clock.at = '2025-09-01T11:00:00.000Z';
    const { body } = await ask('GET', '/v1/clearing', { query: { month: '2025-09' } });
    expect(await decide(body.items[0], { action: 'replay' })).toMatchObject({
      status: 202,
      body: { outcome: 'parked', reason: 'fassung-not-released' },
    });
  });

  test.each([
    ['an unknown action', { action: 'forget' }, 400],
    ['a field that nobody knows', { action: 'replay', versions: [1] }, 400],
    ['a body with a replay', { action: 'replay', body: {} }, 400],
    ['a number with a replay', { action: 'replay', sequence: '2' }, 400],
    ['a source without a number', { action: 'discard', reason: 'Weg.', source: 'https://x.example' }, 400],
    ['a reason that hides something', { action: 'discard', reason: 'a\u202Eb' }, 400],
  ])('refuses %s', async (_, body, status) => {
    const { decide, item } = await atDesk();
    expect((await decide(item, body)).status).toBe(status);
  });

  test('needs an Idempotency-Key', async () => {
    const { ask, item } = await atDesk();
    const path = `/v1/clearing/${item.month}/${item.key}/decision`;
    expect(await ask('POST', path, { body: { action: 'replay' } })).toMatchObject({
      status: 400,
      body: { code: 'idempotency-key-missing' },
    });
  });

  test.each([
    ['kommune ags-06533', '/v1/clearing'],
    ['archiv', '/v1/clearing'],
    ['kommune ags-06533', '/v1/parked'],
  ])('is closed to %s at %s', async (groups, path) => {
    const { ask } = api();
    expect(await ask('GET', path, { claims: claimsOf(groups) })).toMatchObject({
      status: 403,
      body: { code: 'role-missing' },
    });
  });

  test('the revision reads everything and decides nothing', async () => {
    const { ask, decide, item } = await atDesk();
    const claims = claimsOf('revision');
    const list = await ask('GET', '/v1/clearing', { claims, query: { month: item.month } });
    expect(list.body.items).toEqual([item]);
    expect(await ask('GET', `/v1/clearing/${item.month}/${item.key}`, { claims })).toMatchObject({
      status: 200,
    });
    expect(await decide(item, { action: 'replay' }, { claims })).toMatchObject({
      status: 403,
      body: { code: 'role-missing' },
    });
  });

  test('the county may not decide either', async () => {
    const { decide, item } = await atDesk();
    const claims = claimsOf('kommune ags-06533');
    expect(await decide(item, { action: 'replay' }, { claims })).toMatchObject({ status: 403 });
  });

  test.each([
    ['2025-08', 'a'.repeat(64)],
    ['2025-13', 'a'.repeat(64)],
    ['2025-08', 'HEAD'],
  ])('knows nothing at %s/%s', async (month, key) => {
    const { ask, decide } = api();
    expect((await ask('GET', `/v1/clearing/${month}/${key}`)).status).toBe(404);
    expect((await decide({ month, key }, { action: 'replay' })).status).toBe(404);
  });

  test.each([
    [{ month: '2025' }],
    [{ to: '2025-09' }],
    [{ search: '' }],
    [{ search: 'x'.repeat(201) }],
    [{ from: '2025-09' }],
    [{ from: '2025-09', to: '2025-01' }],
    [{ from: '2010-01', to: '2025-01' }],
    [{ month: '2025-09', state: 'gone' }],
    [{ month: '2025-09', limit: '101' }],
    [{ month: '2025-09', limit: '0x10' }],
    [{ month: '2025-09', limit: ' 5' }],
    [{ month: '2025-09', cursor: 'HEAD' }],
  ])('refuses the query %j', async (query: Record<string, string>) => {
    const { ask } = api();
    expect(await ask('GET', '/v1/clearing', { query })).toMatchObject({
      status: 400,
      body: { code: 'request-invalid' },
    });
  });
});

describe('whatever a message says of its time', () => {
  /** Two refused messages, the second of which an earlier release filed under the time that it claims. */
  async function oddDesk() {
    const parts = api();
    await parts.receive(JSON.stringify({ ...asCloudEvent(abweichung), time: '1970-01-01T00:00:00Z' }));
    await parts.receive('{"Lieferung":"unlesbar f\\u00fcr alle"');
    const former = { month: '9999-12', key: 'f'.repeat(64) };
    await parts.store.commit({
      refuse: {
        ...former,
        reason: 'event-time-invalid',
        body: '{"id":"alt","note":"H\\u00fcnfeld"}',
        door: 'ingress',
        id: 'alt',
        receivedAt: '2025-03-01T10:00:00Z',
        proven: true,
      },
    });
    const list = async (query: Record<string, string> = {}) =>
      (await parts.ask('GET', '/v1/clearing', { query })).body.items;
    return { ...parts, former, list };
  }

  test('without a month everything is listed, by receipt, and what was filed otherwise as well', async () => {
    const { list } = await oddDesk();
    expect((await list()).map(({ month, reason }: Record<string, string>) => [month, reason])).toEqual(
      expect.arrayContaining([
        ['2025-09', 'event-time-invalid'],
        ['2025-09', 'body-unreadable'],
        ['9999-12', 'event-time-invalid'],
      ]),
    );
    expect(await list({ month: '9999-12' })).toMatchObject([{ id: 'alt' }]);
  });

  test.each([
    ['its id', 'alt', ['9999-12']],
    ['its reason', 'EVENT-time-invalid', ['2025-09', '9999-12']],
    ['its Zielvereinbarung', SUBJECT, ['2025-09']],
    ['the time that it claims', '1970-01', ['2025-09']],
    ['a word of its body, written with escapes', 'hünfeld', ['9999-12']],
    ['words that no message holds together', `alt ${SUBJECT}`, []],
  ])('it is found by %s', async (_, search, months) => {
    const { list } = await oddDesk();
    expect((await list({ search })).map(({ month }: { month: string }) => month)).toEqual(months);
  });

  test('it is opened and decided by its link', async () => {
    const { ask, decide, former } = await oddDesk();
    expect((await ask('GET', `/v1/clearing/${former.month}/${former.key}`)).body).toMatchObject({
      id: 'alt',
    });
    const order = { action: 'discard', reason: 'Uhr des Absenders steht.' };
    expect(await decide(former, order)).toMatchObject({ status: 200, body: { outcome: 'discarded' } });
  });

  test('a search goes on where its page ended, each page in few looks, and misses nothing', async () => {
    const { ask, receive } = api();
    for (let n = 0; n < 60; n += 1) await receive(`{"n":"${n === 59 ? 'gesucht' : n}"`);
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const query = { search: 'gesucht', limit: '1', ...(cursor !== undefined && { cursor }) };
      const { body } = await ask('GET', '/v1/clearing', { query });
      found.push(...body.items.map(({ key }: { key: string }) => key));
      cursor = body.next;
    } while (cursor !== undefined);
    expect(found).toHaveLength(1);
  });
});

describe('what waits', () => {
  test('is listed over all Zielvereinbarungen, and at its own with what is overdue', async () => {
    const { ask, send, clock } = api();
    await send(signature('land'));
    await send({ ...signature('kommune'), subject: 'AQB-2025-06531', source: 'https://kreis.example/06531' });
    const list = await ask('GET', '/v1/parked', {
      query: { until: '2026-03' },
      claims: claimsOf('revision'),
    });
    expect(list.body.items.map((line: { zielvereinbarung: string }) => line.zielvereinbarung)).toEqual([
      'AQB-2025-06531',
      SUBJECT,
    ]);
    const page = await ask('GET', '/v1/parked', { query: { until: '2026-03', limit: '1' } });
    expect(page.body.items).toHaveLength(1);
    const next = { until: '2026-03', cursor: page.body.next };
    expect((await ask('GET', '/v1/parked', { query: next })).body.items).toHaveLength(1);
    await send(drafted());
    const shown = async () => (await ask('GET', `/v1/zielvereinbarungen/${SUBJECT}`)).body.waiting;
    expect(await shown()).toMatchObject([{ id: 'signature-land-1', overdue: false }]);
    clock.at = '2025-09-15T10:00:00.000Z';
    expect(await shown()).toMatchObject([{ id: 'signature-land-1', overdue: true }]);
    await send(released());
    expect(await shown()).toEqual([]);
  });

  test('is asked for by month', async () => {
    const { ask } = api();
    expect((await ask('GET', '/v1/parked')).status).toBe(400);
  });
});

describe('the second look', () => {
  test('replays what its sender proved and discards, and vouches for nobody', async () => {
    const { item, decide, conclude } = await atDesk();
    const body = asCloudEvent({ ...abweichung, id: 'other' });
    expect(await decide(item, { action: 'replace', body }, { claims: PRUEFUNG })).toMatchObject({
      status: 403,
      body: { code: 'role-missing' },
    });
    await conclude();
    expect(await decide(item, { action: 'replay' }, { claims: PRUEFUNG })).toMatchObject({ status: 201 });
  });

  test('lets nothing through that did not prove its sender', async () => {
    const { ask, decide, receive } = api();
    await receive(JSON.stringify({ ...asCloudEvent(abweichung), source: 'https://fremd.example' }));
    const { body } = await ask('GET', '/v1/clearing', { query: { month: '2025-09' } });
    const [item] = body.items;
    expect(await decide(item, { action: 'replay' }, { claims: PRUEFUNG })).toMatchObject({ status: 403 });
    const reason = 'Unbekannter Absender.';
    expect(await decide(item, { action: 'discard', reason }, { claims: PRUEFUNG })).toMatchObject({
      status: 200,
    });
  });
});
