import { lookThrough, type Bounds, type Fault, type SaidOnce } from './json-look.ts';
import { parseJson } from './parse-json.ts';
import type { Refusal } from '../reasons.ts';
import { figures } from './wording.ts';

/**
 * What is recorded for ever is read without a guess: one value, no name twice, nothing that another parser
 * would read otherwise. Every body from outside passes {@link readStrictly}; what lies in the store already is
 * read as it was read when it came.
 */

/** Bounds of one event or one order. Source: E6; E11, and the queues take no larger message. */
export const BOUNDS: Bounds = { bytes: 262_144, levels: 32, names: 10_000, entries: 5_000, cleaned: [] };

/** A body as JSON with every text in NFC and the text it was read from; or its first fault. */
export type StrictlyRead =
  | { readonly ok: true; readonly value: unknown; readonly text: string }
  | { readonly ok: false; readonly fault: Fault; readonly said: SaidOnce };

/**
 * Reads one JSON value from text or from bytes, which have to be UTF-8; a byte order mark before it is passed
 * over. Names and texts come in NFC. Refused with `encoding-invalid` (no UTF-8, or U+FFFD left by a wrong one),
 * `event-too-large`, `event-too-complex`, `duplicate-json-key`, `key-forbidden`, `number-invalid` (a number that
 * its double does not give back), `text-invalid` (half a pair, NUL, noncharacters), `body-unreadable`. Source:
 * E4 to E10; RFC 8259 section 4 leaves a doubled name to each parser.
 */
export function readStrictly(body: string | Uint8Array, given: Partial<Bounds> = {}): StrictlyRead {
  const bounds = { ...BOUNDS, ...given };
  const text = textOf(body);
  if (text === undefined) return refused('encoding-invalid', 'ist nicht in UTF-8 kodiert');
  if (new TextEncoder().encode(text).length > bounds.bytes)
    return refused('event-too-large', `ist größer als ${figures(bounds.bytes)} Bytes`);
  const { fault, said } = lookThrough(text, bounds);
  // Before parsing: what is too deep is never handed to anything that calls itself.
  if (fault?.reason === 'event-too-complex') return { ok: false, fault, said };
  const value = parseJson(text);
  if (value === undefined) return refused('body-unreadable');
  return fault === undefined ? { ok: true, value: inNfc(value), text } : { ok: false, fault, said };
}

function refused(reason: Refusal, text = ''): StrictlyRead {
  return { ok: false, fault: { reason, path: '', text }, said: {} };
}

function textOf(body: string | Uint8Array): string | undefined {
  if (typeof body === 'string') return body.replace(/^\uFEFF/u, '');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return undefined; // Not UTF-8: another encoding would be a guess.
  }
}

/** Depth is bounded by the look before. */
function inNfc(json: unknown): unknown {
  if (typeof json === 'string') return json.normalize('NFC');
  if (Array.isArray(json)) return json.map(inNfc);
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(
    Object.entries(json).map(([name, value]) => [name.normalize('NFC'), inNfc(value)]),
  );
}

export type { Bounds, Fault, SaidOnce };
