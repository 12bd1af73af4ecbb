import { describe, expect, test } from 'vitest';
import { portablePattern } from '../../cli/generate/patterns.ts';
import { schemaFiles } from '../../cli/generate/schemas.ts';
import contract from '../../functions/staff-api/openapi.json' with { type: 'json' };

/** What one engine or another does not know: code points by number, looking around, properties, references back. */
const NOT_EVERYWHERE = /\\u|\\x|\\p|\\k|\\[1-9]|\(\?[=!<]/u;

describe('the patterns of the contract', () => {
  test('are written in what every engine of regular expressions knows', () => {
    const patterns = [...schemaFiles().map(({ text }) => JSON.parse(text)), contract].flatMap(patternsOf);
    expect(new Set(patterns).size).toBeGreaterThan(10);
    expect([...new Set(patterns)].filter((pattern) => NOT_EVERYWHERE.test(pattern))).toEqual([]);
  });

  test.each([
    [String.raw`^[\u0021-\u007E]{1,200}$`, '^[!-~]{1,200}$'],
    [String.raw`[\u005d\u002D\u005C]`, String.raw`[\]\-\\]`],
    [String.raw`^\u00e4\d`, String.raw`^ä\d`],
    [String.raw`^\d{4}$`, String.raw`^\d{4}$`],
  ])('%s becomes %s and admits the same', (pattern, portable) => {
    expect(portablePattern(pattern)).toBe(portable);
    const [before, after] = [new RegExp(pattern, 'u'), new RegExp(portable, 'u')];
    for (let code = 0; code < 0x200; code += 1) {
      const text = String.fromCodePoint(code);
      expect(after.test(text), text).toBe(before.test(text));
    }
  });
});

function patternsOf(node: unknown): readonly string[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, child]) =>
    key === 'pattern' && typeof child === 'string' ? [child] : patternsOf(child),
  );
}
