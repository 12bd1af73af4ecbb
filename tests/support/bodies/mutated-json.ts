import type { Dice } from '../../simulation/histories/dice.ts';

/** What hurt a reader somewhere: put where a value may stand. */
const VALUES = [
  '1e400',
  '-0',
  '9007199254740993',
  '0.30000000000000004441',
  '1E+2',
  '01',
  '.5',
  'NaN',
  'Infinity',
  '0x10',
  '1_0',
  '"\\ud800"',
  '"\\udc00\\ud800"',
  '"\\u0000"',
  '"\uFFFD"',
  '"\\ufffd"',
  '"\\uffff"',
  '"a\u0000"',
  '"\\x41"',
  '"\n"',
  '"e\u0301"',
  '"\\u00e9"',
  '"\u202E"',
  '"\u200B"',
  "'a'",
  '"unended',
  'null',
  'true',
  'tru',
  '[]',
  '[,]',
  '[1,]',
  '{}',
  '{"a":1,"a":1}',
  '{"__proto__":{"x":1}}',
  '{"constructor":{"prototype":{"x":1}}}',
  '{"toString":1}',
  '{"a":1,"\\u0061":2}',
  '{"é":1,"e\u0301":2}',
  '{a:1}',
  '/*c*/1',
  '//c\n1',
  '"\\ud83d\\ude00"',
  '-',
  '--1',
  '1 1',
];

type Mutation = (json: string, dice: Dice) => string;

const FIELD = /"(?:[^"\\]|\\.)*"\s*:\s*/gu;
const SCALAR = /(?<=[:[,]\s*)(?:"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null)(?=\s*[,\]}])/gu;

const replaced = (json: string, at: RegExpExecArray | undefined, by: string) =>
  at === undefined ? json : `${json.slice(0, at.index)}${by}${json.slice(at.index + at[0].length)}`;

const anyOf = (pattern: RegExp) => (json: string, dice: Dice) => {
  const found = [...json.matchAll(pattern)];
  return found.length === 0 ? undefined : dice.oneOf(found);
};
const anyField = anyOf(FIELD);
const anyScalar = anyOf(SCALAR);

/** Each knows the structure: fields, values, levels, letters; then the text itself is cut and spliced. */
const MUTATIONS: readonly Mutation[] = [
  (json, dice) => replaced(json, anyScalar(json, dice), dice.oneOf(VALUES)),
  (json, dice) => {
    const field = anyField(json, dice);
    return replaced(json, field, `${field?.[0] ?? ''}${dice.oneOf(VALUES)},${field?.[0] ?? ''}`);
  },
  (json, dice) => {
    const field = anyField(json, dice);
    return replaced(json, field, `"x-more":${dice.oneOf(VALUES)},${field?.[0] ?? ''}`);
  },
  (json, dice) => {
    const levels = dice.oneOf([1, 20, 31, 33, 100, 20_000]);
    const [open, close] = dice.oneOf([
      ['[', ']'],
      ['{"a":', '}'],
    ] as const);
    return replaced(json, anyScalar(json, dice), `${open.repeat(levels)}1${close.repeat(levels)}`);
  },
  (json, dice) =>
    replaced(json, anyScalar(json, dice), `[${'1,'.repeat(dice.oneOf([10, 100, 1_000, 5_001]))}1]`),
  (json, dice) => (dice.once(0.5) ? json.normalize('NFD') : `\uFEFF${json}`),
  (json) =>
    json.replaceAll(/[^\0-~]/gu, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`),
  (json, dice) => json.slice(0, dice.upTo(json.length)),
  (json, dice) => `${json}${dice.oneOf(['', ' ', '\0', json, ',', '}', '//'])}`,
  (json, dice) => {
    const at = dice.upTo(json.length);
    return `${json.slice(0, at)}${String.fromCharCode(dice.upTo(0xffff))}${json.slice(at)}`;
  },
  (json, dice) => {
    const [from, to] = [dice.upTo(json.length), dice.upTo(json.length)];
    return `${json.slice(0, from)}${json.slice(to)}`;
  },
  (json, dice) => {
    const value = json.replaceAll('"', '\\"');
    return replaced(json, anyScalar(json, dice), `"${value}"`);
  },
];

/** A body of one to four mutations of a sound one; now and then as bytes, some of which are no UTF-8. */
export function mutated(json: string, dice: Dice): string | Uint8Array {
  let body = json;
  for (let times = dice.upTo(3); times >= 0; times -= 1) body = dice.oneOf(MUTATIONS)(body, dice);
  if (dice.once(0.7)) return body;
  if (dice.once(0.3)) return Buffer.from(body, 'latin1');
  const bytes = Buffer.from(body, 'utf8');
  if (dice.once(0.6) && bytes.length > 0) bytes[dice.upTo(bytes.length - 1)] = dice.upTo(255);
  return bytes;
}
