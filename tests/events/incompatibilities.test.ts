import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { incompatibilities, type Direction, type Rule } from '../../cli/generate/incompatibilities.ts';

const money = z.object({ amountCent: z.int() }).meta({ id: 'TestMoney' });
const base = {
  label: z.string().max(300),
  note: z.string().exactOptional(),
  art: z.enum(['a', 'b']),
  count: z.int().min(1).max(9),
  list: z.array(z.string()).min(1).max(5),
  inner: z.object({ key: z.string().regex(/^x/u), extra: z.string().exactOptional() }),
  when: z.union([z.iso.date(), z.literal('unknown')]),
  currency: z.literal('EUR'),
  isPublic: z.boolean().default(false),
  amount: money,
};
const { label: _label, ...withoutLabel } = base;
const { note: _note, ...withoutNote } = base;
const { label, count, list, when, isPublic } = base;
const inner = base.inner.shape;

/** Rule and place; undefined where the change passes. */
type Told = readonly [Rule, string] | undefined;

/** A change, the shape after it, and the rule it breaks for senders and for receivers; none where it passes. */
const CHANGES: readonly (readonly [
  change: string,
  after: z.ZodRawShape,
  incoming?: Told,
  outgoing?: Told,
])[] = [
  ['nothing', base],
  ['an added optional field', { ...base, later: z.string().exactOptional() }],
  ['another description', { ...base, label: label.meta({ description: 'Other words' }) }],
  ['a removed field', withoutLabel, ['field-removed', '/label'], ['field-removed', '/label']],
  ['a removed optional field', withoutNote, ['field-removed', '/note'], ['field-removed', '/note']],
  [
    'a removed field within a field',
    { ...base, inner: z.object({ key: inner.key }) },
    ['field-removed', '/inner/extra'],
    ['field-removed', '/inner/extra'],
  ],
  ['a new required field', { ...base, later: z.string() }, ['field-newly-required', '/later']],
  ['an optional field made required', { ...base, note: z.string() }, ['field-newly-required', '/note']],
  [
    'a required field made optional',
    { ...base, label: label.exactOptional() },
    undefined,
    ['field-newly-optional', '/label'],
  ],
  [
    'a narrowed list of codes',
    { ...base, art: z.enum(['a']) },
    ['codes-narrowed', '/art'],
    ['codes-narrowed', '/art'],
  ],
  [
    'a list of codes with one code left',
    { ...base, art: z.literal('a') },
    ['codes-narrowed', '/art'],
    ['codes-narrowed', '/art'],
  ],
  ['a longer list of codes', { ...base, art: z.enum(['a', 'b', 'c']) }],
  ['a list of codes given up', { ...base, art: z.string() }, undefined, ['codes-opened', '/art']],
  [
    'free text bound to codes',
    { ...base, note: z.enum(['x']).exactOptional() },
    ['codes-introduced', '/note'],
  ],
  [
    'another constant',
    { ...base, currency: z.literal('USD') },
    ['constant-changed', '/currency'],
    ['constant-changed', '/currency'],
  ],
  [
    'a constant with a second value',
    { ...base, currency: z.enum(['EUR', 'USD']) },
    undefined,
    ['constant-changed', '/currency'],
  ],
  ['another type', { ...base, count: z.string() }, ['type-changed', '/count'], ['type-changed', '/count']],
  [
    'an integer that may be a fraction',
    { ...base, count: z.number().min(1).max(9) },
    undefined,
    ['type-widened', '/count'],
  ],
  ['a shorter text', { ...base, label: z.string().max(299) }, ['bound-tightened', '/label']],
  ['a text newly bound', { ...base, note: z.string().max(9).exactOptional() }, ['bound-tightened', '/note']],
  ['a longer text', { ...base, label: z.string().max(301) }],
  ['a lower maximum', { ...base, count: count.max(8) }, ['bound-tightened', '/count']],
  ['a higher minimum', { ...base, count: count.min(2) }, ['bound-tightened', '/count']],
  ['a lower minimum', { ...base, count: z.int().min(0).max(9) }],
  ['a shorter list', { ...base, list: list.max(4) }, ['bound-tightened', '/list']],
  ['a list with more at least', { ...base, list: list.min(2) }, ['bound-tightened', '/list']],
  [
    'other entries of a list',
    { ...base, list: z.array(z.int()).min(1).max(5) },
    ['type-changed', '/list/*'],
    ['type-changed', '/list/*'],
  ],
  [
    'another pattern',
    { ...base, inner: base.inner.extend({ key: z.string().regex(/^y/u) }) },
    ['form-changed', '/inner/key'],
    ['form-changed', '/inner/key'],
  ],
  [
    'the same pattern in another notation',
    { ...base, inner: base.inner.extend({ key: z.string().regex(/^\u0078/u) }) },
  ],
  [
    'a dropped pattern',
    { ...base, inner: base.inner.extend({ key: z.string() }) },
    undefined,
    ['form-dropped', '/inner/key'],
  ],
  ['a new pattern', { ...base, note: z.string().regex(/^z/u).exactOptional() }, ['form-introduced', '/note']],
  [
    'unknown fields no longer tolerated',
    { ...base, inner: z.strictObject(inner) },
    ['closed-to-new-fields', '/inner'],
  ],
  ['an alternative less', { ...base, when: z.iso.date() }, ['alternative-removed', '/when']],
  [
    'an alternative more',
    { ...base, when: z.union([...when.options, z.int()]) },
    undefined,
    ['alternative-added', '/when'],
  ],
  [
    'another meaning of an absent field',
    { ...base, isPublic: isPublic.unwrap().default(true) },
    ['default-changed', '/isPublic'],
    ['default-changed', '/isPublic'],
  ],
  [
    'a field of a shared shape removed',
    { ...base, amount: z.object({ euro: z.int().exactOptional() }).meta({ id: 'TestMoneyLater' }) },
    ['field-removed', '/amount/amountCent'],
    ['field-removed', '/amount/amountCent'],
  ],
  [
    'a rule that nobody judged',
    { ...base, count: count.multipleOf(3) },
    ['keyword-changed', '/count'],
    ['keyword-changed', '/count'],
  ],
];

describe('a changed schema', () => {
  test.each(CHANGES.map(([change, after, incoming, outgoing]) => ({ change, after, incoming, outgoing })))(
    '$change is judged for senders and for receivers',
    ({ after, incoming, outgoing }) => {
      expect(found(after, 'incoming')).toEqual(told(incoming));
      expect(found(after, 'outgoing')).toEqual(told(outgoing));
    },
  );
});

function found(after: z.ZodRawShape, direction: Direction) {
  return incompatibilities(schema(base), schema(after), direction);
}

function schema(shape: z.ZodRawShape) {
  return z.toJSONSchema(z.object(shape), { io: 'input' });
}

function told(expected: Told) {
  return expected === undefined ? [] : [{ pointer: expected[1], rule: expected[0] }];
}
