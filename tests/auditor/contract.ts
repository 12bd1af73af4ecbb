import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { at, isList, listAt, objectAt, parsed, textAt, type Json, type JsonObject } from './json.ts';

const EVENTS = join(import.meta.dirname, '../../events');

const catalogue = readFileSync(join(EVENTS, 'README.md'), 'utf8');

/** Reason codes of the published catalogue: why a message is refused, and why it waits. */
export const PUBLISHED = {
  refused: codesUnder('### Refused: the message lies at the clearing desk'),
  early: codesUnder('### Early: the event waits'),
} as const;

function codesUnder(heading: string): ReadonlySet<string> {
  const [, section = ''] = catalogue.split(`${heading}\n`);
  const [lines = ''] = section.split('\n#');
  return new Set(Array.from(lines.matchAll(/^- `(?<code>[a-z-]+)`:/gmu), ([, code = '']) => code));
}

const schemas = new Map<string, Json | undefined>();

/**
 * Data as the published schema of its type sees it: fields that it does not know mean nothing, and those that it
 * gives a value to mean that value where they are absent (event contract, compatible change).
 */
export function asContracted({ stem, major }: { stem: string; major: number }, data: Json): Json {
  const file = `${stem}.v${major}.json`;
  if (!schemas.has(file)) schemas.set(file, schemaIn(file));
  const schema = schemas.get(file);
  return schema === undefined ? data : seenBy(at(schema, 'properties', 'data'), data);
}

function schemaIn(file: string): Json | undefined {
  try {
    return parsed(readFileSync(join(EVENTS, 'schemas', file), 'utf8'));
  } catch {
    return undefined; // A kind without a published schema cannot be told as recorded.
  }
}

function seenBy(schema: Json | undefined, value: Json): Json {
  if (isList(value)) return value.map((one) => seenBy(at(schema, 'items'), one));
  const properties = at(schema, 'properties');
  if (properties === undefined || typeof value !== 'object' || value === null) return value;
  return seenObject(objectAt(properties), objectAt(value));
}

function seenObject(properties: JsonObject, value: JsonObject): JsonObject {
  const seen: Record<string, Json> = {};
  for (const [name, schema] of Object.entries(properties)) {
    const inner = value[name] ?? at(schema, 'default');
    if (inner !== undefined) seen[name] = seenBy(schema, inner);
  }
  return seen;
}

/** Kinds of notices, which are no recorded facts. */
export const NOTICES = ['event.refused', 'event.parked'] as const;

/** A CloudEvent as it travels; undefined where a text is none. */
export function envelopeOf(body: string): JsonObject | undefined {
  const json = parsed(body);
  const isEvent = textAt(json, 'source') !== '' && textAt(json, 'id') !== '' && listAt(json).length === 0;
  return isEvent ? objectAt(json) : undefined;
}
