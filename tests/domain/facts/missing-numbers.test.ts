import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  MOST_NAMED,
  missingNumbers,
  nextNumber,
  sequencesAfter,
  type Sequences,
} from '../../../shared/domain/facts/sequence.ts';
import { missingSentence } from '../../../shared/words/numbers.ts';

const SOURCE = 'https://rp-kassel.example/foerderung';
const waiting = (...numbers: readonly number[]) =>
  numbers.map((number) => ({ source: SOURCE, sequence: String(number) }));

/** These numbers came one after the other; what came before its turn waits, the rest is used up. */
function after(numbers: readonly number[]) {
  let sequences: Sequences = {};
  const came = [...new Set(numbers)].toSorted((one, other) => one - other);
  for (const number of came)
    if (number === (sequences[SOURCE]?.last ?? 0) + 1)
      sequences = sequencesAfter(sequences, { source: SOURCE, sequence: String(number) });
  const { last } = sequences[SOURCE] ?? { last: 0 };
  return { sequences, waits: waiting(...came.filter((number) => number > last)) };
}

describe('numbers that are missing', () => {
  test('of 1, 2, 4 and 5 is 3 (A17)', () => {
    const { sequences, waits } = after([1, 2, 4, 5]);
    const missing = missingNumbers(sequences, waits);
    expect(missing).toEqual([{ source: SOURCE, numbers: [3] }]);
    expect(missing.map(missingSentence)).toEqual([`Es fehlt Nr. 3 von ${SOURCE}.`]);
    expect(nextNumber(sequences, SOURCE, waits)).toBe(6);
  });

  test('before the first message are missing as well', () =>
    expect(missingNumbers({}, waiting(3))).toEqual([{ source: SOURCE, numbers: [1, 2] }]));

  test('that were refused ahead of the gap are not missing', () =>
    expect(missingNumbers({ [SOURCE]: { last: 1, ahead: [3] } }, waiting(5))).toEqual([
      { source: SOURCE, numbers: [2, 4] },
    ]));

  test('are named up to a bound, and it is said that there are more', () => {
    const [missing] = missingNumbers({}, waiting(1_000_000));
    expect(missing).toMatchObject({ more: true });
    expect(missing?.numbers).toHaveLength(MOST_NAMED);
    expect(missing && missingSentence(missing)).toContain('20 und weitere von');
  });

  test('and those that came are together all up to the highest, each once', () =>
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: MOST_NAMED }), { minLength: 1 }), (numbers) => {
        const { sequences, waits } = after(numbers);
        const missing = missingNumbers(sequences, waits).flatMap((one) => one.numbers);
        const all = [...numbers, ...missing].toSorted((one, other) => one - other);
        expect(all).toEqual(Array.from({ length: Math.max(...numbers) }, (_, index) => index + 1));
        expect(nextNumber(sequences, SOURCE, waits)).toBe(Math.max(...numbers) + 1);
      }),
    ));
});
