import { at, fingerprint, isList, objectAt, textAt, type Json, type JsonObject } from './json.ts';

/** A recorded fact as its item shows it. */
export type Fact = {
  readonly subject: string;
  readonly version: number;
  /** `signature.received`: the type without prefix and major version. */
  readonly stem: string;
  readonly source: string;
  readonly id: string;
  readonly recordedAt: string;
  /** With its personal leaves in their places, where they were not erased. */
  readonly data: JsonObject;
  /** Whether its personal part was taken out. */
  readonly isErased: boolean;
  readonly item: JsonObject;
};

/** The kind that a type on the wire names, and its major version; undefined where it is none of this prefix. */
export function kindOf(type: string, prefix: string): { stem: string; major: number } | undefined {
  if (!type.startsWith(`${prefix}.`)) return undefined;
  const end = type.lastIndexOf('.v');
  const major = Number(type.slice(end + 2));
  return end > prefix.length && major > 0 ? { stem: type.slice(prefix.length + 1, end), major } : undefined;
}

const names = new Map<string, string>();

/** `signature.received` → `SignatureReceived`: how digests and hashes name a kind. */
export function hashedName(stem: string): string {
  const known = names.get(stem);
  if (known !== undefined) return known;
  const name = stem
    .split(/[.-]/u)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
  names.set(stem, name);
  return name;
}

/** Digest of what an event means: type, subject and data (rule 5). */
export function meaningOf(event: {
  readonly stem: string;
  readonly major: number;
  readonly subject: string;
  readonly data: Json;
}): string {
  const { stem, major, subject, data } = event;
  return fingerprint({ type: hashedName(stem), version: major, subject, data });
}

/** Reads an item of a stream. */
export function factOf(item: JsonObject, subject: string, prefix: string): Fact {
  const type = textAt(item, 'type');
  const personal = at(item, 'personal');
  return {
    subject,
    version: Number(textAt(item, 'SK').slice('EVENT#'.length)),
    stem: kindOf(type, prefix)?.stem ?? type,
    source: textAt(item, 'source'),
    id: textAt(item, 'id'),
    recordedAt: textAt(item, 'recordedAt'),
    data: joined(objectAt(item, 'data'), objectAt(personal, 'data')),
    isErased: personal === undefined && 'personalHash' in item,
    item,
  };
}

/** Personal leaves lie apart under dotted paths, with the place in a list as a step. */
function joined(shared: JsonObject, leaves: JsonObject): JsonObject {
  let data: Json = shared;
  for (const path in leaves) data = withLeaf(data, path.split('.'), leaves[path] ?? null);
  return data as JsonObject;
}

function withLeaf(value: Json | undefined, [step, ...rest]: readonly string[], leaf: Json): Json {
  if (step === undefined) return leaf;
  if (isList(value))
    return value.map((one, place) => (String(place) === step ? withLeaf(one, rest, leaf) : one));
  const object = objectAt(value);
  return { ...object, [step]: withLeaf(object[step], rest, leaf) };
}
