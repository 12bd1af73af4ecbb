import { parseEuroField } from '../../../../shared/domain/euro.ts';
import { parseGermanDate, type DateRefusal } from '../../../../shared/domain/dates/german-dates.ts';
import { plainText } from '../../../../shared/domain/plain-text.ts';
import { readNumber } from '../../../words/numbers.ts';

/** What is wrong with a field, in a sentence for whoever typed it. */
export type FieldFault = { readonly field: string; readonly text: string };

/** Hears what is wrong while a form is read. */
export type Complain = (field: string, text: string) => undefined;

/** A field with its name on the page and what was typed. */
export type Typed = { readonly field: string; readonly label: string; readonly typed: string };

type Readers = {
  /** Cents above zero (`from` 1) or from zero; undefined where nobody can tell. */
  readonly euro: (given: Typed, from?: 0 | 1) => number | undefined;
  /** Plain text of at least one letter. */
  readonly text: (given: Typed, maximum: number) => string | undefined;
  /** A day `YYYY-MM-DD`. */
  readonly day: (given: Typed) => string | undefined;
  readonly count: (given: Typed) => number | undefined;
  readonly figure: (given: Typed) => number | undefined;
};

const DATES: Readonly<Record<DateRefusal, string>> = {
  'date-unreadable': 'Bitte geben Sie den Tag in der Form 14.08.2025 an.',
  'date-not-in-calendar': 'Diesen Tag gibt es nicht im Kalender.',
  'year-too-short': 'Bitte geben Sie das Jahr mit vier Ziffern an, zum Beispiel 14.08.2025.',
};

/** Readers of single fields that tell `complain` what they cannot read. */
export function readersWith(complain: Complain): Readers {
  return {
    euro({ field, label, typed }, from = 0) {
      if (typed.trim() === '') return complain(field, `Bitte geben Sie an: ${label}.`);
      const read = parseEuroField(typed);
      if (!read.ok || Math.abs(read.cents) > 1e14)
        return complain(
          field,
          `${label}: bitte als Betrag in Euro angeben, zum Beispiel 895.210 oder 895.210,50.`,
        );
      if (read.cents < from) return complain(field, `${label}: der Betrag muss über 0 Euro liegen.`);
      return read.cents;
    },
    text({ field, label, typed }, maximum) {
      const plain = plainText(typed);
      if (plain === '') return complain(field, `Bitte geben Sie an: ${label}.`);
      if (plain.length > maximum)
        return complain(field, `${label}: höchstens ${maximum} Zeichen, es sind ${plain.length}.`);
      return plain;
    },
    day({ field, label, typed }) {
      const read = parseGermanDate(typed);
      return read.ok ? read.date : complain(field, `${label}: ${DATES[read.reason]}`);
    },
    count({ field, label, typed }) {
      const digits = typed.trim().replaceAll('.', '');
      return /^\d{1,6}$/u.test(digits) && Number(digits) <= 100_000
        ? Number(digits)
        : complain(field, `${label}: bitte eine ganze Zahl von 0 bis 100.000 angeben.`);
    },
    figure({ field, label, typed }) {
      return (
        readNumber(typed) ??
        complain(field, `${label}: bitte eine Zahl angeben, zum Beispiel 12 oder 1.250,5.`)
      );
    },
  };
}
