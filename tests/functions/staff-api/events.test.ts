import { CloudEvent as PublicCloudEvent, HTTP } from 'cloudevents';
import { describe, expect, test } from 'vitest';
import type { IncomingEvent } from '../../../events/incoming/index.ts';
import { refusedSentence, waitingSentence } from '../../../events/reasons.ts';
import {
  HMSI,
  KREIS as KREIS_SOURCE,
  RP_KASSEL,
  SUBJECT,
  bescheid,
  drafted,
  released,
  signature,
  withdrawn,
} from '../../support/facts/given.ts';
import { asCloudEvent } from '../../support/stages/recorder.ts';
import { KREIS, LAND, claimsOf, machineOf, staffApi } from '../../support/stages/staff-api.ts';

const RP = machineOf('rp');
const LIMBURG = machineOf('06533');
const GIESSEN = machineOf('06531');
const structured = { 'content-type': 'application/cloudevents+json; charset=utf-8' };

function door() {
  const api = staffApi();
  const post = (event: object, claims: object = RP, query: object = {}) =>
    api.ask('POST', '/v1/events', { claims, body: event, headers: structured, query });
  const postFact = (event: IncomingEvent, claims: object = RP, query: object = {}) =>
    post(asCloudEvent(event), claims, query);
  /** As the gateway hands it over: decoded once. */
  const receipt = (source: string, id: string, claims: object = RP) =>
    api.ask('GET', `/v1/events/${source}/${id}`, { claims });
  /** What the queue delivers. */
  const deliver = async () => {
    const outcomes = [];
    for (const { body } of api.queue.splice(0)) outcomes.push(await api.receive(body));
    return outcomes;
  };
  return { ...api, post, postFact, receipt, deliver };
}

const grant = bescheid('zuwendung', 890_000);
const GRANT = [grant.source, grant.id] as const;

describe('an event over HTTP', () => {
  test('takes the way of every event from outside, unchanged and in the group of its Zielvereinbarung', async () => {
    const { postFact, queue, store } = door();
    expect(await postFact(grant)).toMatchObject({
      status: 202,
      body: { source: RP_KASSEL, id: grant.id, state: 'received' },
    });
    expect(queue).toEqual([{ body: JSON.stringify(asCloudEvent(grant)), subject: SUBJECT }]);
    expect(store.memory.events.size + store.memory.parked.size + store.memory.markers.size).toBe(0);
  });

  test('gets the same receipt however often it comes', async () => {
    const { postFact, deliver, store } = door();
    const first = await postFact(grant);
    expect(await postFact(grant)).toEqual(first);
    await deliver();
    expect(await postFact(grant)).toEqual(first);
    expect((await deliver()).map(({ outcome }) => outcome)).toEqual(['duplicate']);
    expect(store.memory.parked.size).toBe(1);
  });

  test('as the public library writes it is understood in structured and in binary mode', async () => {
    const { ask, queue } = door();
    const event = new PublicCloudEvent<unknown>({ ...asCloudEvent(grant) });
    for (const { headers, body } of [HTTP.structured(event), HTTP.binary(event)]) {
      expect(await ask('POST', '/v1/events', { claims: RP, headers, body: String(body) })).toMatchObject({
        status: 202,
        body: { source: RP_KASSEL, id: grant.id },
      });
    }
    const [one, other] = queue.map(({ body }) => JSON.parse(body));
    expect(other.data).toEqual(one.data);
    expect(other).toMatchObject({ id: grant.id, type: one.type, subject: SUBJECT });
  });

  test.each([
    [
      'that breaks the contract',
      { ...asCloudEvent(grant), data: { ...grant.data, issuedOn: '31.02.2025' } },
      400,
      'date-invalid',
      'Tag des Bescheids (data.issuedOn): erwartet wird ein Tag',
    ],
    [
      'with money as a float',
      { ...asCloudEvent(grant), data: { ...grant.data, amount: { amountCent: 1.5, currency: 'EUR' } } },
      400,
      'number-invalid',
      'Betrag in Cent (data.amount.amountCent): erwartet wird eine ganze Zahl',
    ],
    [
      'without a subject',
      { ...asCloudEvent(grant), subject: undefined },
      400,
      'schema-violated',
      'Gegenstand (subject): fehlt',
    ],
    [
      'of an unknown type',
      { ...asCloudEvent(grant), type: 'de.hessen.aqb.x.y.v1' },
      400,
      'event-type-unknown',
      'type',
    ],
    [
      'of an unknown version',
      { ...asCloudEvent(grant), type: 'de.hessen.aqb.bescheid.issued.v9' },
      400,
      'event-version-unknown',
      'type',
    ],
    [
      'from the future',
      { ...asCloudEvent(grant), time: '2031-01-01T00:00:00Z' },
      400,
      'event-time-invalid',
      'time',
    ],
    ['of somebody else', { ...asCloudEvent(grant), source: HMSI }, 403, 'sender-not-allowed', 'source'],
    [
      'of a type that is not its own',
      { ...asCloudEvent(released()), source: RP_KASSEL },
      403,
      'sender-not-allowed',
      '',
    ],
    [
      'of our own functions',
      { ...asCloudEvent(grant), source: 'urn:aqb:inspect-scan' },
      403,
      'sender-not-allowed',
      'source',
    ],
  ])('%s is refused at the door, with path and rule', async (_, event, status, code, detail) => {
    const { post, queue, store } = door();
    const answer = await post(event);
    expect(answer).toMatchObject({ status, body: { code } });
    expect(answer.body.detail ?? '').toContain(detail);
    expect(queue).toEqual([]);
    expect(store.memory.notes.size).toBe(0);
  });

  test('of a Kreis speaks for that Kreis and for its own side only', async () => {
    const { postFact } = door();
    const own = signature('kommune');
    expect(await postFact(own, LIMBURG)).toMatchObject({ status: 202 });
    expect(await postFact(own, GIESSEN)).toMatchObject({ status: 403, body: { code: 'sender-not-allowed' } });
    const foreign = { ...own, source: 'https://kreis.example/06531' };
    expect(await postFact(foreign, GIESSEN)).toMatchObject({
      status: 403,
      body: { code: 'subject-not-allowed' },
    });
    const otherSide = { ...signature('land'), source: KREIS_SOURCE };
    expect(await postFact(otherSide, LIMBURG)).toMatchObject({
      status: 403,
      body: { code: 'sender-not-allowed', detail: 'Seite (data.party)', field: 'data.party' },
    });
  });

  test.each([
    ['no JSON', structured, 'kein JSON', 400, 'body-unreadable'],
    ['a list', structured, '[]', 400, 'batch-unsupported'],
    ['binary data that is no JSON', { 'ce-specversion': '1.0' }, '{', 400, 'body-unreadable'],
    ['another content type', { 'content-type': 'application/json' }, '{}', 415, 'content-type-unsupported'],
    ['a batch', { 'content-type': 'application/cloudevents-batch+json' }, '[]', 415, 'batch-unsupported'],
    ['binary data twice', { 'ce-specversion': '1.0' }, '{"a":1,"a":1}', 400, 'duplicate-json-key'],
    [
      'ISO-8859-1 that is not named',
      structured,
      Buffer.from('{"subject":"Förderung"}', 'latin1'),
      400,
      'encoding-invalid',
    ],
    [
      'ISO-8859-1 that the gateway read as text',
      { 'ce-specversion': '1.0' },
      Buffer.from('{"subject":"Förderung"}', 'latin1').toString('utf8'),
      400,
      'encoding-invalid',
    ],
    ['more than 256 KiB', structured, JSON.stringify({ x: 'x'.repeat(262_144) }), 413, 'event-too-large'],
  ])('%s is refused', async (_, headers, body, status, code) => {
    const { ask, queue } = door();
    expect(await ask('POST', '/v1/events', { claims: RP, headers, body })).toMatchObject({
      status,
      body: { code },
    });
    expect(queue).toEqual([]);
  });
});

describe('tokens of systems', () => {
  test.each([
    ['without the scope', { ...RP, scope: 'events/read' }, 403, 'scope-missing'],
    ['without any scope', { ...RP, scope: undefined }, 403, 'scope-missing'],
    ['of an unknown client', { ...RP, client_id: 'machine-x' }, 401, 'token-not-for-us'],
    ['that is expired', { ...RP, exp: '1' }, 401, 'token-expired'],
    ['that is no access token', { ...RP, token_use: 'id' }, 401, 'wrong-token-use'],
    ['of a person', LAND, 403, 'scope-missing'],
    ['of a person who gave itself the scope', { ...LAND, scope: 'events/send' }, 403, 'scope-missing'],
  ])('one %s sends no event', async (_, claims, status, code) => {
    const { postFact, queue } = door();
    expect(await postFact(grant, claims)).toMatchObject({ status, body: { code } });
    expect(queue).toEqual([]);
  });

  test.each([
    ['GET', '/v1/zielvereinbarungen'],
    ['GET', `/v1/zielvereinbarungen/${SUBJECT}`],
    ['POST', `/v1/zielvereinbarungen/${SUBJECT}/events`],
    ['POST', '/v1/uploads'],
    ['GET', '/v1/uploads/upload-0001'],
    ['POST', '/v1/uploads/upload-0001/confirmation'],
  ] as const)('do not open %s %s, whatever groups they name', async (method, path) => {
    const claims = { ...RP, 'cognito:groups': '[land]' };
    expect(
      await door().ask(method, path, { claims, body: method === 'POST' ? {} : undefined }),
    ).toMatchObject({
      status: 401,
      body: { code: 'token-not-for-us' },
    });
  });
});

describe('a receipt', () => {
  test('follows an event from received over parked to recorded', async () => {
    const { postFact, receipt, deliver, send } = door();
    await postFact(grant);
    expect(await receipt(...GRANT)).toMatchObject({ status: 200, body: { state: 'received' } });
    await deliver();
    expect((await receipt(...GRANT)).body).toMatchObject({
      state: 'parked',
      subject: SUBJECT,
      reason: 'zielvereinbarung-unknown',
      text: waitingSentence('zielvereinbarung-unknown'),
      until: '2026-03-31',
    });
    await send(drafted());
    expect((await receipt(...GRANT)).body).toMatchObject({
      state: 'recorded',
      subject: SUBJECT,
      versions: [2, 3],
    });
  });

  test('shows another content under the same name beside the first one', async () => {
    const { postFact, receipt, deliver, send, store } = door();
    await send(drafted());
    await postFact(grant);
    await postFact({ ...bescheid('zuwendung', 800_000), id: grant.id });
    expect((await deliver()).map(({ outcome }) => outcome)).toEqual(['recorded', 'refused']);
    const [item] = store.memory.clearing.values();
    expect((await receipt(...GRANT)).body).toMatchObject({
      state: 'recorded',
      versions: [2, 3],
      otherContent: { reason: 'event-id-reused', clearing: { month: item?.month, key: item?.key } },
    });
  });

  test('shows another content also beside an event that waits', async () => {
    const { postFact, receipt, deliver } = door();
    await postFact(grant);
    await postFact({ ...bescheid('zuwendung', 800_000), id: grant.id });
    await deliver();
    expect((await receipt(...GRANT)).body).toMatchObject({
      state: 'parked',
      otherContent: { reason: 'event-id-reused' },
    });
  });

  test('says why the rules refused, and where the message lies', async () => {
    const { receipt, send, store } = door();
    await send(drafted());
    const wrong = drafted({}, { id: 'again' });
    await send(wrong);
    const [item] = store.memory.clearing.values();
    expect((await receipt(wrong.source, wrong.id, LAND)).body).toMatchObject({
      state: 'refused',
      subject: SUBJECT,
      reason: 'already-exists',
      text: refusedSentence('already-exists'),
      clearing: { month: item?.month, key: item?.key },
    });
  });

  test('exists for what the queue brought and nobody could judge', async () => {
    const { receipt, receive } = door();
    const event = asCloudEvent(grant);
    await receive(JSON.stringify({ ...event, data: {} }));
    expect((await receipt(...GRANT)).body).toMatchObject({ state: 'refused', reason: 'schema-violated' });
    await receive(JSON.stringify({ ...event, id: 'late', time: '2009-01-01T00:00:00Z' }));
    expect((await receipt(RP_KASSEL, 'late')).body).toMatchObject({
      reason: 'event-time-invalid',
      detail: 'Zeit des Ereignisses (time)',
    });
    await receive(JSON.stringify({ ...event, id: 'own', source: 'https://nobody.example' }));
    expect((await receipt('https://nobody.example', 'own', LAND)).body).toMatchObject({
      state: 'refused',
      reason: 'sender-not-allowed',
    });
  });

  test('cannot be written by somebody who only claims the name', async () => {
    const { receipt, receive, store, send } = door();
    await send(grant);
    expect((await receipt(...GRANT)).body.state).toBe('parked');
    const foreign = {
      ...asCloudEvent(grant),
      subject: 'AQB-2025-06531',
      source: 'https://kreis.example/06533',
    };
    const own = signature('kommune');
    await send(own);
    await receive(JSON.stringify({ ...foreign, id: own.id }));
    expect(store.memory.clearing.size).toBe(1);
    expect((await receipt(own.source, own.id, LAND)).body.state).toBe('parked');
  });

  test('of an event that was just taken stays its own, whatever somebody else sends under its name', async () => {
    const { postFact, receipt, receive, store } = door();
    const own = signature('kommune');
    await postFact(own, LIMBURG);
    await receive(JSON.stringify({ ...asCloudEvent(own), subject: 'AQB-2025-06531' }));
    expect([...store.memory.clearing.values()]).toMatchObject([{ reason: 'subject-not-allowed' }]);
    expect((await receipt(own.source, own.id, LIMBURG)).body).toMatchObject({ state: 'received' });
  });

  test('of an event that says nothing new is that of a duplicate', async () => {
    const { receipt, send } = door();
    for (const event of [drafted(), released()]) await send(event);
    const again = { ...released(), id: 'again' };
    expect(await send(again)).toMatchObject({ outcome: 'duplicate' });
    expect((await receipt(again.source, again.id, LAND)).body).toMatchObject({
      state: 'duplicate',
      subject: SUBJECT,
    });
  });

  test('is shown to the sender, and of staff to those who see all', async () => {
    const { receipt, send } = door();
    await send(grant);
    for (const claims of [RP, LAND, claimsOf('pruefung'), claimsOf('revision')])
      expect(await receipt(...GRANT, claims)).toMatchObject({ status: 200 });
    expect(await receipt(...GRANT, LIMBURG)).toMatchObject({ status: 404, body: { code: 'not-found' } });
    for (const claims of [KREIS, claimsOf('archiv')])
      expect(await receipt(...GRANT, claims)).toMatchObject({ status: 403, body: { code: 'role-missing' } });
    expect(await receipt(RP_KASSEL, 'unknown')).toMatchObject({ status: 404 });
  });

  test.each(['a/b', 'a?b#c', 'a%41', '100%', 'https://x.example/y'])(
    'of an event named %s is found at the address that it gives',
    async (id) => {
      const { ask, postFact } = door();
      const { body } = await postFact({ ...grant, id });
      // What is encoded twice passes the gateway as it is, because it leaves %25 alone.
      expect((await ask('GET', body.links.self, { claims: RP })).body).toMatchObject({
        id,
        state: 'received',
      });
    },
  );

  test('is found by a source and an id that are encoded once', async () => {
    const { ask, send, receipt } = door();
    await send(grant);
    const { body } = await receipt(...GRANT);
    const path = `/v1/events/${encodeURIComponent(RP_KASSEL)}/${grant.id}`;
    expect((await ask('GET', path, { claims: RP })).body).toEqual(body);
    expect(await ask('GET', '/v1/events/%E0%A4/x', { claims: LAND })).toMatchObject({ status: 404 });
  });
});

describe('a preview', () => {
  const preview = { preview: '' };
  const path = `/v1/zielvereinbarungen/${SUBJECT}/events`;

  test('of an event over HTTP judges and leaves no trace', async () => {
    const { postFact, queue, store, send } = door();
    await send(drafted());
    const before = structuredClone(store.memory);
    expect(await postFact(grant, RP, preview)).toMatchObject({
      status: 200,
      body: { outcome: 'would-record', facts: ['BescheidIssued', 'BescheidDifferenceFound'], hints: [] },
    });
    expect(
      await postFact(bescheid('aenderung', 1, { aktenzeichen: 'ohne-bescheid' }), RP, preview),
    ).toMatchObject({
      body: { outcome: 'parked', reason: 'bescheid-base-missing' },
    });
    expect(store.memory).toEqual(before);
    expect(queue).toEqual([]);
  });

  test('tells a system its own facts and hints, and nothing of what others had told', async () => {
    const { postFact, send } = door();
    await send(drafted());
    const { body } = await postFact(grant, RP, preview);
    expect(Object.keys(body).sort()).toEqual(['facts', 'hints', 'outcome']);
  });

  test.each([['false'], ['1'], ['TRUE']])('?preview=%s is no preview and no order either', async (value) => {
    const { ask, postFact, queue, store } = door();
    const query = { preview: value };
    const wrong = {
      status: 400,
      body: { code: 'request-invalid', detail: expect.stringContaining('preview') },
    };
    expect(await postFact(grant, RP, query)).toMatchObject(wrong);
    const body = { type: 'zielvereinbarung.drafted.v1', data: drafted().data };
    const headers = { 'idempotency-key': 'k1' };
    expect(await ask('POST', path, { query, body, headers })).toMatchObject(wrong);
    expect([queue.length, store.memory.events.size]).toEqual([0, 0]);
  });

  test('may be written out', async () => {
    const { postFact, queue } = door();
    expect(await postFact(grant, RP, { preview: 'true' })).toMatchObject({ body: { outcome: 'parked' } });
    expect(queue).toEqual([]);
  });

  test('needs the same rights as the event', async () => {
    const { postFact } = door();
    expect(await postFact(grant, LIMBURG, preview)).toMatchObject({ status: 403 });
  });

  test('of a command needs no Idempotency-Key and records nothing', async () => {
    const { ask, send, store } = door();
    for (const event of [drafted(), released()]) await send(event);
    const before = structuredClone(store.memory);
    const body = {
      type: 'signature.withdrawn.v1',
      data: { fassung: 1, party: 'land', reason: 'Falsche Anlage.' },
    };
    expect(await ask('POST', path, { query: preview, body })).toMatchObject({
      status: 200,
      body: { outcome: 'parked', reason: 'signature-unknown' },
    });
    const refused = await ask('POST', path, {
      query: preview,
      body: { type: 'zielvereinbarung.drafted.v1', data: drafted().data },
    });
    expect(refused).toMatchObject({ status: 200, body: { outcome: 'refused', reason: 'already-exists' } });
    expect(refused.body.text).toContain('Es wurde nichts gespeichert.');
    expect(store.memory).toEqual(before);
  });

  test('under a key that was used says what the repeat would say', async () => {
    const { ask } = door();
    const command = {
      body: { type: 'zielvereinbarung.drafted.v1', data: drafted().data },
      headers: { 'idempotency-key': 'k1' },
    };
    await ask('POST', path, command);
    expect(await ask('POST', path, { ...command, query: preview })).toMatchObject({
      status: 200,
      body: { outcome: 'duplicate', versions: [1] },
    });
  });

  test('needs the rights of the command', async () => {
    const body = { type: 'signature.withdrawn.v1', data: withdrawn('land').data };
    expect(await door().ask('POST', path, { query: preview, body, claims: KREIS })).toMatchObject({
      status: 403,
      body: { code: 'party-not-own' },
    });
  });
});
