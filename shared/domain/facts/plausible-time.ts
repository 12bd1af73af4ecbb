import { MINUTE_MILLISECONDS } from '../dates/milliseconds.ts';

/** Clocks of senders may run ahead of the time of sending by five minutes; before 2010 there was no programme (E9). */
export function isPlausibleTime(time: string, sentAt: string): boolean {
  const at = Date.parse(time);
  return at >= Date.parse('2010-01-01T00:00:00Z') && at <= Date.parse(sentAt) + 5 * MINUTE_MILLISECONDS;
}
