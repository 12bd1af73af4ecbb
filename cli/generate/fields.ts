import { z } from 'zod';

/** The parts of a generated JSON Schema that the catalogue tells of. */
const node = z.looseObject({
  $ref: z.string().optional(),
  type: z.string().optional(),
  description: z.string().optional(),
  enum: z.array(z.string()).optional(),
  format: z.string().optional(),
  required: z.array(z.string()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
});

type Node = z.infer<typeof node>;

/** One field of a fact's data, by its dotted path; `[]` after a list. */
export type Field = {
  readonly path: string;
  readonly kind: string;
  readonly isRequired: boolean;
  readonly description?: string;
};

/** All fields of an object schema, outer before inner. */
export function fieldsOf(schema: unknown, path = ''): readonly Field[] {
  const { properties = {}, required = [] } = node.parse(schema);
  return Object.entries(properties).flatMap(([name, inner]) => {
    const read = node.parse(inner);
    const field: Field = {
      path: `${path}${name}`,
      kind: kindOf(read),
      isRequired: required.includes(name),
      ...(read.description === undefined ? {} : { description: read.description }),
    };
    return [field, ...innerFields(read, field.path)];
  });
}

function innerFields(read: Node, path: string): readonly Field[] {
  if (read.properties !== undefined) return fieldsOf(read, `${path}.`);
  if (read.items === undefined) return [];
  return fieldsOf(read.items, `${path}[].`);
}

function kindOf({ $ref, type, enum: values, format, items }: Node): string {
  if ($ref !== undefined) return $ref.split('/').at(-1) ?? 'object';
  if (values !== undefined)
    return values.length > 8 ? 'a code' : values.map((value) => `\`${value}\``).join(' or ');
  if (type === 'array') return `list of ${kindOf(node.parse(items))}`;
  return format ?? type ?? 'any';
}
