import type { Evidence } from '../../auditor/evidence.ts';
import { canonical, isList, plainItem, textAt, type Json } from '../../auditor/json.ts';

/** Instants, and what is computed from them or from chance: they differ between any two runs on a real clock. */
const VARYING = [
  'recordedAt',
  'parkedAt',
  'receivedAt',
  'until',
  'month',
  'salt',
  'personalHash',
  'hash',
  'previousHash',
  'lastHash',
];

/** Partitions named after a month, which comes from a clock where the message itself tells no time. */
const BY_MONTH = /^(?<kind>CLEARING|WAITING)#.*$/u;

/**
 * Every item of a table but for {@link VARYING}, as sorted lines: heads with their revisions, logs, markers, what
 * waited, the clearing desk, rows and receipts. Two runs that were told the same are equal in it.
 */
export function outcomeOf({ items }: Pick<Evidence, 'items'>): readonly string[] {
  return items
    .map(plainItem)
    .map((item) => canonical({ ...constant(item), PK: textAt(item, 'PK').replace(BY_MONTH, '$<kind>') }))
    .toSorted();
}

function constant(value: Json): { readonly [key: string]: Json } {
  return Object.fromEntries(
    Object.entries(value as object)
      .filter(([name]) => !VARYING.includes(name))
      .map(([name, part]: [string, Json]) => [name, within(part)]),
  );
}

function within(value: Json): Json {
  if (isList(value)) return value.map(within);
  return typeof value === 'object' && value !== null ? constant(value) : value;
}
