import { DAY_MILLISECONDS } from './milliseconds.ts';

const DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin' });
const MOMENT = new Intl.DateTimeFormat('de-DE', {
  timeZone: 'Europe/Berlin',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** Day of an instant in Europe/Berlin, `YYYY-MM-DD`: the day on which it happened here. */
export function berlinDay(instant: string): string {
  return DAY.format(new Date(instant));
}

/**
 * Day in Europe/Berlin on which a fact happened, as its sender says; it may be recorded later. Everybody who shows the
 * day of a fact takes it from here.
 */
export function happenedOn({ time }: { readonly time: string }): string {
  return berlinDay(time);
}

/** First instant of a day in Europe/Berlin; the day begins one or two hours before UTC's. */
export function startOfBerlinDay(day: string): string {
  const candidates = ['+02:00', '+01:00'].map((offset) => new Date(`${day}T00:00:00${offset}`).toISOString());
  return candidates.find((instant) => berlinDay(instant) === day) ?? `${day}T00:00:00.000Z`;
}

/** The day so many days after this one (before it, where negative), `YYYY-MM-DD`. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MILLISECONDS).toISOString().slice(0, 10);
}

/** Whole days from one day to another, negative where it lies before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MILLISECONDS);
}

/** The month so many months after this one (before it, where negative), `YYYY-MM`. */
export function monthsAfter(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7);
}

/** The months from the first to the last, both included, `YYYY-MM`; whatever years somebody names, 0000 and 9999 too. */
export function monthsBetween(first: string, last: string): readonly string[] {
  const [from, to] = [first, last].map(
    (month) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1,
  );
  if (from === undefined || to === undefined) return [];
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => {
    const [year, month] = [Math.floor((from + index) / 12), ((from + index) % 12) + 1];
    return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
  });
}

/** An instant for people: `01.09.2025, 12:00 Uhr`. */
export function formatMoment(instant: string): string {
  return `${MOMENT.format(new Date(instant))} Uhr`;
}
