import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { INCOMING } from '../../../../events/incoming/index.ts';
import { strayField } from '../../../../events/reading/stray.ts';
import type { Findings } from '../../../../shared/application/ports/intake.ts';
import { SCAN_SHA, SUBJECT, concludedFacts, drafted, released } from '../../../support/facts/given.ts';
import { EVENT_SCHEMAS, ROUTES, changedAt, pathsIn } from '../../../support/facts/schemas.ts';
import { LAND, claimsOf, machineOf, staffApi } from '../../../support/stages/staff-api.ts';
import { bareType } from '../../../../events/wire-type.ts';

const events = `/v1/zielvereinbarungen/${SUBJECT}/events`;
const preview = { preview: '' };
const signature = {
  party: 'land',
  signatory: { name: 'Heike Hofmann', office: 'Staatsministerin' },
  place: 'Wiesbaden',
  signedOn: { date: '2025-08-02', asWritten: '2.8.2025' },
  method: 'handwritten',
};
const ALL = claimsOf('land pruefung archiv');
const whole = { fassung: 1, pagesComplete: true, signaturesVisible: ['land'], signatures: [signature] };

/** A stage with everything that somebody can write to. */
async function stage() {
  const world = staffApi();
  for (const fact of concludedFacts().slice(0, 5)) await world.send(fact);
  const body = { zielvereinbarung: SUBJECT, parties: ['land'], sha256: SCAN_SHA, size: 1, fileName: 'a.pdf' };
  const { uploadId } = (await world.ask('POST', '/v1/uploads', { body })).body;
  const archived: Findings = {
    uploadId,
    state: 'archived',
    sha256: SCAN_SHA,
    size: 1,
    uploadedAt: '2025-09-01T10:00:00Z',
    observations: [],
  };
  world.findings.set(uploadId, archived);
  await world.receive('no JSON');
  const [line] = (await world.ask('GET', '/v1/clearing', { query: { month: '2025-09' } })).body.items;
  const writes: Readonly<Record<string, { path: string; body: object; claims?: object }>> = {
    'POST /v1/uploads': { path: '/v1/uploads', body },
    'POST /v1/uploads/{id}/confirmation': { path: `/v1/uploads/${uploadId}/confirmation`, body: whole },
    'POST /v1/zielvereinbarungen/{id}/events': {
      path: events,
      body: { type: 'signature.received.v1', data: { fassung: 1, ...signature } },
    },
    'POST /v1/clearing/{month}/{key}/decision': {
      path: `/v1/clearing/${line.month}/${line.key}/decision`,
      body: { action: 'discard', reason: 'Irrläufer' },
    },
    'PUT /v1/notices/settings': { path: '/v1/notices/settings', body: { delivery: 'daily' } },
    'POST /v1/events': { path: '/v1/events', body: {}, claims: machineOf('rp') },
  };
  return { ...world, writes };
}

const WRITING = ROUTES.filter(({ method }) => method !== 'GET').map(
  (route) => `${route.method} ${route.path}`,
);
const methodOf = (route: string) => (route.startsWith('PUT') ? 'PUT' : 'POST');

/** What the store and the lists hold: the same before and after a refusal. */
async function held({ store, uploads, findings, queue, assigned }: Awaited<ReturnType<typeof stage>>) {
  return JSON.stringify([await store.history(SUBJECT), [...uploads], [...findings], queue, assigned]);
}

test('every route that writes is tried', async () => {
  expect(Object.keys((await stage()).writes).toSorted()).toEqual(WRITING.toSorted());
});

describe('a field that there is not', () => {
  test.each(WRITING.filter((route) => route !== 'POST /v1/events'))(
    'is refused at any depth by %s',
    async (route) => {
      const world = await stage();
      const { path, body } = world.writes[route] ?? { path: '', body: {} };
      const before = await held(world);
      const places = [[], ...pathsIn(body)].filter((place) => {
        const there = place.reduce<unknown>((value, name) => Reflect.get(Object(value), name), body);
        return typeof there === 'object' && there !== null && !Array.isArray(there);
      });
      for (const place of places)
        for (const name of ['role', 'Fassung', 'x.y', 'konstruktor', ' party']) {
          const answer = await world.ask(methodOf(route), path, {
            claims: ALL,
            body: changedAt(body, [...place, name], 'admin'),
            headers: { 'idempotency-key': 'stray', 'if-match': '*' },
          });
          const field = [...place, name].join('.');
          expect(answer, field).toMatchObject({ status: 400, body: { code: 'field-not-allowed', field } });
          expect(answer.body.detail).toMatch(/gibt es hier nicht$/u);
          expect(JSON.stringify(answer.body)).not.toContain('admin');
        }
      expect(await held(world)).toBe(before);
    },
  );

  test('is named wherever it stands in whatever people report', async () => {
    const { ask } = await stage();
    const reported = EVENT_SCHEMAS.flatMap(({ name, root, examples }) =>
      root === 'data' && INCOMING.some((fact) => bareType(fact) === name)
        ? examples.map((data) => ({ type: name, data }))
        : [],
    );
    expect(reported.length).toBeGreaterThan(30);
    for (const { type, data } of reported)
      for (const place of [[], ...pathsIn(data)]) {
        const there = place.reduce<unknown>((value, name) => Reflect.get(Object(value), name), data);
        if (typeof there !== 'object' || there === null || Array.isArray(there)) continue;
        const body = { type, data: changedAt(data, [...place, 'neu'], { tief: 1 }) };
        const field = ['data', ...place, 'neu'].join('.');
        const answer = await ask('POST', events, { claims: ALL, body, query: preview });
        expect(answer, `${type} ${field}`).toMatchObject({
          status: 400,
          body: { code: 'field-not-allowed', field },
        });
      }
  });

  test('is passed over in an event of a system, as a newer minor version may bring it', async () => {
    const { ask, receive, store } = await stage();
    const data = {
      art: 'zuwendung',
      aktenzeichen: 'RPKS-1',
      issuedOn: '2025-06-24',
      amount: { amountCent: 89_000_000, currency: 'EUR', neu: 1 },
      bewilligungszeitraum: { from: '2025-01-01', to: '2025-12-31' },
      neu: { tief: [1] },
    };
    const event = {
      specversion: '1.0',
      id: 'neu-1',
      source: 'https://rp-kassel.example/foerderung',
      type: 'de.hessen.aqb.bescheid.issued.v1',
      subject: SUBJECT,
      time: '2025-06-24T08:00:00Z',
      datacontenttype: 'application/json',
      neuesattribut: 'x',
      data,
    };
    const headers = { 'content-type': 'application/cloudevents+json' };
    const sent = await ask('POST', '/v1/events', { claims: machineOf('rp'), body: event, headers });
    expect(sent).toMatchObject({ status: 202 });
    await receive(JSON.stringify({ ...event, source: 'https://hmsi.example/fachverfahren' }));
    const history = await store.history(SUBJECT);
    expect(history.map(({ event: { type } }) => type)).toContain('BescheidIssued');
    expect(JSON.stringify(history)).not.toContain('neu"');
  });

  test('stays free where anything may stand: in the message that replaces another', async () => {
    const { ask, writes } = await stage();
    const { path = '' } = writes['POST /v1/clearing/{month}/{key}/decision'] ?? {};
    const body = { action: 'replace', body: { anything: { goes: [{ here: 1 }] } } };
    const answer = await ask('POST', path, { claims: ALL, body, query: preview });
    expect(answer.body.code ?? answer.body.reason).not.toBe('field-not-allowed');
  });
});

describe('a name in the query that there is not', () => {
  const known = (route: string) =>
    Object.keys(
      ROUTES.find(({ method, path }) => `${method} ${path}` === route)?.describe.query?.shape ?? {},
    );
  const odd = [
    'PREVIEW=',
    'Preview=true',
    'preview[]=',
    'preview%5B%5D=',
    'preview%20=',
    '%70review2=',
    'dryRun=true',
    '__proto__=1',
    'constructor=',
    '=x',
    'previe%77=&previeW',
  ];

  test.each(WRITING)('is refused by name at %s, and nothing is done', async (route) => {
    const world = await stage();
    const { path, body, claims = ALL } = world.writes[route] ?? { path: '', body: {} };
    const before = await held(world);
    const ask = (query: string) =>
      world.ask(methodOf(route), path, {
        claims,
        body,
        query,
        headers: { 'idempotency-key': 'q', 'if-match': '*' },
      });
    for (const query of odd) {
      const answer = await ask(query);
      expect(answer, query).toMatchObject({ status: 400, body: { code: 'field-not-allowed' } });
      const names = [...new URLSearchParams(query).keys()];
      expect(answer.body.detail).toContain(names.find((name) => !known(route).includes(name)) ?? 'never');
    }
    expect(await ask('preview&preview=true')).toMatchObject({
      status: 400,
      body: { code: 'field-not-allowed', field: 'preview' },
    });
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 1, maxLength: 12 }), async (name) => {
        fc.pre(!known(route).includes(name));
        const answer = await ask(new URLSearchParams([[name, 'true']]).toString());
        expect(answer).toMatchObject({ status: 400, body: { code: 'field-not-allowed' } });
      }),
      { numRuns: 25 },
    );
    expect(await held(world)).toBe(before);
  });

  test('may stand behind a second question mark, and is no preview', async () => {
    const { ask, store } = await stage();
    const before = store.memory.events.size;
    for (const query of ['?preview', '?preview=true', '??preview']) {
      const body = {
        type: 'umsetzungsbesprechung.scheduled.v1',
        data: { on: '2025-10-07', participants: ['HMSI'] },
      };
      expect(await ask('POST', events, { body, query, headers: { 'idempotency-key': 'k' } })).toMatchObject({
        status: 400,
        body: { code: 'field-not-allowed' },
      });
    }
    expect(store.memory.events.size).toBe(before);
  });

  test('is passed over by what only reads, as it always was', async () => {
    const { ask } = await stage();
    for (const [path, query] of [
      [`/v1/zielvereinbarungen/${SUBJECT}`, 'utm=1'],
      ['/v1/notices/settings', 'x'],
    ] as const)
      expect(await ask('GET', path, { claims: LAND, query })).toMatchObject({ status: 200 });
    expect(await ask('GET', '/v1/zielvereinbarungen', { query: 'year=2024&year=2025' })).toMatchObject({
      status: 400,
      body: { code: 'request-invalid', field: 'year' },
    });
  });

  test('is told only to those who may use the address', async () => {
    const { ask } = await stage();
    expect(await ask('POST', events, { claims: claimsOf('revision'), query: 'x=1' })).toMatchObject({
      status: 403,
    });
    expect(await ask('GET', '/v1/uploads/x', { query: 'x=1' })).toMatchObject({ status: 404 });
  });

  test('is none of the names that are known', async () => {
    const { ask } = staffApi();
    for (const fact of [drafted(), released()]) await staffApi().send(fact);
    for (const query of ['preview', 'preview=', 'preview=true'])
      expect((await ask('POST', events, { body: { type: 'x', data: {} }, query })).body.code).toBe(
        'event-type-unknown',
      );
    expect((await ask('POST', events, { body: {}, query: 'preview=false' })).body).toMatchObject({
      code: 'request-invalid',
    });
  });
});

describe('what was given beyond what was read', () => {
  /** Any JSON with one more field in one of its objects. */
  const grown = fc
    .tuple(fc.object({ values: [fc.jsonValue({ maxDepth: 2 })] }), fc.nat(), fc.string())
    .map(([object, at, name]) => {
      const read: unknown = JSON.parse(JSON.stringify(object));
      const places = [[], ...pathsIn(read)].filter((place) => {
        const there = place.reduce<unknown>((value, one) => Reflect.get(Object(value), one), read);
        return (
          typeof there === 'object' && there !== null && !Array.isArray(there) && !Object.hasOwn(there, name)
        );
      });
      const place = places[at % places.length];
      return { read, path: place && [...place, name] };
    });

  test('is found wherever it stands, and nothing is found where nothing is', () =>
    fc.assert(
      fc.property(grown, ({ read, path }) => {
        expect(strayField(read, read)).toBeUndefined();
        fc.pre(path !== undefined && !path.includes('__proto__'));
        expect(strayField(changedAt(read, path ?? [], 1), read)).toEqual(path);
      }),
    ));
});
