import type { Course } from '../course/course-model.ts';
import type { Complain } from '../evidence.ts';

/**
 * I4 and I5: nothing is concluded or published without both signatures on the Fassung in question, no revision
 * twice; and where everything has come to rest, what is due is published.
 */
export function auditPublication(
  { subject, problems, shown, published }: Course,
  { isSettled }: { readonly isSettled: boolean },
  complain: Complain,
): void {
  for (const { invariant, what } of problems) complain(invariant, what, subject);
  const last = published.at(-1);
  const isAnswered = shown !== undefined && last?.fassung === shown.fassung && last.version > shown.since;
  if (isSettled && shown !== undefined && !isAnswered)
    complain('I4', `Fassung ${shown.fassung} is due and was not published`, subject);
}
