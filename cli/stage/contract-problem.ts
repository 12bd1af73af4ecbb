import { EventInvalid } from '../../events/emit.ts';
import type { Wire } from '../../events/wire.ts';

/** Why the event contract would refuse this event, with code, place and German sentence; undefined where it would not. */
export function contractProblem(event: unknown, wire: Wire): string | undefined {
  const problem = wire.problemOf(event);
  return problem === undefined ? undefined : new EventInvalid(problem).message;
}
