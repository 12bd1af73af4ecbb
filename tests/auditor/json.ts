import { hash } from 'node:crypto';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** A value of JSON. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
/** An object of JSON. */
export type JsonObject = { readonly [key: string]: Json };

/** The plain value of an attribute. Sets and binary are no JSON and are not used in this table. */
export function plain(value: AttributeValue): Json {
  if (value.S !== undefined) return value.S;
  if (value.N !== undefined) return Number(value.N);
  if (value.BOOL !== undefined) return value.BOOL;
  if (value.L !== undefined) return value.L.map(plain);
  if (value.M !== undefined) return plainItem(value.M);
  if (value.NULL === true) return null;
  throw new Error(`No JSON in this attribute: ${Object.keys(value).join()}`);
}

/** The plain content of an item, keys included. */
export function plainItem(item: Record<string, AttributeValue>): JsonObject {
  const content: Record<string, Json> = {};
  for (const name in item) {
    const value = item[name];
    if (value !== undefined) content[name] = plain(value);
  }
  return content;
}

const keys = new Map<string, string>();

/** `"key":`, made once: the same few keys come again and again. */
function quoted(key: string): string {
  const known = keys.get(key);
  if (known !== undefined) return known;
  const made = `${JSON.stringify(key)}:`;
  keys.set(key, made);
  return made;
}

/** JSON of RFC 8785: keys in the order of their code units, no white space. One string is grown: this is the hot path. */
export function canonical(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  let text = '';
  if (isList(value)) {
    for (const one of value) text += text === '' ? canonical(one) : `,${canonical(one)}`;
    return `[${text}]`;
  }
  for (const key of Object.keys(value).sort()) {
    text += text === '' ? quoted(key) : `,${quoted(key)}`;
    text += canonical(value[key] ?? null);
  }
  return `{${text}}`;
}

/** SHA-256 as 64 hex digits. */
export function sha256(bytes: string | Uint8Array): string {
  return hash('sha256', bytes);
}

/** SHA-256 over the canonical form. */
export function fingerprint(value: Json): string {
  return sha256(canonical(value));
}

/** JSON of a text; undefined where it is none. */
export function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined; // No JSON: whoever asks says what follows from that.
  }
}

export const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !isList(value);

/** What lies at the end of a path; undefined where the path ends early. */
export function at(value: Json | undefined, ...path: readonly string[]): Json | undefined {
  let found = value;
  for (const step of path) found = isObject(found) ? found[step] : undefined;
  return found;
}

/** A text at the end of a path; empty where there is none. */
export function textAt(value: Json | undefined, ...path: readonly string[]): string {
  const found = at(value, ...path);
  return typeof found === 'string' ? found : '';
}

/** A number at the end of a path; not a number where there is none. */
export function numberAt(value: Json | undefined, ...path: readonly string[]): number {
  const found = at(value, ...path);
  return typeof found === 'number' ? found : Number.NaN;
}

/** A list at the end of a path; empty where there is none. */
export function listAt(value: Json | undefined, ...path: readonly string[]): readonly Json[] {
  const found = at(value, ...path);
  return isList(found) ? found : [];
}

/** An object at the end of a path; empty where there is none. */
export function objectAt(value: Json | undefined, ...path: readonly string[]): JsonObject {
  const found = at(value, ...path);
  return isObject(found) ? found : {};
}

/** Whether two values say the same. */
export function isSame(one: Json | undefined, other: Json | undefined): boolean {
  if (one === other) return true;
  if (isList(one) || isList(other))
    return (
      isList(one) &&
      isList(other) &&
      one.length === other.length &&
      one.every((part, place) => isSame(part, other[place]))
    );
  if (!isObject(one) || !isObject(other)) return false;
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => isSame(one[name], other[name]));
}

/** An object without some of its keys. */
export function without(object: JsonObject, ...names: readonly string[]): JsonObject {
  const rest: Record<string, Json> = {};
  for (const name in object) if (!names.includes(name)) rest[name] = object[name] ?? null;
  return rest;
}

/** Entries by a key that several may share. */
export function grouped<Entry>(
  entries: readonly Entry[],
  key: (entry: Entry) => string,
): ReadonlyMap<string, readonly Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const name = key(entry);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [entry]);
    else group.push(entry);
  }
  return groups;
}
