import {
  DAY_MILLISECONDS as DAY,
  MINUTE_MILLISECONDS as MINUTE,
} from '../../../shared/domain/dates/milliseconds.ts';
import { counted } from '../../../shared/words/numbers.ts';

const HOUR = 60 * MINUTE;

/** How long ago an instant was, in words: `vor 3 Stunden`, `vor 6 Tagen`. */
export function ageInWords(instant: string, now: number): string {
  const age = now - Date.parse(instant);
  if (Number.isNaN(age)) return 'zu unbekannter Zeit';
  if (age < MINUTE) return 'gerade eben';
  if (age < HOUR) return `vor ${counted(Math.floor(age / MINUTE), 'Minute', 'Minuten')}`;
  if (age < DAY) return `vor ${counted(Math.floor(age / HOUR), 'Stunde', 'Stunden')}`;
  return `vor ${counted(Math.floor(age / DAY), 'Tag', 'Tagen')}`;
}
