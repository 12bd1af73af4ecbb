import { describe, expect, test } from 'vitest';
import contract from '../../../../functions/staff-api/openapi.json' with { type: 'json' };
import { faultsForGenerators } from '../../../support/stages/generated-clients.ts';

const { schemas } = contract.components;

describe('clients generated from the contract of the API', () => {
  test('find a name for every shape, a mark for every union and one subject for every operation', () => {
    expect(faultsForGenerators(contract)).toEqual([]);
  });

  test('get the subjects of the API in the order in which people meet them', () => {
    expect(contract.tags.map(({ name }) => name)).toEqual([
      'zielvereinbarungen',
      'uploads',
      'clearing',
      'notices',
      'events',
      'contract',
    ]);
    const used = Object.values(contract.paths).flatMap((methods) =>
      Object.values(methods).flatMap(({ tags }) => tags),
    );
    expect(new Set<string>(used)).toEqual(new Set(contract.tags.map(({ name }) => name)));
  });

  test('tell the members of each union apart by one value of one field', () => {
    const unions = Object.entries(schemas).flatMap(([name, schema]) =>
      'discriminator' in schema ? [{ name, ...schema.discriminator }] : [],
    );
    expect(unions.map(({ name, propertyName }) => [name, propertyName])).toEqual([
      ['ConfirmationOutcome', 'outcome'],
      ['CommandOutcome', 'outcome'],
      ['DecisionOutcome', 'outcome'],
      ['SentEvent', 'outcome'],
      ['Receipt', 'state'],
    ]);
    for (const { propertyName, mapping } of unions)
      for (const [value, reference] of Object.entries(mapping)) {
        const member: unknown = Object.entries(schemas).find(([name]) => reference.endsWith(`/${name}`))?.[1];
        expect(member).toMatchObject({ properties: { [propertyName]: { const: value } } });
        expect(member).toMatchObject({ required: expect.arrayContaining([propertyName]) });
      }
  });

  test('have one name for each shape, whichever way it travels', () => {
    expect(
      Object.keys(schemas).filter((name) => /(?:Output|Input|OneOf|AnyOf|Inline)\d*$/u.test(name)),
    ).toEqual([]);
  });

  test('learn where a stage lies from whoever runs it, or from where the document was read', () => {
    expect(contract.servers.map(({ url }) => url)).toEqual(['https://{host}', '..']);
    const [, read] = contract.servers;
    expect(new URL(read?.url ?? '', 'https://api.example/stage/v1/openapi.json').href).toBe(
      'https://api.example/stage/',
    );
  });

  test.each([
    ['a union without a mark', { oneOf: [{ $ref: '#/components/schemas/Hint' }] }, 'which member is which'],
    [
      'a union that forgets a member',
      {
        oneOf: [{ $ref: '#/components/schemas/Hint' }, { $ref: '#/components/schemas/Upload' }],
        discriminator: { propertyName: 'x', mapping: { hint: '#/components/schemas/Hint' } },
      },
      'which member is which',
    ],
    ['a nameless member', { anyOf: [{ type: 'object' }, { type: 'string' }] }, 'member without a name'],
    [
      'a nameless object',
      { type: 'object', properties: { inner: { type: 'object', properties: {} } } },
      'object without a name',
    ],
    [
      'nameless values',
      { type: 'object', properties: { state: { enum: ['open', 'decided'] } } },
      'list of values without a name',
    ],
    ['a whole number of unknown width', { type: 'integer' }, 'unknown width'],
  ])('would stumble over %s, and the check says where', (_, planted, fault) => {
    const spoiled = structuredClone<object>(contract);
    Object.assign(Reflect.get(Reflect.get(spoiled, 'components'), 'schemas'), {
      Planted: { description: 'x', ...planted },
    });
    const found = faultsForGenerators(spoiled);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(new RegExp(`^/components/schemas/Planted.*${fault}`, 'u'));
  });

  test('would read one success as another where their types differ, and the check says so', () => {
    const content = (name: string) => ({ 'application/json': { schema: { $ref: `#/x/${name}` } } });
    const responses = { 201: { content: content('One') }, 202: { content: content('Other') } };
    const spoiled = { ...contract, paths: { '/v1/planted': { post: { tags: ['events'], responses } } } };
    expect(faultsForGenerators(spoiled)).toEqual(['POST /v1/planted: successes of several types']);
  });

  test.each([
    ['no subject', { tags: [] }],
    ['two subjects', { tags: ['events', 'clearing'] }],
    ['an unknown subject', { tags: ['elsewhere'] }],
  ])('would file an operation with %s anywhere, and the check says so', (_, planted) => {
    const spoiled = { ...contract, paths: { '/v1/planted': { get: planted } } };
    expect(faultsForGenerators(spoiled)).toEqual(['GET /v1/planted: not exactly one described tag']);
  });
});
