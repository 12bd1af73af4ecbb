import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { daysAfter, monthsAfter } from '../../../shared/domain/dates/berlin.ts';
import { monthsOfWaiting, waitsUntil } from '../../../shared/domain/facts/waiting-time.ts';

const day = fc.integer({ min: 0, max: 4000 }).map((count) => daysAfter('2024-01-01', count));

describe('an event that came early', () => {
  test.each([
    [2025, '2025-06-01T10:00:00Z', '2026-03-31'],
    [2025, '2026-03-01T10:00:00Z', '2026-05-30'],
    [undefined, '2025-06-01T10:00:00Z', '2025-08-30'],
  ])('of %s that comes at %s waits until %s', (haushaltsjahr, now, until) => {
    expect(waitsUntil(haushaltsjahr, now)).toBe(until);
  });
});

describe('the months in which waiting can end', () => {
  test('go on as far as ninety days do, from the end of January into May', () => {
    for (const year of [0, 804, 2009, 2100, 9999])
      expect(waitsUntil(year, '2026-01-31T10:00:00Z')).toBe('2026-05-01');
    const until = waitsUntil(2025, '2027-01-31T10:00:00Z');
    expect(until).toBe('2027-05-01');
    expect(monthsOfWaiting('2027-01-31')).toContain('2027-05');
    expect(monthsOfWaiting('2027-01-30')).not.toContain('2027-05');
  });

  test('are seven on most days and at most eight, in order', () => {
    expect(monthsOfWaiting('2026-11-24')).toEqual([
      '2026-10',
      '2026-11',
      '2026-12',
      '2027-01',
      '2027-02',
      '2027-03',
      '2028-03',
    ]);
    fc.assert(
      fc.property(day, (today) => {
        const months = monthsOfWaiting(today);
        expect(months.length).toBeLessThanOrEqual(8);
        expect(months).toEqual([...new Set(months)].toSorted());
      }),
    );
  });

  test('miss nothing that waits, of any year up to the coming one, until a month after its time', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -3, max: 1 }), fc.nat({ max: 800 }), (came, years, later) => {
        const until = waitsUntil(Number(came.slice(0, 4)) + years, `${came}T10:00:00Z`);
        const today = daysAfter(came, later);
        fc.pre(today.slice(0, 7) <= monthsAfter(until.slice(0, 7), 1));
        expect(monthsOfWaiting(today)).toContain(until.slice(0, 7));
      }),
    );
  });
});
