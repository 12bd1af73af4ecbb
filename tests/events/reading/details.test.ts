import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { UNKNOWN_FIELD, detailOf, fieldIn, labelOf, partsOfDetail } from '../../../events/reading/detail.ts';
import { LABELS } from '../../../events/reading/labels.ts';
import { firstProblem } from '../../../events/reading/problem.ts';
import {
  EVENT_SCHEMAS,
  REQUEST_SCHEMAS,
  branchesOf,
  changedAt,
  pathsIn,
  pathsOf,
  shapeOf,
  type ReadSchema,
  type Shape,
} from '../../support/facts/schemas.ts';

const SCHEMAS = [...EVENT_SCHEMAS, ...REQUEST_SCHEMAS];
const SECRET = 'geheim';

const ENGLISH = /invalid|expected|received|too (?:big|small)|must|unrecognized|required|option|input/iu;
const GENERAL = /ein anderer|anderer Art|vorgesehene|undefined|NaN|\[object/u;

/** A detail says who, where and what, in German; what it says of our own schemas is never the general case. */
function expectGerman(detail: string): void {
  expect(detail).toMatch(
    /^(?:[^()]+ \([^ ]+\)|Inhalt der Nachricht): (?:fehlt|gibt es hier nicht|erwartet wird .+)$/u,
  );
  // paths and values are words of the contract
  const said = detail.replaceAll(/„[^“]*“|\([^ ]+\)/gu, '');
  expect(said).not.toMatch(ENGLISH);
  expect(said).not.toMatch(GENERAL);
}

describe('every field of the contract has a name for people', () => {
  test.each(SCHEMAS)('$name', ({ schema, root }) => {
    const paths = pathsOf(shapeOf(schema)).map((path) => (root === undefined ? path : [root, ...path]));
    const nameless = paths.filter((path) => labelOf(path).includes(UNKNOWN_FIELD));
    expect(nameless.map((path) => path.join('.'))).toEqual([]);
  });

  test('and no name is left over', () => {
    const names = new Set(
      SCHEMAS.flatMap(({ schema, root = '' }) =>
        pathsOf(shapeOf(schema)).flatMap((path) => {
          const [parent = root, name = ''] =
            path.filter((one) => one !== '0').slice(-2).length === 1
              ? [root, ...path.slice(-1)]
              : path.filter((one) => one !== '0').slice(-2);
          return [name, `${parent}.${name}`];
        }),
      ),
    );
    // read before any schema looks
    const ofTheReader = ['data_base64', 'content-type'];
    expect(Object.keys(LABELS).filter((name) => !names.has(name))).toEqual(ofTheReader);
  });

  test('and names of one word stand in German', () => {
    for (const label of Object.values(LABELS)) expect(label).toMatch(/^[A-ZÄÖÜ][^():]+$/u);
  });
});

describe('whatever is damaged in an example is told in German', () => {
  const damaged = SCHEMAS.filter(({ examples }) => examples.length > 0);

  type Damage = (path: readonly string[]) => readonly unknown[];
  /** What is said of each example with one place damaged, where it is refused at all. */
  const toldOf = ({ schema, root, examples }: ReadSchema, damage: Damage) =>
    examples.flatMap((example) =>
      pathsIn(example).flatMap((path) =>
        damage(path)
          .map((other) => changedAt(example, path, other))
          .filter((given) => !schema.safeParse(given).success)
          .map((given) => firstProblem(schema, given, root)),
      ),
    );

  test.each(damaged)('$name, where a field is missing', (read) => {
    // an entry of a list that is not there leaves a shorter list
    const told = toldOf(read, (path) => (/^\d+$/u.test(path.at(-1) ?? '') ? [] : [undefined]));
    for (const { detail } of told) expectGerman(detail);
    expect(told.filter(({ detail }) => !detail.endsWith(': fehlt'))).toEqual([]);
  });

  const texts = [SECRET, '', `${SECRET} `.repeat(2000), `${SECRET}\u200B`, [SECRET], { [SECRET]: 1 }];
  const wrong = [...texts, 1.5, -1e300, 0, 10_000_000_000, true, null, [], {}];
  test.each(damaged)('$name, where something else stands', (read) => {
    const told = toldOf(read, () => wrong);
    for (const { detail } of told) expectGerman(detail);
    // the name of a stray field is said, a value never
    expect(told.filter(({ isStray, detail }) => !isStray && detail.includes(SECRET))).toEqual([]);
  });
});

/** Values that have the shape, or nearly: fields left out, of another kind, outside their limits. */
function nearly(shape: Shape, defs = shape.$defs): fc.Arbitrary<unknown> {
  const branches = branchesOf(shape, defs).map(({ properties, items, enum: values, const: only }) => {
    if (properties !== undefined) {
      const fields = Object.entries(properties).map(([name, inner]) => [name, nearly(inner, defs)] as const);
      return fc.record(Object.fromEntries(fields), { requiredKeys: [] });
    }
    if (items !== undefined) return fc.array(nearly(items, defs), { maxLength: 3 });
    return fc.constantFrom(
      ...(values ?? [only ?? SECRET]),
      '2025-08-14',
      '06533',
      'AQB-2025-06533',
      'a'.repeat(64),
      1,
      2025,
    );
  });
  return fc.oneof({ weight: 20, arbitrary: fc.oneof(...branches) }, { weight: 1, arbitrary: fc.jsonValue() });
}

describe('whatever comes that is nearly right is told in German', () => {
  test.each(SCHEMAS)('$name', ({ schema, root }) => {
    fc.assert(
      fc.property(nearly(shapeOf(schema)), (given) => {
        if (schema.safeParse(given).success) return;
        const { detail, path } = firstProblem(schema, given, root);
        expectGerman(detail.replace(/\(.*?\)(?=: )/su, '(x)'));
        expect(fieldIn(detail).field ?? '').toBe(path.map(String).join('.'));
      }),
      { numRuns: 60 },
    );
  });
});

describe('each way in which a schema refuses has its words', () => {
  const pair = z.strictObject({ kind: z.literal('pair'), one: z.string(), two: z.number() });
  const single = z.strictObject({ kind: z.literal('single'), name: z.string() });
  const cases: readonly (readonly [what: string, schema: z.ZodType, given: unknown, detail: string])[] = [
    ['another type', z.string(), 7, 'erwartet wird ein Text'],
    ['no whole number', z.int(), 1.5, 'erwartet wird eine ganze Zahl'],
    ['neither yes nor no', z.boolean(), 'ja', 'erwartet wird „true“ oder „false“'],
    ['a type that nobody here uses', z.instanceof(Map), 1, 'erwartet wird ein Wert anderer Art'],
    ['an empty text', z.string().min(1), '', 'erwartet wird ein Text von mindestens einem Zeichen'],
    [
      'a long text',
      z.string().max(12_000),
      'x'.repeat(12_001),
      'erwartet wird ein Text von höchstens 12.000 Zeichen',
    ],
    ['a text of another length', z.string().length(5), 'x', 'erwartet wird ein Text von genau 5 Zeichen'],
    ['a short list', z.array(z.any()).min(1), [], 'erwartet wird eine Liste mit mindestens einem Eintrag'],
    ['a long list', z.array(z.any()).max(2), [1, 2, 3], 'erwartet wird eine Liste mit höchstens 2 Einträgen'],
    ['a small number', z.number().min(2010), 1, 'erwartet wird eine Zahl von mindestens 2010'],
    ['a number at its limit', z.number().gt(0), 0, 'erwartet wird eine Zahl von mehr als 0'],
    [
      'a large number',
      z.number().lt(1e12),
      1e12,
      'erwartet wird eine Zahl von weniger als 1.000.000.000.000',
    ],
    ['a large whole number', z.bigint().max(5n), 6n, 'erwartet wird eine Zahl von höchstens 5'],
    ['no multiple', z.number().multipleOf(5), 7, 'erwartet wird ein Vielfaches von 5'],
    ['another value', z.literal('EUR'), 'USD', 'erwartet wird der Wert „EUR“'],
    ['none of some values', z.enum(['a', 'b']), 'c', 'erwartet wird einer der Werte „a“, „b“'],
    [
      'a value that may be empty',
      z.enum(['', 'true']),
      'x',
      'erwartet wird einer der Werte kein Wert, „true“',
    ],
    [
      'a day that there is not',
      z.iso.date(),
      '2025-02-30',
      'erwartet wird ein Tag, den es gibt, in der Form JJJJ-MM-TT',
    ],
    [
      'a pattern without words',
      z.string().regex(/^a$/u),
      'b',
      'erwartet wird ein Text in der vorgesehenen Form',
    ],
    ['another kind of format', z.email(), 'b', 'erwartet wird eine E-Mail-Adresse'],
    ['a rule without words', z.any().refine(() => false), 1, 'erwartet wird ein anderer Wert'],
    [
      'a rule with words',
      z.any().refine(() => false, { error: 'etwas Gutes' }),
      1,
      'erwartet wird etwas Gutes',
    ],
    ['another key', z.record(z.enum(['a']), z.any()), { a: 1, b: 2 }, '(b): gibt es hier nicht'],
    [
      'a key that is no day',
      z.record(z.iso.date(), z.any()),
      { x: 1 },
      '(x): erwartet wird ein anderer Name des Feldes',
    ],
    ['an unknown field', z.strictObject({}), { x: 1 }, '(x): gibt es hier nicht'],
    [
      'neither of two types',
      z.union([z.string(), z.number()]),
      true,
      'erwartet wird ein Text oder eine Zahl',
    ],
    ['two that say the same', z.union([z.string(), z.string()]), true, 'erwartet wird ein Text'],
    ['the branch that was meant', z.union([pair, single]), { kind: 'pair', one: 'x' }, '(two): fehlt'],
    [
      'the branch that was meant, with a stray field',
      z.union([pair, single]),
      { kind: 'single', name: 'n', x: 1 },
      '(x): gibt es hier nicht',
    ],
    [
      'no known kind',
      z.discriminatedUnion('kind', [pair, single]),
      { kind: 'x' },
      '(kind): erwartet wird einer der Werte „pair“, „single“',
    ],
    ['no kind', z.discriminatedUnion('kind', [pair, single]), {}, '(kind): fehlt'],
    [
      'a kind with something missing',
      z.discriminatedUnion('kind', [pair, single]),
      { kind: 'single' },
      '(name): fehlt',
    ],
    [
      'several forms at once',
      z.xor([z.string(), z.string()]),
      'x',
      'erwartet wird eine der vorgesehenen Formen',
    ],
    ['nothing at all', z.object({}), undefined, 'Inhalt der Nachricht: fehlt'],
    ['an entry of a map', z.map(z.string(), z.number()), new Map([['a', 'b']]), 'erwartet wird eine Zahl'],
    [
      'an entry of a map by a thing',
      z.map(z.any(), z.number()),
      new Map([[{}, 'b']]),
      'erwartet wird ein anderer Eintrag',
    ],
    ['an entry of a set', z.set(z.number()), new Set(['b']), 'erwartet wird eine Zahl'],
  ];
  test.each(cases)('%s', (_, schema, given, detail) =>
    expect(firstProblem(schema, given).detail).toContain(detail),
  );

  test('a long list of values is not read out', () => {
    const many = z.enum(Array.from({ length: 30 }, (_, at) => `w${at}`));
    expect(firstProblem(many, 'x').detail).toMatch(/„w19“, 10 weitere$/u);
  });
});

describe('a detail', () => {
  test.each([
    ['data.haushaltsmittel', 'Haushaltsmittel (data.haushaltsmittel)'],
    [
      'data.massnahmen.2.amount.amountCent',
      'Maßnahmen Nr. 3, Betrag in Cent (data.massnahmen.2.amount.amountCent)',
    ],
    ['parties.0', 'Seiten Nr. 1 (parties.0)'],
    ['data.bewilligungszeitraum.to', 'Ende des Bewilligungszeitraums (data.bewilligungszeitraum.to)'],
    ['data.unheard', `${UNKNOWN_FIELD} (data.unheard)`],
    ['0', `${UNKNOWN_FIELD} (0)`],
  ])('of %s is %s', (path, detail) => {
    expect(detailOf(path)).toBe(detail);
    expect(detailOf(path, 'fehlt')).toBe(`${detail}: fehlt`);
    expect(fieldIn(detailOf(path, 'fehlt'))).toEqual({ field: path });
  });

  test('says nothing of an unknown name that would turn a line round or fill it', () => {
    expect(detailOf(['a\u202Eb\n\u2028c\uD800'])).toBe(`${UNKNOWN_FIELD} (abc)`);
    expect(fieldIn(detailOf(['data', 'a): b (c'], 'gibt es hier nicht'))).toEqual({ field: 'data.a b c' });
    expect(detailOf(['x'.repeat(1000)])).toHaveLength(`${UNKNOWN_FIELD} ()`.length + 60);
  });

  test('is taken apart again, also one that was stored before, and a sentence about no field', () => {
    expect(partsOfDetail('Seite (data.party): fehlt (noch): immer')).toEqual({
      label: 'Seite',
      field: 'data.party',
      words: 'fehlt (noch): immer',
    });
    expect(partsOfDetail('data.party: must be x')).toEqual({ field: 'data.party', words: 'must be x' });
    expect(partsOfDetail('data.party')).toEqual({ field: 'data.party' });
    expect(partsOfDetail('Die Akte ist ausgesondert.')).toEqual({ words: 'Die Akte ist ausgesondert.' });
    expect([fieldIn('data.party: must be x'), fieldIn('Die Akte ist ausgesondert.'), fieldIn('')]).toEqual([
      {},
      {},
      {},
    ]);
  });
});
