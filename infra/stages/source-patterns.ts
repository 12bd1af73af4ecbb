import { ags as agsKey } from '../../events/primitives.ts';
import { partsOfSource, sourceWithKey } from '../../shared/domain/senders.ts';
import type { Voice } from '../../shared/domain/voices.ts';

/** A source of a stage with whose voice it is; none for the sources of our own functions. */
type Voiced = { readonly source: string; readonly voice: Voice | undefined };

/**
 * Whether this can be the `source` of events: a URI of ASCII, as long as one may be, with one place for a key at most,
 * and no `.` or `..` in its path, which read as another one.
 */
export function reads(source: string): boolean {
  const [before = '', after = '', ...more] = partsOfSource(source);
  return (
    more.length === 0 &&
    source.length <= 200 &&
    /^[a-z][a-z0-9+.-]*:/iu.test(before) &&
    /^[!-;=?-~]+$/u.test(`${before}${after}`) &&
    !/\/[.]{1,2}(?:\/|$)/u.test(folded(source))
  );
}

/** Whether a part of the path of a source reads like the key of a Gebietskörperschaft. */
export function namesKey(source: string): boolean {
  const path = folded(source).replace(/^[^:]+:(?:\/\/[^/]*)?/u, '');
  return path.split(/[^a-z0-9]/u).some((part) => agsKey.safeParse(part).success);
}

/**
 * Whether sources of two parties cannot be told apart: one of their texts is, or begins like, one of the other,
 * however it is written (RFC 3986: case of scheme and host, percent-encoding, the usual port, a slash at the end).
 */
export function areConfusable(one: Voiced, other: Voiced): boolean {
  const [first, second] = [textOf(one.source), textOf(other.source)];
  const [shorter, longer] = first.length < second.length ? [first, second] : [second, first];
  const isBeginning = Array.from(shorter).every((letter, at) => meets(letter, longer.charAt(at)));
  return isBeginning && !areOneParty(one, other);
}

/** Two sources with their key at the same place are the same Kreis's; of two others it says the voice. */
function areOneParty(one: Voiced, other: Voiced): boolean {
  if (one.voice === undefined || one.voice !== other.voice) return false;
  return one.voice !== 'kommune' || beforeKey(one.source) === beforeKey(other.source);
}

const beforeKey = (source: string) => folded(partsOfSource(source)[0] ?? '');

/** Stands for any digit of a key; no source has a space. */
const ANY_DIGIT = ' ';

function textOf(source: string): string {
  return folded(sourceWithKey(source, ANY_DIGIT.repeat(5))).replace(/\/+$/u, '');
}

function meets(one: string, other: string): boolean {
  const isDigit = (letter: string) => letter === ANY_DIGIT || /^\d$/u.test(letter);
  return one === other || ([one, other].includes(ANY_DIGIT) && isDigit(one) && isDigit(other));
}

/** Every way of writing the same letters as one. */
function folded(part: string): string {
  return part
    .replaceAll(/%([0-7][0-9a-f])/giu, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .toLowerCase()
    .replace(/^(https:\/\/[^/:]*):443(?=\/|$)/u, '$1')
    .replace(/^(http:\/\/[^/:]*):80(?=\/|$)/u, '$1');
}
