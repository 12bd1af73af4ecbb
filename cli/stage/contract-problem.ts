import { EventInvalid, problemOf } from '../../events/emit.ts';

/** Why the event contract would refuse this event, with code, place and German sentence; undefined where it would not. */
export function contractProblem(event: unknown): string | undefined {
  const problem = problemOf(event);
  return problem === undefined ? undefined : new EventInvalid(problem).message;
}
