/** How somebody who is in the way is waited for. Waiting and chance come from outside (d-14). */
export interface Patience {
  /** Tries in all, the first included. */
  readonly tries: number;
  /** Resolves after so many milliseconds. */
  readonly pause: (milliseconds: number) => Promise<void>;
  /** From 0 up to 1, without 1. */
  readonly random: () => number;
}

/**
 * Tries where a queue or a schedule waits: thirty conflicts in a row end well, within half of the time that
 * record-event has; and where a person waits for an answer (d-1).
 */
export const TRIES = { queue: 32, person: 5 } as const;

const FIRST_MS = 25;
const LONGEST_MS = 500;

/**
 * The pause after a try that found somebody in the way, in milliseconds: at most 25 after the first, then twice as
 * long, never above 500; the second half of it by chance, so that two who met do not meet again. Never below the
 * half: a row of conflicts is outlasted whatever chance says.
 * @param attempt the try that failed, from 1
 * @param random from 0 up to 1
 */
export function pauseAfter(attempt: number, random: number): number {
  const most = Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempt - 1));
  return (most * (1 + random)) / 2;
}

/** What a try answers that found somebody in the way. */
export const AGAIN = Symbol('again');

/**
 * Tries until nobody is in the way, with a growing, jittered pause before each further try: the one way in which
 * conflicts are met. Each try reads anew what it builds on.
 * @param givenUp what is thrown where somebody was in the way every time
 */
export async function untilUndisturbed<Result>(
  { tries, pause, random }: Patience,
  attempt: () => Promise<Result | typeof AGAIN>,
  givenUp: () => Error,
): Promise<Result> {
  for (let count = 1; count <= tries; count += 1) {
    if (count > 1) await pause(pauseAfter(count - 1, random()));
    const result = await attempt();
    if (result !== AGAIN) return result;
  }
  throw givenUp();
}
