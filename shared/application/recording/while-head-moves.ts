import { type AGAIN, untilUndisturbed } from '../ports/patience.ts';
import type { Recorder } from './recorder.ts';

/** The head kept moving: machinery, not content; left to the queue's own redelivery, or answered with 409 (d-1). */
export class VersionConflict extends Error {
  constructor(subject: string) {
    super(`The head of ${subject} kept moving`);
    this.name = 'VersionConflict';
  }
}

/**
 * Tries again, after a growing pause, while somebody else moves the head that is built on: an attempt says so with
 * `AGAIN`, and reads anew what it builds on. The one way in which judgements and notes are written.
 * @throws VersionConflict where the head moved at every try.
 */
export function whileHeadMoves<Result>(
  { patience }: Pick<Recorder, 'patience'>,
  subject: string,
  attempt: () => Promise<Result | typeof AGAIN>,
): Promise<Result> {
  return untilUndisturbed(patience, attempt, () => new VersionConflict(subject));
}
