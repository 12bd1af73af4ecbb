import { parseEuroField, type EuroRefusal } from '../../../../shared/domain/euro.ts';
import { parseGermanDate, type DateRefusal } from '../../../../shared/domain/dates/german-dates.ts';
import { plainText } from '../../../../shared/domain/plain-text.ts';
import { readNumber } from '../../../words/numbers.ts';
import type { ActionField, FieldKind, Values } from './action-form.ts';

/** Errors by the name of their field, in the order of the form. */
export type Errors = Readonly<Record<string, string>>;

/** The fields that are asked for, by what was typed so far. */
export function askedOf(fields: readonly ActionField[], values: Values): readonly ActionField[] {
  return fields.filter(({ isAsked }) => isAsked?.(values) ?? true);
}

/** Neighbours under the same heading together; a field without one stands alone. */
export function groupsOf(
  fields: readonly ActionField[],
): readonly { readonly group: string | undefined; readonly members: readonly ActionField[] }[] {
  const groups: { readonly group: string | undefined; readonly members: ActionField[] }[] = [];
  for (const field of fields) {
    const last = groups.at(-1);
    if (field.group !== undefined && last?.group === field.group) last.members.push(field);
    else groups.push({ group: field.group, members: [field] });
  }
  return groups;
}

/** Which fields cannot be sent as they stand, and what to do about it. */
export function errorsIn(fields: readonly ActionField[], values: Values): Errors {
  return Object.fromEntries(
    askedOf(fields, values).flatMap((field) => {
      const error = errorOf(field, textIn(values[field.name]));
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
  if (field.mustBe !== undefined && text !== field.mustBe)
    return `Bitte schreiben Sie hier genau: ${field.mustBe}`;
  return UNREADABLE[field.kind]?.(text, field);
}

/** What is wrong with what was typed, for the kinds that can be typed wrongly. */
const UNREADABLE: {
  readonly [Kind in FieldKind]?: (text: string, field: ActionField) => string | undefined;
} = {
  day: dayError,
  money(text) {
    const read = parseEuroField(text);
    return read.ok ? undefined : MONEY_ERRORS[read.reason];
  },
  figure: (text) =>
    readNumber(text) === undefined
      ? 'Bitte schreiben Sie eine Zahl, zum Beispiel 12 oder 1.250,5.'
      : undefined,
  ticks: (text, { maximum = Infinity }) =>
    listIn(text).length > maximum
      ? `Höchstens ${maximum} auf einmal; es sind ${listIn(text).length}.`
      : undefined,
  line: (text, { maximum = 120 }) => lengthError(text, maximum),
  text: (text, { maximum = 1000 }) => lengthError(text, maximum),
};

function missing({ kind }: ActionField): string {
  return ['choice', 'ticks', 'document'].includes(kind) ? 'Bitte wählen.' : 'Bitte ausfüllen.';
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

/** A person who types `2.8.25` means this century; machines are refused. */
function fullYear(text: string): string {
  return text.replace(/^(\d{1,2}\. ?\d{1,2}\. ?)(\d{2})$/u, '$120$2');
}

/** The day that was typed, `YYYY-MM-DD`; undefined where nothing was. */
export function dayIn(text: string | undefined): string | undefined {
  const read = parseGermanDate(fullYear(textIn(text)));
  return read.ok ? read.date : undefined;
}

/** The sum that was typed; nothing where it cannot be read, which {@link errorsIn} said before. */
export function moneyIn(text: string | undefined): { readonly amountCent: number; readonly currency: 'EUR' } {
  const read = parseEuroField(textIn(text));
  return { amountCent: read.ok ? read.cents : 0, currency: 'EUR' };
}

/** The figure that was typed; nothing where it cannot be read, which {@link errorsIn} said before. */
export function figureIn(text: string | undefined): number {
  return readNumber(textIn(text)) ?? 0;
}

/** What was typed, as it is seen and recorded. */
export function textIn(text: string | undefined): string {
  return plainText(text ?? '');
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
