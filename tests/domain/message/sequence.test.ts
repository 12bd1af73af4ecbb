import { describe, expect, test } from 'vitest';
import { detailOf } from '../../../events/reading/detail.ts';
import { judgeSequence, sequencesAfter, type Sequences } from '../../../shared/domain/message/sequence.ts';

const source = 'https://one.example/';
const used = (last: number, ...ahead: readonly number[]): Sequences => ({
  [source]: ahead.length === 0 ? { last } : { last, ahead },
});
const judged = (sequence: string | undefined, sequences: Sequences) =>
  judgeSequence({ source, ...(sequence !== undefined && { sequence }) }, sequences);
const after = (sequence: string | undefined, sequences: Sequences) =>
  sequencesAfter(sequences, { source, ...(sequence !== undefined && { sequence }) });

describe('a number of a sender', () => {
  test.each([
    ['the first one', '1', {}],
    ['the next one', '5', used(4)],
    ['the one that fills a gap', '5', used(4, 6)],
    ['the first one, whatever others have used up', '1', { 'https://other.example/': { last: 9 } }],
    ['none at all', undefined, used(4)],
  ])('fits where it is %s', (_, sequence, sequences) => expect(judged(sequence, sequences)).toBeUndefined());

  test.each([
    ['is the last one', '4', used(4)],
    ['lies before it', '3', used(4)],
    ['was refused ahead of a gap', '6', used(4, 6)],
  ])('is used up where it %s', (_, sequence, sequences) =>
    expect(judged(sequence, sequences)).toEqual({
      outcome: 'rejected',
      reason: 'sequence-reused',
      detail: detailOf('sequence'),
    }),
  );

  test.each([
    ['by one', '6', used(4)],
    ['by many', '9', used(4)],
    ['from the beginning', '2', {}],
  ])('waits where it is ahead %s', (_, sequence, sequences) =>
    expect(judged(sequence, sequences)).toEqual({ outcome: 'early', reason: 'sequence-gap' }),
  );
});

describe('the numbers used up', () => {
  test.each([
    ['grow by the next one', '5', used(4), used(5)],
    ['begin with the first one', '1', {}, used(1)],
    ['keep one ahead of a gap', '7', used(4), used(4, 7)],
    ['keep several ahead in their order, as numbers', '10', used(4, 7, 9), used(4, 7, 9, 10)],
    ['keep them in order however they came', '6', used(4, 9, 10), used(4, 6, 9, 10)],
    ['close a gap up to the next one', '5', used(4, 6, 7, 10), used(7, 10)],
    ['close the last gap', '5', used(4, 6), used(6)],
  ])('%s', (_, sequence, before, expected) => expect(after(sequence, before)).toEqual(expected));

  test.each([
    ['none was given', undefined],
    ['it is the last one', '4'],
    ['it lies before it', '2'],
    ['it was refused ahead of a gap', '6'],
  ])('stay the very same where %s', (_, sequence) => {
    const before = used(4, 6);
    expect(after(sequence, before)).toBe(before);
  });

  test('of other senders stay', () =>
    expect(after('1', { 'https://other.example/': { last: 9 } })).toEqual({
      'https://other.example/': { last: 9 },
      [source]: { last: 1 },
    }));
});
