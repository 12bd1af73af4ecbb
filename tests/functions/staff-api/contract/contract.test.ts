import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, test } from 'vitest';
import { openApiFile } from '../../../../cli/generate/openapi.ts';
import { REASONS } from '../../../../events/reasons.ts';
import contract from '../../../../functions/staff-api/openapi.json' with { type: 'json' };
import manifest from '../../../../package.json' with { type: 'json' };
import { expectByContract, faultsOf, OPERATIONS } from '../../../support/stages/api-contract.ts';
import { staffApi } from '../../../support/stages/staff-api.ts';

describe('the contract of the API', () => {
  test('is OpenAPI 3.1 by its own schema', async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(structuredClone(contract));
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
    expect(validator.version).toBe('3.1');
  });

  test('has the version of the contract of facts', () => {
    expect(contract.info.version).toBe(manifest.version);
  });

  test('says of the key of each command when it is needed', () => {
    const needed = [...OPERATIONS].flatMap(([operation, { parameters = [] }]) =>
      parameters
        .filter(({ name }) => name === 'idempotency-key')
        .map(({ required = false, schema }) => [operation, required, schema.description?.split(':')[0]]),
    );
    expect(needed).toEqual(
      expect.arrayContaining([
        ['POST /v1/uploads', false, 'Optional'],
        ['POST /v1/zielvereinbarungen/{id}/events', false, 'Required without `?preview`'],
        ['POST /v1/clearing/{month}/{key}/decision', false, 'Required without `?preview`'],
      ]),
    );
    expect(needed).toHaveLength(3);
  });

  test('names numbers of a query as numbers, with what is meant where none is given', () => {
    const numbers = [...OPERATIONS.values()]
      .flatMap(({ parameters = [] }) => parameters)
      .filter(({ schema }) => schema.type === 'integer');
    expect(numbers.map(({ name, schema }) => [name, schema.default])).toEqual([
      ['year', undefined],
      ['version', undefined],
      ['after', 0],
      ['limit', 100],
      ['limit', 50],
      ['limit', 50],
    ]);
    for (const { schema } of numbers) expect(schema).not.toHaveProperty('pattern');
  });

  test('is generated from the routes as they are', () => {
    expect(JSON.parse(openApiFile().text)).toEqual(contract);
  });

  test('names only addresses that the API has', async () => {
    const { ask } = staffApi();
    for (const operation of OPERATIONS.keys()) {
      const [method = '', path = ''] = operation.split(' ');
      if (path === '/v1/openapi.json') continue;
      const asked = (['GET', 'PUT'] as const).find((one) => one === method) ?? 'POST';
      const answer = await ask(asked, path.replaceAll(/[{}]/gu, ''), {
        claims: {},
      });
      expect(answer, operation).toMatchObject({ status: 401, body: { code: 'token-invalid' } });
    }
    expect(OPERATIONS.size).toBeGreaterThan(9);
  });

  test('is served without a token, and nothing else is', async () => {
    const { ask } = staffApi();
    expect(await ask('GET', '/v1/openapi.json', { claims: {} })).toMatchObject({
      status: 200,
      body: contract,
    });
    const open = Object.values(contract.paths)
      .flatMap((methods) => Object.values(methods))
      .filter(({ security }) => security.length === 0);
    expect(open.map(({ operationId }) => operationId)).toEqual(['showContract']);
  });

  test('names every reason that a problem may have', () => {
    const { code } = contract.components.schemas.Problem.properties;
    expect(code.$ref).toBe('#/components/schemas/Reason');
    expect([...contract.components.schemas.Reason.enum].sort()).toEqual(Object.keys(REASONS).sort());
  });

  test('says of every operation who may use it', () => {
    for (const [operation, { security }] of OPERATIONS) expect(security, operation).toBeDefined();
  });

  test('gives every request an example that holds', () => {
    const requests = [...OPERATIONS].flatMap(([operation, { requestBody }]) =>
      Object.entries(requestBody?.content ?? {}).map(([media, { example }]) => ({
        operation,
        media,
        example,
      })),
    );
    expect(requests.length).toBeGreaterThan(3);
    for (const { operation, media, example } of requests) {
      const [method = '', path = ''] = operation.split(' ');
      const place = ['paths', path, method.toLowerCase(), 'requestBody', 'content', media];
      expect(faultsOf(place, example), operation).toEqual([]);
      expect(faultsOf(place, {}), operation).not.toEqual([]);
    }
  });

  test.each([
    ['an undocumented status', 418, { code: 'not-found' }],
    ['a body of another shape', 404, { status: 'no' }],
    ['a code that is not in the list', 404, { type: 'x', status: 404, title: 'x', code: 'made-up' }],
  ])('does not let %s pass', (_, status, body) => {
    const type = 'application/problem+json';
    expect(() => expectByContract('GET', '/v1/uploads/x', { status, type, body })).toThrow(
      /GET \/v1\/uploads\/\{id\}/u,
    );
  });
});
