import { berlinDay } from '../../shared/domain/dates/berlin.ts';

/** Today in Europe/Berlin, wherever this machine stands. */
export function today(): string {
  return berlinDay(new Date().toISOString());
}
