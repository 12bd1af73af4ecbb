import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BOUNDS, readStrictly } from '../../../events/reading/strict-json.ts';

/** Reason and place where a body is refused; its value where it is read. */
const outcome = (body: string | Uint8Array) => {
  const read = readStrictly(body);
  return read.ok ? read.value : [read.fault.reason, read.fault.path];
};

const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

describe('one JSON value', () => {
  test('is read with every text in NFC, names too', () =>
    expect(outcome('{"e\u0301":["u\u0308",{"a":1}]}')).toEqual({ é: ['ü', { a: 1 }] }));

  test('may begin with a byte order mark, as text and as bytes', () => {
    expect(outcome('\uFEFF{"a":1}')).toEqual({ a: 1 });
    expect(outcome(new TextEncoder().encode('\uFEFF{"a":"ü"}'))).toEqual({ a: 'ü' });
  });

  test.each(['', ' ', '{', '{"a":1} {"b":2}', "{'a':1}", '{"a":1,}', '// c\n{}', '{"a":01}', '\u00A0{}'])(
    'is not %s',
    (body) => expect(outcome(body)).toEqual(['body-unreadable', '']),
  );

  test('is UTF-8: bytes that are not are named', () => {
    expect(outcome(Buffer.from('{"a":"Förderung Süd"}', 'latin1'))).toEqual(['encoding-invalid', '']);
    // UTF-16, an encoded surrogate, an overlong slash, a cut sequence: what some decoders let through.
    for (const bytes of [[0xff, 0xfe], [0xed, 0xa0, 0x80], [0xc0, 0xaf], [0xe2, 0x82], [0xff]])
      expect(outcome(Uint8Array.from([0x22, ...bytes, 0x22]))).toEqual(['encoding-invalid', '']);
  });

  test('is small, shallow and short enough to look at', () => {
    expect(outcome(nested(32))).toEqual(expect.any(Array));
    expect(readStrictly(nested(33))).toMatchObject({ fault: { reason: 'event-too-complex' } });
    expect(readStrictly(nested(100_000))).toMatchObject({ fault: { reason: 'event-too-complex' } });
    expect(readStrictly('{"a":'.repeat(40_000))).toMatchObject({ fault: { reason: 'event-too-complex' } });
    const entries = (count: number) => JSON.stringify({ a: Array.from({ length: count }, () => 1) });
    expect(readStrictly(entries(5_000)).ok).toBe(true);
    expect(outcome(entries(5_001))).toEqual(['event-too-complex', 'a.5000']);
    const names = (count: number) =>
      JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, at) => [`n${at}`, 1])));
    expect(readStrictly(names(10_000)).ok).toBe(true);
    expect(readStrictly(names(10_001))).toMatchObject({ fault: { reason: 'event-too-complex' } });
    expect(outcome(`"${'ü'.repeat(131_071)}"`)).toBe('ü'.repeat(131_071));
    expect(outcome(`"${'ü'.repeat(131_072)}"`)).toEqual(['event-too-large', '']);
  });
});

describe('what two parsers would read differently is refused', () => {
  test.each([
    ['{"a":1,"a":1}', 'a'],
    ['{"a":1,"\\u0061":2}', 'a'],
    ['{"\u00E9":1,"e\u0301":2}', '…'],
    ['{"a":[{"b":{"c":1,"d":[],"c":null}}]}', 'a.0.b.c'],
    ['{"a":{"x":1},"b":{"x":1},"a":{"x":1}}', 'a'],
  ])('a name twice in %s', (body, path) => expect(outcome(body)).toEqual(['duplicate-json-key', path]));

  test('the same name in two objects is none twice', () =>
    expect(outcome('{"a":{"x":1},"b":[{"x":1},{"x":2}]}')).toEqual({ a: { x: 1 }, b: [{ x: 1 }, { x: 2 }] }));

  test.each([...Object.getOwnPropertyNames(Object.prototype), 'prototype'])('a field named %s', (name) => {
    for (const body of [`{"${name}":{}}`, `{"a":[{"${name}":1}]}`])
      expect(readStrictly(body)).toMatchObject({ fault: { reason: 'key-forbidden' } });
    expect(outcome(`["${name}"]`)).toEqual([name]);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test.each([
    '1e400',
    '-1e400',
    '-0',
    '-0.0',
    '-0e9',
    '9007199254740993',
    '-9007199254740993',
    '0.30000000000000004441',
    '1e-400',
    '123456789012345678901234567890',
    '0.1000000000000000055511151231257827',
    `1${'0'.repeat(60)}`,
  ])('the number %s', (number) => expect(outcome(`{"a":[${number}]}`)).toEqual(['number-invalid', 'a.0']));

  test.each([
    '0',
    '0.0',
    '1.0',
    '1.50',
    '15e-1',
    '1E2',
    '1e22',
    '9007199254740992',
    '-12.5',
    '5e-324',
    '1e+3',
  ])('but not the number %s', (number) => expect(outcome(`{"a":${number}}`)).toEqual({ a: Number(number) }));

  test('a number that JavaScript writes is one that it reads', () =>
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        fc.pre(!Object.is(number, -0));
        expect(outcome(String(number))).toBe(number);
      }),
    ));

  test.each([
    ['\\ud800', 'text-invalid'],
    ['\\udc00\\ud800', 'text-invalid'],
    ['a\\u0000b', 'text-invalid'],
    ['\\uffff', 'text-invalid'],
    ['\\ufdd0', 'text-invalid'],
    ['\uFFFD', 'encoding-invalid'],
    ['\\ufffd', 'encoding-invalid'],
  ])('the text %s', (text, reason) => {
    expect(outcome(`{"a":["${text}"]}`)).toEqual([reason, 'a.0']);
    expect(readStrictly(`{"${text}":1}`)).toMatchObject({ fault: { reason } });
  });

  test('of a field that its reader cleans may be damaged, and of no other', () => {
    const read = (json: string) => readStrictly(json, { cleaned: ['fileName'] });
    expect(read('{"fileName":"a\\ud83d\uFFFD.pdf"}').ok).toBe(true);
    expect(read('{"fileName":"a","a":"\\ud83d"}')).toMatchObject({ fault: { path: 'a' } });
    expect(read('{"a":{"fileName":"\\ud83d"}}')).toMatchObject({ fault: { path: 'a.fileName' } });
    expect(read('{"fileName":["\\ud83d"]}')).toMatchObject({ fault: { path: 'fileName.0' } });
  });

  test('pairs, joined emoji and letters of every script are text', () =>
    expect(outcome('["\\ud83d\\ude00","👩‍👩‍👧","Ångström","日本"]')).toEqual(['😀', '👩‍👩‍👧', 'Ångström', '日本']));
});

describe('what a refused body says of itself', () => {
  test('is only what stands at its top, once, as text or as a whole number', () =>
    expect(
      readStrictly('{"id":"x","source":"s","source":"t","sequence":7,"a":{"type":"inner"},"a":1}'),
    ).toMatchObject({
      ok: false,
      said: { id: 'x', sequence: '7' },
    }));

  test('is heard however deep the rest is, and nowhere else', () => {
    const { said } = readStrictly(`{"data":${nested(20_000)},"id":"x"}`) as { said: object };
    expect(said).toEqual({ id: 'x' });
    expect(readStrictly('[{"id":"x"},{"id":"x","id":"y"}]')).toMatchObject({ said: {} });
  });

  test('names no place by words that the sender made up', () => {
    expect(outcome('{"<b>evil</b>":{"x":1,"x":2}}')).toEqual(['duplicate-json-key', '….x']);
    expect(outcome(`{"${'long'.repeat(40)}":{"x":-0}}`)).toEqual(['number-invalid', '….x']);
  });
});

/** JSON text with the freedoms of its grammar: blanks, escapes, numbers written otherwise. */
const written: fc.Arbitrary<string> = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('null', 'true', '1', '-2.50', '1e3', '"e\u0301"', '"\\u00e9"', '"\\ud83d\\ude00"', '" "'),
    fc.string({ unit: 'grapheme' }).map((text) => JSON.stringify(text)),
    fc.array(tie('value'), { maxLength: 4 }).map((entries) => `[ ${entries.join(' ,\n')}]`),
    fc
      .array(fc.tuple(fc.constantFrom('a', 'b', 'é', 'e\u0301', '\\u0061', 'id', 'data'), tie('value')), {
        maxLength: 4,
      })
      .map((entries) => `{${entries.map(([name, value]) => `"${name}" : ${value}`).join(',')} }`),
  ),
})).value;

const MAY_BE_REFUSED = /^(?:|duplicate-json-key|encoding-invalid|text-invalid|event-too-complex)$/u;

test('whatever is read is read again as the same, and as any parser reads it but for NFC', () => {
  fc.assert(
    fc.property(written, (text) => {
      const read = readStrictly(text);
      expect(read.ok ? '' : read.fault.reason).toMatch(MAY_BE_REFUSED);
      const value = read.ok ? read.value : null;
      const again = JSON.stringify(value);
      expect(readStrictly(again)).toMatchObject({ ok: true, value });
      expect(again).toBe(read.ok ? JSON.stringify(JSON.parse(text)).normalize('NFC') : 'null');
    }),
    { numRuns: 2_000 },
  );
});

test('the bounds are those of the contract', () =>
  expect(BOUNDS).toEqual({ bytes: 262_144, levels: 32, names: 10_000, entries: 5_000, cleaned: [] }));
