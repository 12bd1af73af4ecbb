/** Why a text is no date: not one of the readable forms, not in the calendar, or a year of two digits. */
export type DateRefusal = 'date-unreadable' | 'date-not-in-calendar' | 'year-too-short';

/** A day as `YYYY-MM-DD`, or the reason why there is none. */
export type DateReading =
  | { readonly ok: true; readonly date: string }
  | { readonly ok: false; readonly reason: DateRefusal };

/** The days of a week, Monday first. */
export type Weekday = (typeof weekdays)[number];

const weekdays = ['Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag', 'Sonntag'] as const;

const months = [
  'Januar',
  'Februar',
  'März',
  'April',
  'Mai',
  'Juni',
  'Juli',
  'August',
  'September',
  'Oktober',
  'November',
  'Dezember',
] as const;

/** Shows a day `2025-08-14` (or the day of an ISO instant, as it stands) as `14.08.2025`. */
export function formatDate(date: string): string {
  const [year = '', month = '', day = ''] = date.slice(0, 10).split('-');
  return `${day}.${month}.${year}`;
}

/** Shows a day `2025-08-02` as `2. August 2025`, with a no-break space after the day. */
export function formatLongDate(date: string): string {
  const [year = '', month = '', day = ''] = date.slice(0, 10).split('-');
  return `${Number(day)}.\u00A0${months[Number(month) - 1] ?? month} ${year}`;
}

/** The day of the week of a valid day `YYYY-MM-DD`, by calculation alone (no clock, no time zone). */
export function weekday(date: string): Weekday {
  const [year = 0, month = 1, day = 1] = date.slice(0, 10).split('-').map(Number);
  const sinceMonday = (daysSinceEpoch(year, month, day) + 3) % 7;
  return weekdays.at(sinceMonday) ?? 'Montag';
}

/** True on Samstag and Sonntag. A signature on such a day is a hint, never an error. */
export function isWeekend(date: string): boolean {
  const day = weekday(date);
  return day === 'Samstag' || day === 'Sonntag';
}

/**
 * Reads a day as German papers write it: `2.8.2025`, `02.08.2025`, `2. August 2025`, and ISO `2025-08-02`.
 * Refuses days that no calendar has (31.02.) and years of two digits.
 */
export function parseGermanDate(text: string): DateReading {
  const plain = text.replace(/[\s\u00A0\u202F]+/gu, ' ').trim();
  const parts = readIso(plain) ?? readNumeric(plain) ?? readWithMonthName(plain);
  if (parts === undefined) return { ok: false, reason: 'date-unreadable' };
  if (parts.year.length !== 4) return { ok: false, reason: 'year-too-short' };
  const year = Number(parts.year);
  if (!isInCalendar(year, parts.month, parts.day)) return { ok: false, reason: 'date-not-in-calendar' };
  return { ok: true, date: `${parts.year}-${twoDigits(parts.month)}-${twoDigits(parts.day)}` };
}

type Parts = { readonly year: string; readonly month: number; readonly day: number };

function readIso(text: string): Parts | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(text);
  return match === null
    ? undefined
    : { year: match[1] ?? '', month: Number(match[2]), day: Number(match[3]) };
}

function readNumeric(text: string): Parts | undefined {
  const match = /^(\d{1,2})\. ?(\d{1,2})\. ?(\d{2}|\d{4})$/u.exec(text);
  return match === null
    ? undefined
    : { year: match[3] ?? '', month: Number(match[2]), day: Number(match[1]) };
}

function readWithMonthName(text: string): Parts | undefined {
  const match = /^(\d{1,2})\. ?(\p{L}+) (\d{2}|\d{4})$/u.exec(text);
  if (match === null) return undefined;
  const named = (match[2] ?? '').toLowerCase();
  const month = months.findIndex((name) => name.toLowerCase() === named) + 1;
  return month === 0 ? undefined : { year: match[3] ?? '', month, day: Number(match[1]) };
}

function isInCalendar(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  const nextMonth = month === 12 ? daysSinceEpoch(year + 1, 1, 1) : daysSinceEpoch(year, month + 1, 1);
  return day <= nextMonth - daysSinceEpoch(year, month, 1);
}

/** Days since 1970-01-01 in the Gregorian calendar (Hinnant's days_from_civil). */
function daysSinceEpoch(year: number, month: number, day: number): number {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
