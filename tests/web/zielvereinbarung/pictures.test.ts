import { describe, expect, test } from 'vitest';
import { CHART, chartOf } from '../../../web/pages/zielvereinbarung/sections/money/chart-geometry.ts';
import { timeLeft } from '../../../web/words/time-left.ts';
import { icsOf } from '../../../web/browser/calendar-file.ts';

const step = (cents: number) => ({ label: String(cents), cents, isDashed: false });

describe('the chart of the Haushaltsmittel', () => {
  test('draws bars from zero, the largest as wide as the drawing', () =>
    expect(chartOf([step(100), step(50), step(0)]).bars.map(({ width }) => width)).toEqual([
      CHART.width,
      CHART.width / 2,
      1,
    ]));

  test('puts each step below the one before, within its height', () => {
    const { bars, height } = chartOf([step(1), step(2)]);
    expect(bars.map(({ y }) => y)).toEqual([0, CHART.row]);
    expect(height).toBe(2 * CHART.row);
  });

  test('draws nothing where there is nothing', () => expect(chartOf([]).bars).toEqual([]));
});

describe('the undo window', () => {
  const until = '2025-09-01T12:00:00Z';
  const at = (time: string) => timeLeft(until, Date.parse(`2025-${time}Z`));

  test.each([
    ['09-01T11:55:50', '4\u00A0Minuten 10\u00A0Sekunden'],
    ['09-01T11:59:59', '1\u00A0Sekunde'],
    ['09-01T10:00:00', '2\u00A0Stunden'],
    ['08-29T11:00:00', '3\u00A0Tage 1\u00A0Stunde'],
  ])('at %s says that %s are left', (time, text) => expect(at(time)).toBe(text));

  test('is over at its moment', () => expect(at('09-01T12:00:00')).toBeUndefined());
});

describe('a day for the calendar', () => {
  const text = icsOf({
    uid: 'umsetzungsbesprechung-AQB-2025-06533@zielvereinbarungen',
    day: '2025-10-31',
    title:
      'Umsetzungsbesprechung: Landkreis Limburg-Weilburg; Steuerung, Maßnahmen und Überblick über das Jahr',
    description: 'Zeile 1\nZeile 2 \\ Ende',
    url: 'https://arbeitsplatz.example/zielvereinbarungen/AQB-2025-06533',
    stamp: '2025-09-07T08:00:00.123Z',
  });
  const unfolded = text.replaceAll('\r\n ', '');

  test('lasts the whole day, over the end of a month', () => {
    expect(unfolded).toContain('DTSTART;VALUE=DATE:20251031\r\nDTEND;VALUE=DATE:20251101\r\n');
    expect(unfolded).toContain('DTSTAMP:20250907T080000Z\r\n');
  });

  test('escapes what has a meaning in the format', () => {
    expect(unfolded).toContain(String.raw`Limburg-Weilburg\; Steuerung\, Maßnahmen`);
    expect(unfolded).toContain(String.raw`DESCRIPTION:Zeile 1\nZeile 2 \\ Ende`);
  });

  test('has no line of more than 75 octets and ends each with CR LF', () => {
    const lines = text.split('\r\n');
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    expect(text).not.toMatch(/[^\r]\n/u);
    expect(lines.at(-1)).toBe('');
  });
});
