import { parseGermanDate, weekday, formatLongDate } from '../../../shared/domain/dates/german-dates.ts';
import { plainLine } from '../../../shared/domain/plain-text.ts';

/** A day as it goes into a declaration, or the sentence that says what is wrong with what was typed. */
export type PaperDateReading =
  | { readonly ok: true; readonly date: string; readonly asWritten: string }
  | { readonly ok: false; readonly text: string };

/** No Zielvereinbarung of the programme is older. */
const FIRST_YEAR = 2010;

/**
 * Reads a date as it stands on the paper; two digits of a year are those of this century. What was typed is kept
 * beside the day.
 */
export function readPaperDate(typed: string, today: string): PaperDateReading {
  const asWritten = plainLine(typed);
  if (asWritten === '') return wrong('Bitte geben Sie das Datum an, das neben der Unterschrift steht.');
  const reading = parseGermanDate(asWritten.replace(/(?<=\D)(\d{2})$/u, '20$1'));
  if (!reading.ok)
    return wrong(
      reading.reason === 'date-not-in-calendar'
        ? 'Dieses Datum gibt es nicht im Kalender. Bitte vergleichen Sie es mit dem Papier.'
        : 'Das Datum ist nicht zu lesen. Beispiel: 2.8.2025',
    );
  if (Number(reading.date.slice(0, 4)) < FIRST_YEAR) return wrong(`Das Datum liegt vor ${FIRST_YEAR}.`);
  if (reading.date > today) return wrong('Das Datum liegt in der Zukunft.');
  return { ok: true, date: reading.date, asWritten };
}

/** How a typed date was understood, for the person to compare: `gelesen als Samstag, 2. August 2025`. */
export function understoodAs(typed: string, today: string): string | undefined {
  const reading = readPaperDate(typed, today);
  return reading.ok ? `gelesen als ${weekday(reading.date)}, ${formatLongDate(reading.date)}` : undefined;
}

function wrong(text: string): PaperDateReading {
  return { ok: false, text };
}
