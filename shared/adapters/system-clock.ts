import type { Clock } from '../application/ports.ts';

const BERLIN_DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin' });

/** The machine's clock; days in Europe/Berlin. */
export const systemClock: Clock = {
  now: () => new Date().toISOString(),
  today: () => berlinDay(new Date().toISOString()),
};

/** Day of an instant in Europe/Berlin, `YYYY-MM-DD`. */
export function berlinDay(instant: string): string {
  return BERLIN_DAY.format(new Date(instant));
}
