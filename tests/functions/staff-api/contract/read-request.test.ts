import { describe, expect, expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import type { Asked } from '../../../../functions/staff-api/access/described-routes.ts';
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

test('an event is read after its query', async () => {
  const said = { claims: machineOf('06531'), query: NO_PREVIEW, body: 'nothing' };
  expect(await staffApi().ask('POST', '/v1/events', said)).toMatchObject({ body: { field: 'preview' } });
});

test('a route gets what its schemas make of a request, and nothing else', () => {
  const reads = {
    path: z.object({ id: z.string() }),
    query: z.object({ after: z.string().transform(Number) }),
  };
  type Of = Asked<typeof reads, 'caller'>;
  expectTypeOf<Of['path']>().toEqualTypeOf<{ id: string }>();
  expectTypeOf<Of['query']>().toEqualTypeOf<{ after: number }>();
  expectTypeOf<'body' extends keyof Of ? true : false>().toEqualTypeOf<false>();
});
