import { setTimeout as sleep } from 'node:timers/promises';
import { TRIES, type Patience } from '../application/ports/patience.ts';
import { berlinDay } from '../domain/dates/berlin.ts';
import type { Clock } from '../application/ports/clock.ts';

/** The machine's clock; days in Europe/Berlin. */
export const systemClock: Clock = {
  now: () => new Date().toISOString(),
  today: () => berlinDay(new Date().toISOString()),
};

/** Patience by the machine's clock and chance; with the tries of whoever waits. */
export const systemPatience = (waits: keyof typeof TRIES): Patience => ({
  tries: TRIES[waits],
  pause: (milliseconds) => sleep(milliseconds),
  random: () => Math.random(),
});
