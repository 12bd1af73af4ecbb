import { describe, expect, test } from 'vitest';
import { isSound, percentOf, scoreOf, table } from './score.ts';

const mutants = (counts: Readonly<Record<string, number>>, testsCompleted = 1) =>
  scoreOf({
    files: {
      'a.ts': {
        mutants: Object.entries(counts).flatMap(([status, count]) =>
          Array.from({ length: count }, () => ({ status: status as 'Killed', testsCompleted })),
        ),
      },
    },
  });

describe('the gate of mutation testing', () => {
  test('counts what was killed or ran without end, of all that no test passes too', () => {
    const score = mutants({ Killed: 80, Timeout: 5, Survived: 10, NoCoverage: 5, RuntimeError: 7 });
    expect(percentOf(score)).toBe(85);
    expect(isSound(score)).toBe(true);
    expect(table({ part: score })).toContain('| part | 107 | 80 | 5 | 10 | 5 | 7 | 85.00 |');
  });

  test('fails just below its threshold', () =>
    expect(isSound(mutants({ Killed: 84, Survived: 16 }))).toBe(false));

  test('fails where no test ran, whatever the verdicts say', () =>
    expect(isSound(mutants({ Killed: 100 }, 0))).toBe(false));

  test('fails where there are no mutants', () => expect(isSound(mutants({}))).toBe(false));
});
