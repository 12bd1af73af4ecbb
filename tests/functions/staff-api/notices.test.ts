import { expect, test } from 'vitest';
import { KREIS, LAND, claimsOf, machineOf, staffApi } from '../../support/stages/staff-api.ts';

const PATH = '/v1/notices/settings';

test('who chose nothing gets one mail a day', async () => {
  const { ask } = staffApi();
  expect(await ask('GET', PATH)).toMatchObject({ status: 200, body: { delivery: 'daily' } });
});

test('everybody chooses for themselves, and the last choice holds', async () => {
  const { ask } = staffApi();
  for (const delivery of ['immediate', 'off', 'off'])
    expect(await ask('PUT', PATH, { claims: KREIS, body: { delivery } })).toMatchObject({
      status: 200,
      body: { delivery },
    });
  expect(await ask('GET', PATH, { claims: KREIS })).toMatchObject({ body: { delivery: 'off' } });
  expect(await ask('GET', PATH, { claims: LAND })).toMatchObject({ body: { delivery: 'daily' } });
});

test.each([{ delivery: 'weekly' }, {}, { delivery: 'daily', person: 'sub-land' }])(
  'refuses %j and keeps what was chosen',
  async (body) => {
    const { ask } = staffApi();
    await ask('PUT', PATH, { body: { delivery: 'immediate' } });
    expect(await ask('PUT', PATH, { body })).toMatchObject({ status: 400 });
    expect(await ask('GET', PATH)).toMatchObject({ body: { delivery: 'immediate' } });
  },
);

test.each(['land', 'kommune ags-06533', 'pruefung', 'archiv', 'revision'])(
  'is open to %s',
  async (groups) => {
    expect((await staffApi().ask('GET', PATH, { claims: claimsOf(groups) })).status).toBe(200);
  },
);

test('is closed to those without a role, and to systems', async () => {
  const { ask } = staffApi();
  expect(await ask('GET', PATH, { claims: claimsOf('ags-06533') })).toMatchObject({ status: 403 });
  expect(await ask('PUT', PATH, { claims: machineOf('rp'), body: { delivery: 'off' } })).toMatchObject({
    status: 401,
  });
});
