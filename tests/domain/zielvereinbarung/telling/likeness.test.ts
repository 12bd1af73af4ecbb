import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nameCore } from '../../../../shared/domain/zielvereinbarung/telling/likeness.ts';
import { runs } from '../../../support/histories/runs.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyzäöüßé'.split('');
const word = fc
  .array(fc.constantFrom(...LETTERS), { minLength: 3, maxLength: 9 })
  .map((letters) => `q${letters.join('')}`);
const part = fc.oneof(
  word,
  fc.tuple(word, word).map((both) => both.join('-')),
);
const person = fc.record({ given: part, family: part });
type Person = { readonly given: string; readonly family: string };

const capital = (text: string) =>
  text.replaceAll(/(?<![\p{Letter}])\p{Letter}/gu, (letter) => letter.toUpperCase());
const REPLACED: readonly (readonly [string, string])[] = [
  ['ä', 'ae'],
  ['ö', 'oe'],
  ['ü', 'ue'],
  ['ß', 'ss'],
];

/** One spelling after the other, so that any of them may meet. */
const SPELLINGS: readonly ((name: string, person: Person) => string)[] = [
  (name) => name,
  (name) => `Dr. ${name}`,
  (name) => `Prof. Dr. h. c. ${name}`,
  (name) => `Landrat ${name}`,
  (name) => name.toUpperCase(),
  (name) => name.toLowerCase(),
  (name) => name.replaceAll('-', ' '),
  (name) => name.replaceAll(' ', '  '),
  (name) => name.normalize('NFD'),
  (name) => REPLACED.reduce((text, [umlaut, letters]) => text.replaceAll(umlaut, letters), name),
  (_, { given, family }) => `${given} P. ${family}`,
  (_, { given, family }) => `${family}, ${given}`,
  (_, { given, family }) => `${family}, Dr. ${given} M.`,
];

describe('what is left of a name', () => {
  test('is the same in every spelling of one person', () => {
    fc.assert(
      fc.property(person, fc.constantFrom(...SPELLINGS), ({ given, family }, spelling) => {
        const plain = { given: capital(given), family: capital(family) };
        const name = `${plain.given} ${plain.family}`;
        expect(nameCore(spelling(name, plain))).toBe(nameCore(name));
      }),
      { numRuns: runs(1000) },
    );
  });

  test('tells people apart whose first or last names differ', () => {
    fc.assert(
      fc.property(person, person, (one, other) => {
        const cores = [one, other].map(({ given, family }) => nameCore(`${given} ${family}`));
        const firsts = [one, other].map(({ given }) => nameCore(given.split('-')[0] ?? ''));
        const lasts = [one, other].map(({ family }) => nameCore(family.split('-').at(-1) ?? ''));
        const isAlike =
          (firsts[0] === firsts[1] && lasts[0] === lasts[1]) ||
          (firsts[0] === lasts[1] && lasts[0] === firsts[1]);
        expect(cores[0] === cores[1]).toBe(isAlike);
      }),
      { numRuns: runs(1000) },
    );
  });

  test.each([
    ['Dr. Max Muster', 'max muster'],
    ['Max Muster, Landrat', 'max muster'],
    ['Freiherr Max von und zu Muster', 'max muster'],
    ['Muster', 'muster'],
    ['Dr.', ''],
    ['', ''],
  ])('of „%s“ is „%s“', (name, core) => expect(nameCore(name)).toBe(core));
});
