import { TRIES, type Patience } from '../../../shared/application/ports/patience.ts';

/** Patience that costs no time: it keeps how long each pause would have been, and chance is always the same. */
export function quickPatience(
  tries: number = TRIES.person,
): Patience & { readonly pauses: readonly number[] } {
  const pauses: number[] = [];
  return {
    tries,
    pauses,
    pause: (milliseconds) => Promise.resolve(void pauses.push(milliseconds)),
    random: () => 0.5,
  };
}
