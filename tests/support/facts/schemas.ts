import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { envelope } from '../../../events/fact.ts';
import type { Deps } from '../../../functions/staff-api/deps.ts';
import { staffRoutes, systemRoutes } from '../../../functions/staff-api/handler.ts';
import { FACTS } from '../../../events/facts.ts';
import { bareType } from '../../../events/wire-type.ts';

/** A schema by which something from outside is read, and values that it takes. */
export type ReadSchema = {
  readonly name: string;
  readonly schema: z.ZodType;
  readonly root?: string;
  readonly examples: readonly object[];
};

const FOLDER = join(import.meta.dirname, '../../../events/examples');
const EXAMPLES = readdirSync(FOLDER).map((file): z.infer<typeof envelope> =>
  JSON.parse(readFileSync(join(FOLDER, file), 'utf8')),
);

/** The data of every fact in each of its versions, and the envelope. */
export const EVENT_SCHEMAS: readonly ReadSchema[] = [
  { name: 'envelope', schema: envelope, examples: EXAMPLES },
  ...FACTS.flatMap((fact) =>
    [fact, ...(fact.formerly ?? [])].map(({ version, data }) => ({
      name: `${fact.stem}.v${version}`,
      schema: data,
      root: 'data',
      examples: EXAMPLES.filter(({ type }) => type.endsWith(`.${bareType({ ...fact, version })}`)).map(
        (one) => one.data,
      ),
    })),
  ),
];

// Routes are described here, not asked.
const NOBODY = {} as Deps;

/** Every route that people or systems use. */
export const ROUTES = [...staffRoutes(NOBODY), ...systemRoutes(NOBODY)];

/** The body and the query of every route. */
export const REQUEST_SCHEMAS: readonly ReadSchema[] = ROUTES.flatMap(({ method, path, describe }) => [
  ...(describe.body
    ? [{ name: `${method} ${path}`, schema: describe.body.schema, examples: [describe.body.example] }]
    : []),
  ...(describe.query ? [{ name: `${method} ${path}?`, schema: describe.query, examples: [] }] : []),
  ...(describe.headers
    ? [{ name: `${method} ${path} headers`, schema: describe.headers, examples: [] }]
    : []),
]);

/** What JSON Schema says of a value, as far as these tests look. */
export type Shape = {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Shape>>;
  readonly additionalProperties?: unknown;
};

/** The shape of what a schema takes. */
export function shapeOf(schema: z.ZodType): Shape {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as Shape;
}

/** The branches of a shape: itself, or what it is one of. */
export function branchesOf(shape: Shape, defs: Shape['$defs'] = {}): readonly Shape[] {
  const { $ref: ref, anyOf = [], oneOf = [] } = shape;
  const named = ref === undefined ? undefined : defs[ref.split('/').at(-1) ?? ''];
  if (named !== undefined) return branchesOf(named, defs);
  const branches = [...anyOf, ...oneOf];
  return branches.length === 0 ? [shape] : branches.flatMap((branch) => branchesOf(branch, defs));
}

/** Every path of a shape; `0` for the entries of a list. */
export function pathsOf(
  shape: Shape,
  defs = shape.$defs,
  above: readonly string[] = [],
): readonly string[][] {
  return branchesOf(shape, defs).flatMap(({ properties = {}, items }) => [
    ...Object.entries(properties).flatMap(([name, inner]) => [
      [...above, name],
      ...pathsOf(inner, defs, [...above, name]),
    ]),
    ...(items === undefined ? [] : [[...above, '0'], ...pathsOf(items, defs, [...above, '0'])]),
  ]);
}

/** Every path of a value. */
export function pathsIn(value: unknown): readonly string[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    [name],
    ...pathsIn(inner).map((below) => [name, ...below]),
  ]);
}

/** The value with another one in this place, or with nothing there. */
export function changedAt(value: unknown, [name, ...rest]: readonly string[], other?: unknown): unknown {
  if (name === undefined) return other;
  if (typeof value !== 'object' || value === null) return value;
  const inner = changedAt(Reflect.get(value, name), rest, other);
  if (Array.isArray(value)) return value.map((one: unknown, at) => (String(at) === name ? inner : one));
  const { [name]: _, ...others } = value as Readonly<Record<string, unknown>>;
  return inner === undefined ? others : { ...others, [name]: inner };
}
