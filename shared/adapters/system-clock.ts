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

/** First instant of a day in Europe/Berlin; the day begins one or two hours before UTC's. */
export function startOfBerlinDay(day: string): string {
  const candidates = ['+02:00', '+01:00'].map((offset) => new Date(`${day}T00:00:00${offset}`).toISOString());
  return candidates.find((instant) => berlinDay(instant) === day) ?? `${day}T00:00:00.000Z`;
}
