import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { apiDocument } from '../../../../cli/generate/openapi.ts';
import { guarded, type StaffRoute } from '../../../../functions/staff-api/access/access.ts';
import contract from '../../../../functions/staff-api/openapi.json' with { type: 'json' };
import { seen } from '../../../../functions/staff-api/access/seeing.ts';
import { httpHandler, problem } from '../../../../shared/lambda/http-handler.ts';
import { OPERATIONS } from '../../../support/stages/api-contract.ts';
import { CALLERS, bodiesOf } from '../../../support/neighbours/callers.ts';
import { heardBy, neighbourIn, type Caller, type Heard } from '../../../support/neighbours/judge.ts';
import { NAMES, subjectOf, world, type World } from '../../../support/neighbours/world.ts';
import { asking } from '../../../support/stages/staff-api.ts';

/**
 * The neighbour matrix (G9): every route × every path, query, header and body parameter × every value × everybody who
 * may ask, generated from the OpenAPI document. What somebody else's Gebietskoerperschaft has is in no answer, and is
 * not even told from what does not exist.
 */

/** Who hears more than a refusal, by operation: the rights as people wrote them down, not as the code has them. */
const KREISE = ['the neighbour', 'another Kreis', 'somebody of two others'];
const STAFF = ['land', 'pruefung', 'archiv', 'revision', ...KREISE];
const SYSTEMS = ["another Kreis's system", "the neighbour's system", "the Land's system"];
const DESK = ['land', 'pruefung', 'revision'];
const MAY: Readonly<Record<string, readonly string[]>> = {
  'GET /v1/openapi.json': CALLERS.map(({ name }) => name),
  'POST /v1/uploads': ['land', ...KREISE],
  'GET /v1/uploads/{id}': STAFF,
  'POST /v1/uploads/{id}/confirmation': ['land', ...KREISE],
  // An empty list is an answer.
  'GET /v1/zielvereinbarungen': [...STAFF, 'a Kreis without key'],
  'GET /v1/zielvereinbarungen/{id}': STAFF,
  'GET /v1/zielvereinbarungen/{id}/events': STAFF,
  'POST /v1/zielvereinbarungen/{id}/events': ['land', 'archiv', ...KREISE],
  'GET /v1/zielvereinbarungen/{id}/documents/{sha256}': STAFF,
  'GET /v1/clearing': DESK,
  'GET /v1/clearing/{month}/{key}': DESK,
  'POST /v1/clearing/{month}/{key}/decision': ['land', 'pruefung'],
  'GET /v1/parked': ['land', 'pruefung', 'archiv', 'revision'],
  'GET /v1/notices/settings': [...STAFF, 'a Kreis without key'],
  'PUT /v1/notices/settings': [...STAFF, 'a Kreis without key'],
  'POST /v1/events': SYSTEMS,
  'GET /v1/events/{source}/{id}': [...DESK, ...SYSTEMS],
};

/** What is heard of a route in which somebody has no part, whatever they name. */
function refusalOf(operation: string, { name }: Caller): string {
  if (name === 'nobody') return 'token-invalid';
  if (SYSTEMS.includes(name)) return 'token-not-for-us';
  if (operation === 'POST /v1/events') return 'scope-missing';
  // A Kreis without key has a part, and nothing in it.
  return name === 'a Kreis without key' && MAY[operation]?.includes('another Kreis') === true
    ? 'not-found'
    : 'role-missing';
}

const heard: Heard[] = [];

afterAll(() => {
  const wrong = heard.filter((one) => one.wrong !== undefined).length;
  process.stdout.write(`Neighbour matrix: ${heard.length} cells, ${wrong} wrong\n`);
});

test('the rights are written down for every route of the contract, and for no other', () => {
  expect(Object.keys(MAY).toSorted()).toEqual([...OPERATIONS.keys()].toSorted());
});

describe.each(CALLERS)('$name', (caller) => {
  const mine: Heard[] = [];
  const of = (operation: string) => mine.filter(({ cell }) => cell.operation === operation);

  test('hears nothing that is not theirs, and nothing of whether it exists', async () => {
    const stage = await world();
    const before = await neighbourIn(stage);
    mine.push(
      ...(await heardBy({ contract, world: stage, ask: stage.ask, bodies: bodiesOf(caller) }, caller)),
    );
    heard.push(...mine);
    expect(mine.filter(({ wrong }) => wrong !== undefined).map(inShort)).toEqual([]);
    expect(caller.isStranger ? await neighbourIn(stage) : before).toEqual(before);
  });

  test.each(Object.keys(MAY))('%s is theirs to ask, or is not', (operation) => {
    const isTheirs = MAY[operation]?.includes(caller.name) === true;
    const isAnswered = of(operation).some(({ status }) => status < 300);
    const bare = of(operation).find(({ cell }) => cell.isBare);
    const said = isTheirs ? isAnswered : !isAnswered && bare?.code;
    expect(said).toBe(isTheirs || refusalOf(operation, caller));
  });
});

test('what strangers do not hear, the Land does; only the name of a file is in no answer', async () => {
  const stage = await world();
  const told = new Set(heard.flatMap(({ caller, told: secrets }) => (caller === 'land' ? secrets : [])));
  expect(stage.canaries.filter((secret) => !told.has(secret))).toEqual(['kanarienscan.pdf']);
  expect(NAMES.filter((name) => !told.has(name))).toEqual([]);
});

function inShort({ cell: { operation, varies }, status, wrong }: Heard): string {
  return `${operation}, ${varies}: ${status}, ${wrong?.slice(0, 300)}`;
}

const STRANGER = CALLERS.find(({ name }) => name === 'another Kreis') as Caller; // oxlint-disable-line typescript/no-unsafe-type-assertion -- it stands in the list

/** The matrix of a route that somebody adds, with one parameter. */
async function withRoute(query: z.ZodObject, answerOf: (stage: World) => StaffRoute['answer']) {
  const stage = await world();
  const route: StaffRoute = {
    method: 'GET',
    path: '/v1/added',
    roles: ['kommune'],
    describe: {
      operationId: 'added',
      tag: 'zielvereinbarungen',
      summary: 'Added',
      query,
      answers: { 200: { description: 'Answer', schema: z.looseObject({}) } },
      problems: [404, 409],
    },
    answer: answerOf(stage),
  };
  const ask = asking(httpHandler(stage.telemetry, [guarded(route, stage.gate)]));
  return heardBy(
    { contract: apiDocument([route]) as never, world: stage, ask, bodies: bodiesOf(STRANGER) },
    STRANGER,
  );
}

describe('a route that somebody adds', () => {
  const kreis = z.object({ kreis: z.string() });

  test('with a parameter that is read without a look at the caller is noticed', async () => {
    const found = await withRoute(
      kreis,
      ({ store }) =>
        (request, user) =>
          seen(user, { kind: 'rows' }, async () => {
            const events = await historyOf(store, request.query['kreis']);
            return { status: 200, body: { lines: events.map(({ event }) => event.data) } };
          }),
    );
    expect(found.filter(({ wrong }) => wrong?.startsWith('tells Kanarien')).length).toBeGreaterThan(0);
  });

  test('that refuses a thing of the neighbour otherwise than a missing one is noticed', async () => {
    const found = await withRoute(kreis, ({ store }) => async (request) => {
      const events = await historyOf(store, request.query['kreis']);
      return events.length > 0 ? problem(409, 'already-exists') : problem(404, 'not-found');
    });
    expect(found.filter(({ wrong }) => wrong?.startsWith('tells from') === true).length).toBeGreaterThan(0);
  });

  test('with a row that names another Zielvereinbarung gets it past nobody', async () => {
    const found = await withRoute(
      kreis,
      ({ store }) =>
        (request, user) =>
          seen(user, { kind: 'rows' }, async () => {
            const row = await store.yearRow(
              subjectOf(/^\d{5}$/u.exec(request.query['kreis'] ?? '')?.[0] ?? '06411'),
            );
            return { status: 200, body: { items: row === undefined ? [] : [row] } };
          }),
    );
    expect(found.flatMap(({ told }) => told)).toEqual([]);
  });

  test('with a parameter of which nobody knows what it is, is not let in', async () => {
    const unknown = z.object({ kreis: z.string().regex(/^K\d+$/u) });
    await expect(withRoute(unknown, () => () => Promise.resolve(problem(404, 'not-found')))).rejects.toThrow(
      /No value maker/u,
    );
  });
});

async function historyOf(store: World['store'], kreis = '') {
  return /^\d{5}$/u.test(kreis) ? store.history(subjectOf(kreis)) : [];
}
