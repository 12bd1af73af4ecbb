import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  berlinDay,
  daysAfter,
  formatMoment,
  monthsAfter,
  monthsBetween,
  startOfBerlinDay,
} from '../../../shared/domain/dates/berlin.ts';

describe('a day in Berlin', () => {
  test.each([
    ['in winter', '2025-01-15', '2025-01-14T23:00:00.000Z'],
    ['in summer', '2025-07-15', '2025-07-14T22:00:00.000Z'],
    ['on which summer begins', '2025-03-30', '2025-03-29T23:00:00.000Z'],
    ['on which summer ends', '2025-10-26', '2025-10-25T22:00:00.000Z'],
    ['after summer began', '2025-03-31', '2025-03-30T22:00:00.000Z'],
  ])('%s begins before that of UTC', (_, day, instant) => {
    expect(startOfBerlinDay(day)).toBe(instant);
    expect(berlinDay(instant)).toBe(day);
    expect(berlinDay(new Date(Date.parse(instant) - 1).toISOString())).toBe(daysAfter(day, -1));
  });

  test('is counted over the ends of months and years', () => {
    expect(daysAfter('2024-02-28', 1)).toBe('2024-02-29');
    expect(daysAfter('2025-12-31', 1)).toBe('2026-01-01');
    expect(daysAfter('2025-01-01', -1)).toBe('2024-12-31');
  });

  test('is shown with its time', () =>
    expect(formatMoment('2025-09-01T10:00:00Z')).toBe('01.09.2025, 12:00 Uhr'));
});

describe('months', () => {
  test('are named one by one, whatever years somebody asks for', () => {
    expect(monthsBetween('2025-11', '2026-02')).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
    expect(monthsBetween('9999-11', '9999-12')).toEqual(['9999-11', '9999-12']);
    expect(monthsBetween('0000-12', '0001-01')).toEqual(['0000-12', '0001-01']);
    expect(monthsBetween('2025-02', '2025-01')).toEqual([]);
  });

  test('go over the turn of the year, forth and back', () => {
    expect([monthsAfter('2026-12', 1), monthsAfter('2026-01', -1), monthsAfter('2026-11', -11)]).toEqual([
      '2027-01',
      '2025-12',
      '2025-12',
    ]);
  });

  test('forth and back again are the same', () => {
    fc.assert(
      fc.property(fc.integer({ min: -60, max: 60 }), (count) => {
        expect(monthsAfter(monthsAfter('2026-11', count), -count)).toBe('2026-11');
      }),
    );
  });
});
