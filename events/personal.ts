/** A value of JSON. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
/** An object of JSON. */
export type JsonObject = { readonly [key: string]: Json };

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/**
 * Divides data into what anybody may see and what is personal (rule 10). `paths` are dotted paths to leaves, with
 * `*` for each entry of a list; absent leaves are passed over. The personal part is keyed by the path of each
 * leaf, with the place in the list. {@link joinPersonal} is the inverse.
 */
export function splitPersonal(
  data: JsonObject,
  paths: readonly string[],
): { shared: JsonObject; personal: JsonObject } {
  const leaves = paths.flatMap((path) => leavesAt(data, path.split('.')));
  return {
    shared: leaves.reduce((shared, { steps }) => without(shared, steps), data),
    personal: Object.fromEntries(leaves.map(({ steps, leaf }) => [steps.join('.'), leaf])),
  };
}

/** Puts the personal leaves back in their places. */
export function joinPersonal(shared: JsonObject, personal: JsonObject): JsonObject {
  return Object.entries(personal).reduce(
    (data, [path, leaf]) => withLeaf(data, path.split('.'), leaf),
    shared,
  );
}

type Leaf = { readonly steps: readonly string[]; readonly leaf: Json };

/** An entry of a list is never a leaf itself: without it the list could not be put together again. */
function leavesAt(
  value: Json | undefined,
  [step, ...rest]: readonly string[],
  before: readonly string[] = [],
): readonly Leaf[] {
  if (value === undefined) return [];
  if (step === undefined) return [{ steps: before, leaf: value }];
  if (isList(value))
    return step === '*' && rest.length > 0
      ? value.flatMap((inner, at) => leavesAt(inner, rest, [...before, String(at)]))
      : [];
  return isObject(value) ? leavesAt(value[step], rest, [...before, step]) : [];
}

function without(data: JsonObject, [step, ...rest]: readonly string[]): JsonObject {
  if (step === undefined) return data;
  const { [step]: inner, ...others } = data;
  if (rest.length === 0 || inner === undefined) return others;
  return { ...others, [step]: inside(inner, rest, without) };
}

function withLeaf(data: JsonObject, [step, ...rest]: readonly string[], leaf: Json): JsonObject {
  if (step === undefined) return data;
  const put = (inner: JsonObject, steps: readonly string[]) => withLeaf(inner, steps, leaf);
  return { ...data, [step]: rest.length > 0 ? inside(data[step] ?? {}, rest, put) : leaf };
}

type Change = (data: JsonObject, steps: readonly string[]) => JsonObject;

/** Changes what lies below: of a list the one entry that the next step names. */
function inside(value: Json, steps: readonly string[], change: Change): Json {
  if (!isList(value)) return isObject(value) ? change(value, steps) : value;
  const [at, ...rest] = steps;
  return value.map((inner, index) => (String(index) === at ? inside(inner, rest, change) : inner));
}
