import { parseEuroField, type EuroRefusal } from '../../../../shared/domain/euro.ts';
import { parseGermanDate, type DateRefusal } from '../../../../shared/domain/german-dates.ts';
import type { ActionField, Values } from './action-form.ts';

/** Errors by the name of their field, in the order of the form. */
export type Errors = Readonly<Record<string, string>>;

/** Which fields cannot be sent as they stand, and what to do about it. */
export function errorsIn(fields: readonly ActionField[], values: Values): Errors {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const error = errorOf(field, (values[field.name] ?? '').trim());
      return error === undefined ? [] : [[field.name, error]];
    }),
  );
}

const DATE_ERRORS: Readonly<Record<DateRefusal, string>> = {
  'date-unreadable': 'Bitte schreiben Sie das Datum so: 14.08.2025.',
  'date-not-in-calendar': 'Diesen Tag gibt es nicht.',
  'year-too-short': 'Bitte schreiben Sie das Jahr mit vier Ziffern.',
};

const MONEY_ERRORS: Readonly<Record<EuroRefusal, string>> = {
  'amount-unreadable': 'Bitte schreiben Sie den Betrag so: 895.210 oder 895.210,50.',
  'currency-missing': 'Bitte geben Sie den Betrag in Euro an.',
  'amount-too-large': 'Dieser Betrag ist zu groß.',
};

const EARLIEST_YEAR = 2010;
const LATEST_YEAR = 2099;

function errorOf(field: ActionField, text: string): string | undefined {
  if (text === '') return field.isOptional === true ? undefined : missing(field);
  switch (field.kind) {
    case 'day':
      return dayError(text);
    case 'money': {
      const read = parseEuroField(text);
      return read.ok ? undefined : MONEY_ERRORS[read.reason];
    }
    case 'line':
    case 'text':
      return lengthError(text, field.maximum ?? (field.kind === 'line' ? 120 : 1000));
    case 'list':
    case 'choice':
    case 'document':
      return undefined;
  }
}

function missing({ kind }: ActionField): string {
  return kind === 'choice' || kind === 'document' ? 'Bitte wählen.' : 'Bitte ausfüllen.';
}

function dayError(text: string): string | undefined {
  const read = parseGermanDate(fullYear(text));
  if (!read.ok) return DATE_ERRORS[read.reason];
  const year = Number(read.date.slice(0, 4));
  return year < EARLIEST_YEAR || year > LATEST_YEAR
    ? `Das Jahr liegt nicht zwischen ${EARLIEST_YEAR} und ${LATEST_YEAR}.`
    : undefined;
}

function lengthError(text: string, maximum: number): string | undefined {
  return text.length > maximum ? `Höchstens ${maximum} Zeichen; es sind ${text.length}.` : undefined;
}

/** A person who types `2.8.25` means this century; machines are refused (domain.md, German money and dates). */
function fullYear(text: string): string {
  return text.replace(/^(\d{1,2}\. ?\d{1,2}\. ?)(\d{2})$/u, '$120$2');
}

/** The day that was typed, `YYYY-MM-DD`; undefined where nothing was. */
export function dayIn(text: string | undefined): string | undefined {
  const read = parseGermanDate(fullYear(text?.trim() ?? ''));
  return read.ok ? read.date : undefined;
}

/** The sum that was typed; nothing where it cannot be read, which {@link errorsIn} said before. */
export function moneyIn(text: string | undefined): { readonly amountCent: number; readonly currency: 'EUR' } {
  const read = parseEuroField(text?.trim() ?? '');
  return { amountCent: read.ok ? read.cents : 0, currency: 'EUR' };
}

/** What was typed, trimmed and in the normal form that is recorded. */
export function textIn(text: string | undefined): string {
  return (text ?? '').trim().replaceAll('\r\n', '\n').normalize('NFC');
}

/** One entry a line; empty lines are none. */
export function listIn(text: string | undefined): readonly string[] {
  return textIn(text)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** A part that is sent only where something was typed. */
export function given<Value>(name: string, value: Value | undefined | ''): Readonly<Record<string, Value>> {
  return value === undefined || value === '' ? {} : { [name]: value };
}
