import { expect, test } from 'vitest';
import { sizeText } from '../../web/words/numbers.ts';

test.each([
  [0, '1\u00A0kB'],
  [300_000, '300\u00A0kB'],
  [999_499, '999\u00A0kB'],
  [999_500, '1\u00A0MB'],
  [3_600_000, '3,6\u00A0MB'],
  [52_428_800, '52,4\u00A0MB'],
])('%i bytes are %s, in units of 1000', (bytes, text) => {
  expect(sizeText(bytes)).toBe(text);
});
