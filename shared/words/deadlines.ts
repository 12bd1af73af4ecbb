import { daysBetween } from '../domain/dates/berlin.ts';
import { formatDate } from '../domain/dates/german-dates.ts';
import type { Deadline } from '../domain/zielvereinbarung/year/deadlines.ts';

/** What a deadline is about; "Frist für die …" can stand before each. */
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
