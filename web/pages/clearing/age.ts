import {
  DAY_MILLISECONDS as DAY,
  MINUTE_MILLISECONDS as MINUTE,
} from '../../../shared/domain/dates/milliseconds.ts';

const HOUR = 60 * MINUTE;

/** How long ago an instant was, in words: `vor 3 Stunden`, `vor 6 Tagen`. */
export function ageInWords(instant: string, now: number): string {
  const age = now - Date.parse(instant);
  if (Number.isNaN(age)) return 'zu unbekannter Zeit';
  if (age < MINUTE) return 'gerade eben';
  if (age < HOUR) return `vor ${counted(age / MINUTE, 'Minute', 'Minuten')}`;
  if (age < DAY) return `vor ${counted(age / HOUR, 'Stunde', 'Stunden')}`;
  return `vor ${counted(age / DAY, 'Tag', 'Tagen')}`;
}

function counted(exact: number, one: string, many: string): string {
  const count = Math.floor(exact);
  return count === 1 ? `1 ${one}` : `${count} ${many}`;
}
