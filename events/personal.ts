/** A value of JSON. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
/** An object of JSON. */
export type JsonObject = { readonly [key: string]: Json };

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Divides data into what anybody may see and what is personal (rule 10). `paths` are dotted paths to leaves;
 * absent leaves are passed over. {@link joinPersonal} is the inverse.
 */
export function splitPersonal(
  data: JsonObject,
  paths: readonly string[],
): { shared: JsonObject; personal: JsonObject } {
  let shared = data;
  const personal: Record<string, Json> = {};
  for (const path of paths) {
    const steps = path.split('.');
    const leaf = steps.reduce<Json | undefined>(
      (value, step) => (isObject(value) ? value[step] : undefined),
      data,
    );
    if (leaf === undefined) continue;
    personal[path] = leaf;
    shared = without(shared, steps);
  }
  return { shared, personal };
}

/** Puts the personal leaves back in their places. */
export function joinPersonal(shared: JsonObject, personal: JsonObject): JsonObject {
  return Object.entries(personal).reduce(
    (data, [path, leaf]) => withLeaf(data, path.split('.'), leaf),
    shared,
  );
}

function without(data: JsonObject, [step, ...rest]: readonly string[]): JsonObject {
  if (step === undefined) return data;
  const { [step]: inner, ...others } = data;
  return rest.length > 0 && isObject(inner) ? { ...others, [step]: without(inner, rest) } : others;
}

function withLeaf(data: JsonObject, [step, ...rest]: readonly string[], leaf: Json): JsonObject {
  if (step === undefined) return data;
  const inner = data[step];
  return { ...data, [step]: rest.length > 0 ? withLeaf(isObject(inner) ? inner : {}, rest, leaf) : leaf };
}
