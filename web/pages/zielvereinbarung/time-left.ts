import { spansUntil } from '../../words/time-left.ts';

/** Time left until a moment, for people: `4 Minuten 10 Sekunden`; undefined once it has come. */
export function timeLeft(until: string, now: number): string | undefined {
  return spansUntil(until, now)
    ?.map(({ count, unit }) => `${count}\u00A0${unit}`)
    .join(' ');
}
