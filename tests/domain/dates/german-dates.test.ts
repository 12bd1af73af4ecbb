import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatDate,
  formatLongDate,
  isWeekend,
  parseGermanDate,
  weekday,
} from '../../../shared/domain/dates/german-dates.ts';

describe('days on German papers', () => {
  test.each([
    '2.8.2025',
    '02.08.2025',
    '2. August 2025',
    '2.\u00A0August 2025',
    '2025-08-02',
    '2. 8. 2025',
    '2.August 2025',
    ' 2.\u202F \u00A0August  2025 ',
  ])('%s is the second of August', (text) =>
    expect(parseGermanDate(text)).toEqual({ ok: true, date: '2025-08-02' }),
  );

  test.each([
    ['31.02.2025', 'date-not-in-calendar'],
    ['29.02.2025', 'date-not-in-calendar'],
    ['1.13.2025', 'date-not-in-calendar'],
    ['0.1.2025', 'date-not-in-calendar'],
    ['2.8.25', 'year-too-short'],
    ['2. August 25', 'year-too-short'],
    ['1.0.2025', 'date-not-in-calendar'],
    ['32.12.2025', 'date-not-in-calendar'],
    ['am 2.8.2025', 'date-unreadable'],
    ['am 2. August 2025', 'date-unreadable'],
    ['x2025-08-02', 'date-unreadable'],
    ['2025-08-02T10:00', 'date-unreadable'],
    ['im Herbst', 'date-unreadable'],
    ['08/02/2025', 'date-unreadable'],
    ['2. Augustus 2025', 'date-unreadable'],
  ])('%s is refused: %s', (text, reason) => expect(parseGermanDate(text)).toEqual({ ok: false, reason }));

  test('the last day of a year is a day', () => {
    expect(parseGermanDate('31.12.2025')).toEqual({ ok: true, date: '2025-12-31' });
  });

  test('a leap day is a day', () => {
    expect(parseGermanDate('29.2.2024')).toEqual({ ok: true, date: '2024-02-29' });
  });

  test('are shown in two forms', () => {
    expect(formatDate('2025-08-14')).toBe('14.08.2025');
    expect(formatDate('2025-08-14T22:10:00Z')).toBe('14.08.2025');
    expect(formatLongDate('2025-08-02')).toBe('2.\u00A0August 2025');
    expect(formatLongDate('2025-08-02T22:10:00Z')).toBe('2.\u00A0August 2025');
  });

  test('the minister signed on a Samstag, the Landrat on a Donnerstag', () => {
    expect(weekday('2025-08-02')).toBe('Samstag');
    expect(isWeekend('2025-08-02')).toBe(true);
    expect(isWeekend('2025-08-03')).toBe(true);
    expect(isWeekend('2025-08-04')).toBe(false);
    expect(weekday('2025-08-03T22:10:00Z')).toBe('Sonntag');
    expect(weekday('2025-08-14')).toBe('Donnerstag');
    expect(isWeekend('2025-08-14')).toBe(false);
  });

  test('fall on the weekday that the calendar of the platform gives, and come back as shown', () => {
    const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2200-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (instant) => {
        const date = instant.toISOString().slice(0, 10);
        const platform = instant.toLocaleDateString('de-DE', { weekday: 'long', timeZone: 'UTC' });
        expect(weekday(date)).toBe(platform);
        expect(parseGermanDate(formatDate(date))).toEqual({ ok: true, date });
        expect(parseGermanDate(formatLongDate(date))).toEqual({ ok: true, date });
      }),
    );
  });
});
