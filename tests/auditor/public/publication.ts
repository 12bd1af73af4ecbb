import type { Course } from '../course/course-model.ts';
import type { Complain } from '../evidence.ts';

/**
 * I4 and I5: nothing is concluded or published without both signatures on the Fassung in question, no revision
 * twice; and where everything has come to rest, what is due is published.
 */
export function auditPublication(
  course: Course,
  { isSettled }: { readonly isSettled: boolean },
  complain: Complain,
): void {
  const { subject, problems, shown, published } = course;
  for (const { invariant, what } of problems) complain(invariant, what, subject);
  const last = published.at(-1);
  const isAnswered = shown !== undefined && last?.fassung === shown.fassung && last.version > shown.since;
  if (isSettled && shown !== undefined && !isAnswered)
    complain('I4', `Fassung ${shown.fassung} is due and was not published`, subject);
  const waiting = waitingFor(course);
  if (isSettled && waiting !== undefined)
    complain('I4', `the time of Fassung ${waiting} is over and it is not due`, subject);
}

/** The Fassung that is concluded and not due, though nobody holds, withdrew or cancelled it (rule 4). */
function waitingFor({ current, shown, hold, isWithdrawn, isCancelled }: Course): number | undefined {
  if (current === undefined || hold !== undefined || isWithdrawn || isCancelled) return undefined;
  return shown?.fassung === current.fassung.number ? undefined : current.fassung.number;
}
