import { methodNamed } from '../stages/staff-api.ts';
import { HOSTILE, valuesOf, type Schema } from './values.ts';
import type { Named, World } from './world.ts';

type Parameter = {
  readonly in: string;
  readonly name: string;
  readonly required?: boolean;
  readonly schema: Schema;
};
type Operation = {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: Schema; readonly example?: object }>>;
  };
};

/** What of an OpenAPI document the matrix is made of. */
export type Contract = {
  readonly paths: Readonly<Record<string, object>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
};

/** One request of the matrix. */
export type Request = {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly query: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body?: Readonly<Record<string, unknown>>;
};

/** A request, and what it varies: which parameter, or whose things all of it names. */
export type Cell = {
  readonly operation: string;
  readonly varies: string;
  /** Whether every part of it names the neighbour, and nothing else was changed. */
  readonly isBare: boolean;
  readonly request: Request;
};

type Parts = { -readonly [Part in 'path' | 'query' | 'header' | 'body']: Record<string, unknown> };

/** What a caller sends where the contract's example is nobody's to send. */
export type Bodies = (operationId: string, named: Named) => Readonly<Record<string, unknown>> | undefined;

/** Every operation of the contract × every parameter × every value, own and of the neighbour. */
export function cellsOf(
  contract: Contract,
  { sides }: Pick<World, 'sides'>,
  bodies: Bodies,
): readonly Cell[] {
  return Object.entries(contract.paths).flatMap(([template, methods]) =>
    Object.entries(methods as Record<string, Operation>).flatMap(([method, operation]) =>
      variationsOf({ contract, operation, sides, bodies }).map(({ parts, ...cell }) => ({
        ...cell,
        operation: `${method.toUpperCase()} ${template}`,
        request: requestOf(method.toUpperCase(), template, { parts, operation }),
      })),
    ),
  );
}

type Given = {
  readonly contract: Contract;
  readonly operation: Operation;
  readonly sides: World['sides'];
  readonly bodies: Bodies;
};
type Variation = Pick<Cell, 'varies' | 'isBare'> & { readonly parts: Parts };

function variationsOf(given: Given): readonly Variation[] {
  const { neighbour, own } = given.sides;
  const parameters = parametersOf(given);
  const base = (named: Named) => baseOf(given, parameters, named);
  const bare = (named: Named): Variation => ({
    varies: `all of ${named.ags}`,
    isBare: named === neighbour,
    parts: base(named),
  });
  const varied = parameters.flatMap(({ place, schema }) => {
    const [foreign, mine] = [valuesOf(schema, neighbour), valuesOf(schema, own)];
    const hostile = isText(schema) ? HOSTILE : [];
    const tried: [Named, unknown][] = [
      ...foreign.flatMap((value): [Named, unknown][] => [
        [own, value],
        [neighbour, value],
      ]),
      ...mine.map((value): [Named, unknown] => [neighbour, value]),
      ...hostile.map((value): [Named, unknown] => [own, value]),
    ];
    return tried.map(([named, value]) => ({
      varies: `${place.join('.')} = ${JSON.stringify(value)}`,
      isBare: false,
      parts: withValue(base(named), place, value),
    }));
  });
  return [bare(own), bare(neighbour), ...varied];
}

type Leaf = { readonly place: readonly string[]; readonly schema: Schema; readonly required: boolean };

function parametersOf({ contract, operation }: Given): readonly Leaf[] {
  const { parameters = [], requestBody } = operation;
  const [body] = Object.values(requestBody?.content ?? {});
  return [
    ...parameters.map(({ in: part, name, required = false, schema }) => ({
      place: [part, name],
      schema: resolved(contract, schema),
      required,
    })),
    ...(body === undefined ? [] : leavesOf(contract, ['body'], body.schema)),
  ];
}

/** Every field of a body that is no object of named fields itself. */
function leavesOf(contract: Contract, place: readonly string[], given: Schema): readonly Leaf[] {
  const schema = resolved(contract, given);
  if (schema.properties === undefined) return [{ place, schema, required: false }];
  return Object.entries(schema.properties).flatMap(([name, field]) =>
    leavesOf(contract, [...place, name], field),
  );
}

/** A schema with the components that it names in their place, in lists and unions too. */
function resolved(contract: Contract, given: Schema): Schema {
  const name = given.$ref?.split('/').at(-1);
  const schema = name === undefined ? given : (contract.components?.schemas?.[name] ?? given);
  const { items, anyOf, oneOf } = schema;
  const all = (parts: readonly Schema[]) => parts.map((part) => resolved(contract, part));
  return {
    ...schema,
    ...(items && { items: resolved(contract, items) }),
    ...(anyOf && { anyOf: all(anyOf) }),
    ...(oneOf && { oneOf: all(oneOf) }),
  };
}

function isText(schema: Schema): boolean {
  return schema.type === 'string' || (schema.anyOf ?? schema.oneOf ?? []).some(isText);
}

/** What is asked for where the contract asks for one of two. */
const USUAL: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  listClearing: { month: '2025-09' },
  listParked: { until: '2026-03' },
  listZielvereinbarungen: { year: '2025' },
};

/** Which of a side's things an address names first, where its pattern fits several. */
const FIRST: Readonly<Record<string, (named: Named) => unknown>> = {
  key: ({ clearing: [item] }) => item?.key,
  source: ({ source }) => source,
  id: ({ ids }) => ids.at(-1),
};

const firstOf = (name: string, schema: Schema, named: Named) =>
  (schema.pattern === undefined || name === 'key' ? FIRST[name]?.(named) : undefined) ??
  valuesOf(schema, named)[0];

let commands = 0;

function baseOf({ operation, bodies }: Given, parameters: readonly Leaf[], named: Named): Parts {
  const { operationId, requestBody } = operation;
  const [content] = Object.values(requestBody?.content ?? {});
  const parts: Parts = {
    path: {},
    query: { ...USUAL[operationId] },
    header: { 'idempotency-key': `command-${(commands += 1)}`, 'if-match': '*' },
    body: structuredClone({ ...(bodies(operationId, named) ?? content?.example) }),
  };
  return parameters
    .filter((leaf) => isNeeded(leaf, parts))
    .reduce((filled, { place, schema }) => {
      const value = firstOf(place.at(-1) ?? '', schema, named);
      return withValue(filled, place, value);
    }, parts);
}

/** What an address cannot do without, and in a body whatever says whose it is. */
function isNeeded({ place: [part, name = ''], schema, required }: Leaf, { query }: Parts): boolean {
  if (part === 'query') return required && query[name] === undefined;
  return part === 'path' || (part === 'body' && schema.pattern?.startsWith(SUBJECT_BEGINS) === true);
}

const SUBJECT_BEGINS = '^[A-Z][A-Z0-9]{1,15}-';

/** A fact brings its type along; everything else takes the place of one value. */
function withValue(parts: Parts, place: readonly string[], value: unknown): Parts {
  const copy = structuredClone(parts);
  const isFact =
    place.join('.') === 'body.data' && typeof value === 'object' && value !== null && 'type' in value;
  if (isFact) return { ...copy, body: { ...copy.body, ...value } };
  let at: Record<string, unknown> = copy;
  for (const step of place.slice(0, -1)) at = (at[step] ??= {}) as Record<string, unknown>;
  at[place.at(-1) ?? ''] = value;
  return copy;
}

type Filled = { readonly parts: Parts; readonly operation: Operation };

function requestOf(method: string, template: string, { parts, operation }: Filled): Request {
  const [type] = Object.keys(operation.requestBody?.content ?? {});
  // As the gateway hands it over: what was encoded once is decoded.
  const path = template.replaceAll(/\{(\w+)\}/gu, (_, name: string) => String(parts.path[name]));
  return {
    method: methodNamed(method),
    path,
    query: Object.fromEntries(Object.entries(parts.query).map(([name, value]) => [name, String(value)])),
    headers: { ...parts.header, ...(type !== undefined && { 'content-type': type }) },
    ...(type !== undefined && { body: parts.body }),
  };
}
