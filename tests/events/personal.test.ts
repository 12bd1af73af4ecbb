import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joinPersonal, splitPersonal, type Json, type JsonObject } from '../../events/personal.ts';
import { RECORDED } from '../../events/recorded/index.ts';
import { fieldsOf } from '../../cli/generate/fields.ts';
import { schemaOf } from '../../cli/generate/schemas.ts';

const name = fc.stringMatching(/^[a-z]{1,6}$/u);
const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
const { tree } = fc.letrec<{ tree: JsonObject; value: Json }>((tie) => ({
  tree: fc.dictionary(name, tie('value'), { maxKeys: 5 }),
  value: fc.oneof({ depthSize: 'small' }, leaf, fc.array(tie('value'), { maxLength: 3 }), tie('tree')),
}));

/** Data with paths to some of its leaves, and one path to nothing. */
const dataWithPaths = tree.chain((data) =>
  fc.record({ data: fc.constant(data), paths: fc.subarray([...leafPaths(data), 'nowhere.at-all']) }),
);

describe('the personal part of an event', () => {
  test('taken out and put back it gives the same data', () => {
    fc.assert(
      fc.property(dataWithPaths, ({ data, paths }) => {
        const { shared, personal } = splitPersonal(data, paths);
        expect(joinPersonal(shared, personal)).toEqual(data);
      }),
    );
  });

  test('nothing of it stays in the public part', () => {
    fc.assert(
      fc.property(dataWithPaths, ({ data, paths }) => {
        const { shared } = splitPersonal(data, paths);
        expect(leafPaths(shared).filter((path) => paths.includes(path))).toEqual([]);
      }),
    );
  });

  test('a name of a person is nowhere in what the chain shows', () => {
    const data = {
      fassung: 1,
      signatory: { name: 'Erika Muster', office: 'Landrätin' },
      signatoryKey: 'ab12',
    };
    const paths = RECORDED.find((fact) => fact.name === 'SignatureReceived')?.personal ?? [];
    const { shared, personal } = splitPersonal(data, paths);
    expect(shared).toEqual({ fassung: 1, signatory: { office: 'Landrätin' } });
    expect(personal).toEqual({ 'signatory.name': 'Erika Muster', signatoryKey: 'ab12' });
  });

  test('what a person says in words of each goal can be taken out, and the figures stay', () => {
    const goal = {
      label: 'Plätze',
      soll: 1,
      ist: 2,
      consideredAbweichungen: [{ abweichung: 1, consideration: 'b' }],
    };
    const data = {
      items: [
        { ...goal, result: 'a' },
        { ...goal, result: 'c' },
      ],
      summary: 'd',
    };
    const paths = RECORDED.find((fact) => fact.name === 'ZielerreichungAssessed')?.personal ?? [];
    const { shared, personal } = splitPersonal(data, paths);
    const bare = { ...goal, consideredAbweichungen: [{ abweichung: 1 }] };
    expect(shared).toEqual({ items: [bare, bare] });
    expect(personal).toEqual({
      'items.0.consideredAbweichungen.0.consideration': 'b',
      'items.1.consideredAbweichungen.0.consideration': 'b',
      'items.0.result': 'a',
      'items.1.result': 'c',
      summary: 'd',
    });
    expect(joinPersonal(shared, personal)).toEqual(data);
  });

  test('each personal path leads to a field of its fact', () => {
    for (const fact of RECORDED) {
      const known = fieldsOf(schemaOf(fact).properties?.['data']).map(({ path }) => path);
      expect(known).toEqual(expect.arrayContaining(fact.personal.map((path) => path.replaceAll('.*', '[]'))));
    }
  });
});

function leafPaths(data: JsonObject, before = ''): readonly string[] {
  return Object.entries(data).flatMap(([key, value]) => {
    const path = `${before}${key}`;
    if (Array.isArray(value))
      return [path, ...value.flatMap((inner) => (isTree(inner) ? leafPaths(inner, `${path}.*.`) : []))];
    return isTree(value) ? leafPaths(value, `${path}.`) : [path];
  });
}

function isTree(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
