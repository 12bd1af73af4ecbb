import type { Path } from './detail.ts';

/**
 * Path of the first field that was given and that the schema did not read, at any depth; undefined where all was
 * read. `read` is what the schema made of `given`: what a schema leaves free (a record of anything) it keeps, and
 * what it does not know it leaves out, in lists, records and unions alike.
 */
export function strayField(given: unknown, read: unknown): Path | undefined {
  if (!hasFields(given) || !hasFields(read)) return undefined;
  for (const [name, value] of Object.entries(given)) {
    const below = Object.hasOwn(read, name) ? strayField(value, Reflect.get(read, name)) : [];
    if (below !== undefined) return [name, ...below];
  }
  return undefined;
}

function hasFields(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
