import { formatDate } from '../../shared/domain/german-dates.ts';
import { DAY_MILLISECONDS } from '../../shared/domain/milliseconds.ts';
import type { Deadline } from '../../shared/domain/zielvereinbarung/year/deadlines.ts';

/** Whole days from one day to another, negative where it lies before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MILLISECONDS);
}

/** What a deadline is about. */
export const DEADLINE_NAMES: Readonly<Record<Deadline['deadline'], string>> = {
  signature: 'Unterschriften',
  umsetzungsbesprechung: 'Umsetzungsbesprechung',
};

/** Days since a deadline passed; 0 while there is time, its own day included. */
export function daysOverdue({ dueOn }: Pick<Deadline, 'dueOn'>, today: string): number {
  return Math.max(0, daysBetween(dueOn, today));
}

/** "seit 6 Tagen überfällig", "heute fällig", "fällig in 9 Tagen", each with its day. */
export function deadlineText({ dueOn }: Pick<Deadline, 'dueOn'>, today: string): string {
  const late = daysBetween(dueOn, today);
  const day = formatDate(dueOn);
  if (late > 0) return `seit ${days(late)} überfällig (${day})`;
  return late === 0 ? `heute fällig (${day})` : `fällig in ${days(-late)} (${day})`;
}

/** "seit 12 Tagen", "seit heute". */
export function sinceText(day: string, today: string): string {
  const count = daysBetween(day, today);
  return count <= 0 ? 'seit heute' : `seit ${days(count)}`;
}

function days(count: number): string {
  return count === 1 ? '1\u00A0Tag' : `${count}\u00A0Tagen`;
}
