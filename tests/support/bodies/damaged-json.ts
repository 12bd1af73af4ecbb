import type { Refusal } from '../../../events/reasons.ts';

/** A sound body of JSON spoiled in one way, and the reason by which every door refuses it. */
export type Damaged = { readonly name: string; readonly reason: Refusal; readonly body: string | Uint8Array };

type Spoiling = readonly [name: string, reason: Refusal, spoil: (json: string) => string | Uint8Array];

const first = (field: string) => (json: string) => json.replace('{', `{${field},`);

/** The last field of the text that is no object and no list stands there twice, as deep as it stands. */
function twice(json: string): string {
  const last = [...json.matchAll(/"\w+":(?:"[^"]*"|-?\d+|true|false)/gu)].at(-1);
  return `${json.slice(0, last?.index)}${last?.[0]},${json.slice(last?.index)}`;
}

const SPOILINGS: readonly Spoiling[] = [
  ['a field twice at the top', 'duplicate-json-key', first('"x-more":1,"x-more":2')],
  ['a field twice, equal, as deep as any', 'duplicate-json-key', twice],
  ['a field twice, once escaped', 'duplicate-json-key', first('"x-more":1,"x\\u002dmore":1')],
  ['a field twice but for its form', 'duplicate-json-key', first('"\u00E9":1,"e\u0301":1')],
  ['__proto__', 'key-forbidden', first('"__proto__":{"isAdmin":true}')],
  ['constructor', 'key-forbidden', first('"x-more":{"constructor":{"prototype":{}}}')],
  ['20,000 levels', 'event-too-complex', first(`"x-more":${'['.repeat(20_000)}${']'.repeat(20_000)}`)],
  [
    '10,001 fields',
    'event-too-complex',
    first(Array.from({ length: 10_001 }, (_, at) => `"n${at}":1`).join(',')),
  ],
  ['5,001 entries', 'event-too-complex', first(`"x-more":[${'1,'.repeat(5_000)}1]`)],
  ['a number beyond all', 'number-invalid', first('"x-more":1e400')],
  ['minus zero', 'number-invalid', first('"x-more":[-0]')],
  ['an integer that no double keeps', 'number-invalid', first('"x-more":9007199254740993')],
  ['half a pair', 'text-invalid', first('"x-more":"\\ud800"')],
  ['NUL', 'text-invalid', first('"x-more":"a\\u0000b"')],
  ['what a wrong encoding left', 'encoding-invalid', first('"x-more":"F\uFFFDrderung S\uFFFDd"')],
  ['more behind it', 'body-unreadable', (json) => `${json}{}`],
  ['a comment', 'body-unreadable', (json) => `${json}// more`],
];

/** Bytes that are no UTF-8, where a door takes bytes. */
const BYTES: readonly Spoiling[] = [
  [
    'ISO-8859-1',
    'encoding-invalid',
    (json) => Buffer.from(first('"x-more":"Förderung Süd"')(json), 'latin1'),
  ],
  ['an encoded half pair', 'encoding-invalid', (json) => spliced(json, [0xed, 0xa0, 0x80])],
  ['an overlong letter', 'encoding-invalid', (json) => spliced(json, [0xc1, 0x81])],
];

function spliced(json: string, bytes: readonly number[]): Uint8Array {
  const [before = '', after = ''] = first('"x-more":"|"')(json).split('|');
  return Buffer.concat([Buffer.from(before), Uint8Array.from(bytes), Buffer.from(after)]);
}

/** Every way in which a sound body can be spoiled for the strict reader; with bytes where the door takes them. */
export function damaged(json: string, { asBytes = false } = {}): readonly Damaged[] {
  return [...SPOILINGS, ...(asBytes ? BYTES : [])].map(([name, reason, spoil]) => ({
    name,
    reason,
    body: spoil(json),
  }));
}
