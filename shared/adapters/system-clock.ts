import { berlinDay } from '../domain/berlin.ts';
import type { Clock } from '../application/ports.ts';

/** The machine's clock; days in Europe/Berlin. */
export const systemClock: Clock = {
  now: () => new Date().toISOString(),
  today: () => berlinDay(new Date().toISOString()),
};
