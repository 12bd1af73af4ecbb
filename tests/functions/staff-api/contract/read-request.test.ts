import { describe, expect, expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import { readRequest } from '../../../../functions/staff-api/contract/read-request.ts';
import { wholeNumberOr } from '../../../../functions/staff-api/contract/whole-number.ts';
import { isProblem } from '../../../../shared/lambda/http-handler.ts';
import { SUBJECT, drafted } from '../../../support/facts/given.ts';
import { LAND, OTHER_KREIS, machineOf, staffApi } from '../../../support/stages/staff-api.ts';

const path = `/v1/zielvereinbarungen/${SUBJECT}/events`;
const meeting = { type: 'umsetzungsbesprechung.scheduled.v1', data: { on: '2025-11-04' } };
const BAD_KEY = { 'idempotency-key': 'with space' };
const NO_PREVIEW = { preview: 'no' };

async function command(said: object, address = path) {
  const stage = staffApi();
  await stage.send(drafted());
  const { status, body } = await stage.ask('POST', address, { claims: LAND, ...said });
  return [status, body.code, body.field];
}

describe('of a request with several faults', () => {
  const all = { body: { ...meeting, more: 1 }, query: NO_PREVIEW, headers: BAD_KEY };

  test.each([
    ['its address', all, '/v1/zielvereinbarungen/none/events', [404, 'not-found', undefined]],
    [
      'a name in its query',
      { ...all, query: { ...NO_PREVIEW, Preview: '' } },
      path,
      [400, 'field-not-allowed', 'Preview'],
    ],
    ['who asks', { ...all, claims: OTHER_KREIS }, path, [404, 'not-found', undefined]],
    [
      'its media type',
      { ...all, headers: { ...BAD_KEY, 'content-type': 'text/plain' } },
      path,
      [415, 'content-type-unsupported', undefined],
    ],
    ['its body', all, path, [400, 'field-not-allowed', 'more']],
    ['its query', { ...all, body: meeting }, path, [400, 'request-invalid', 'preview']],
    [
      'its key',
      { body: { ...meeting, type: 'none' }, headers: BAD_KEY },
      path,
      [400, 'request-invalid', 'idempotency-key'],
    ],
    [
      'the missing key',
      { body: { ...meeting, type: 'none' } },
      path,
      [400, 'idempotency-key-missing', undefined],
    ],
    [
      'what the command says',
      { body: { ...meeting, type: 'none' }, headers: { 'idempotency-key': 'k', 'if-match': 'W/"1"' } },
      path,
      [400, 'event-type-unknown', 'type'],
    ],
  ])('%s is told before the rest', async (_, said, address, told) => {
    expect(await command(said, address)).toEqual(told);
  });
});

test('of a route of people its address is told before whether a person asks', async () => {
  const said = { claims: machineOf('06531'), body: {} };
  const { ask } = staffApi();
  expect(await ask('POST', '/v1/uploads', { ...said, query: { preview: '' } })).toMatchObject({
    body: { code: 'field-not-allowed' },
  });
  expect(await ask('GET', '/v1/uploads/none', said)).toMatchObject({ body: { code: 'not-found' } });
  expect(await ask('POST', '/v1/uploads', said)).toMatchObject({ body: { code: 'token-not-for-us' } });
});

test('an event is read after its query', async () => {
  const said = { claims: machineOf('06531'), query: NO_PREVIEW, body: 'nothing' };
  expect(await staffApi().ask('POST', '/v1/events', said)).toMatchObject({ body: { field: 'preview' } });
});

test('a route gets what its schemas make of a request, and nothing else', () => {
  const given = {
    path: '/v1/x',
    params: { id: 'x' },
    query: { after: '7' },
    queryNames: ['after'],
    header: () => undefined,
    body: '{}',
    claims: {},
  };
  const described = {
    operationId: 'x',
    tag: 'events',
    summary: '',
    answers: {},
    reads: { path: z.object({ id: z.string() }), query: z.object({ after: wholeNumberOr(0, { from: 0 }) }) },
  } as const;
  const read = readRequest(described, given, given.params);
  if (isProblem(read)) throw new Error(read.code);
  expect(read.data).toEqual({ path: { id: 'x' }, query: { after: 7 } });
  expectTypeOf(read.data).toEqualTypeOf<{ path: { id: string }; query: { after: number } }>();
});
