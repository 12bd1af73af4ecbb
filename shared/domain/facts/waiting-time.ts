import { haushaltsjahr as budgetYear } from '../../../events/primitives.ts';
import { berlinDay, daysAfter, monthsAfter } from '../dates/berlin.ts';

/** Days for which every early event waits at least. Source: rule 5. */
const DAYS = 90;

/**
 * Last day of waiting of an event that came early now, `YYYY-MM-DD`: 90 days, at least until 31 March of the year
 * after its Haushaltsjahr (rule 5); a fact about the register belongs to none, and a year that can be no Haushaltsjahr
 * is none: what names it waits as long as any, where the lists of what waits find it.
 */
export function waitsUntil(haushaltsjahr: number | undefined, now: string): string {
  const soonest = daysAfter(berlinDay(now), DAYS);
  const year = budgetYear.safeParse(haushaltsjahr);
  if (!year.success) return soonest;
  const endOfMarch = `${year.data + 1}-03-31`;
  return endOfMarch > soonest ? endOfMarch : soonest;
}

/**
 * Months in which the time of something that waits on this day can be over, `YYYY-MM`, the first in front: the last
 * one, whose events may still be on their way to the clearing desk, those of the 90 days, and each March until that
 * of a Zielvereinbarung of the coming year. At most seven, and eight at the end of January, so that a list of what
 * waits takes as many queries.
 */
export function monthsOfWaiting(today: string): readonly string[] {
  const month = today.slice(0, 7);
  const latest = daysAfter(today, DAYS).slice(0, 7);
  // Ninety days after the last of January are in May, but for leap years.
  const near = [-1, 0, 1, 2, 3, 4].map((count) => monthsAfter(month, count)).filter((one) => one <= latest);
  const year = Number(month.slice(0, 4));
  const marches = [`${year + 1}-03`, `${year + 2}-03`];
  return [...new Set([...near, ...marches.filter((march) => march >= month)])].toSorted();
}

/** Whether the last day of waiting has passed; days are those of Europe/Berlin. */
export function isWaitingOver(
  { until }: { readonly until: string },
  { today }: { readonly today: () => string },
): boolean {
  return until < today();
}
