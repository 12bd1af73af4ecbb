import { z } from 'zod';

const node = z.looseObject({
  $ref: z.string().optional(),
  required: z.array(z.string()).default([]),
  properties: z.record(z.string(), z.looseObject({})).default({}),
  items: z.looseObject({}).optional(),
  $defs: z.record(z.string(), z.looseObject({})).default({}),
});

/**
 * The schema of an event whose personal leaves may be absent: names and free text can be taken out of what is
 * recorded (rule 10). `paths` are dotted paths in its data, with `*` for each entry of a list; a shape that is shared by reference is
 * written out where a path leads through it, so that it stays whole elsewhere.
 * @throws Error where a path leads to no field: the list of personal fields is wrong.
 */
export function withheld<Schema extends object>(schema: Schema, paths: readonly string[]): Schema {
  const { $defs } = node.parse(schema);
  const open = (before: Schema, path: string) => withOptional(before, ['data', ...path.split('.')], $defs);
  return paths.reduce(open, schema);
}

type Definitions = z.infer<typeof node>['$defs'];

function withOptional<Schema extends object>(
  schema: Schema,
  [step = '', ...rest]: readonly string[],
  definitions: Definitions,
): Schema {
  const { required, properties, items } = node.parse(schema);
  if (step === '*' && items !== undefined)
    return { ...schema, items: withOptional(writtenOut(items, definitions), rest, definitions) };
  const inner = properties[step];
  if (inner === undefined) throw new Error(`No field ${step} to withhold`);
  if (rest.length === 0) return { ...schema, required: required.filter((name) => name !== step) };
  const opened = withOptional(writtenOut(inner, definitions), rest, definitions);
  return { ...schema, properties: { ...properties, [step]: opened } };
}

function writtenOut(schema: object, definitions: Definitions): object {
  const { $ref, ...beside } = Object.fromEntries(Object.entries(schema));
  const shared = typeof $ref === 'string' ? definitions[$ref.replace('#/$defs/', '')] : undefined;
  return shared === undefined ? schema : { ...shared, ...beside };
}
