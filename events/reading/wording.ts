import type { z } from 'zod';

type Raw = z.core.$ZodRawIssue;
type RawOf<Code extends Raw['code']> = Extract<Raw, { code: Code }>;

/**
 * What a schema expected, as the object of „erwartet wird …“: for every code that a schema can refuse with, and never
 * the value. Rules of our own (patterns, refinements) bring such words themselves, as their `error`; this says the
 * rest. Given to `safeParse` as its `error`, so that nothing is set for a whole process.
 */
export function expected(issue: Raw): string {
  switch (issue.code) {
    case 'invalid_type':
      return TYPES[issue.expected] ?? 'ein Wert anderer Art';
    case 'invalid_value':
      return oneOf(issue.values);
    case 'invalid_format':
      return FORMATS[issue.format] ?? 'ein Text in der vorgesehenen Form';
    case 'too_small':
      return sized(issue, [issue.minimum, issue.inclusive === false ? 'mehr als ' : 'mindestens ']);
    case 'too_big':
      return sized(issue, [issue.maximum, issue.inclusive === false ? 'weniger als ' : 'höchstens ']);
    case 'not_multiple_of':
      return `ein Vielfaches von ${figures(issue.divisor)}`;
    case 'unrecognized_keys':
      return 'kein weiteres Feld';
    case 'invalid_union':
      return Array.isArray(issue.options) ? oneOf(issue.options) : 'eine der vorgesehenen Formen';
    case 'invalid_key':
      return 'ein anderer Name des Feldes';
    case 'invalid_element':
      return 'ein anderer Eintrag';
    case 'custom':
      return OTHER;
    default:
      // a later version of the library may bring another code
      return (issue satisfies never, OTHER);
  }
}

const OTHER = 'ein anderer Wert';

const TYPES: Readonly<Record<string, string>> = {
  string: 'ein Text',
  number: 'eine Zahl',
  int: 'eine ganze Zahl',
  bigint: 'eine ganze Zahl',
  boolean: '„true“ oder „false“',
  object: 'ein Objekt mit Feldern',
  record: 'ein Objekt mit Feldern',
  map: 'eine Zuordnung',
  array: 'eine Liste',
  tuple: 'eine Liste',
  set: 'eine Menge',
  date: 'ein Datum',
  file: 'eine Datei',
  null: '„null“',
  undefined: 'kein Wert',
  void: 'kein Wert',
  never: 'kein Wert',
};

const FORMATS: Readonly<Record<string, string>> = {
  date: 'ein Tag, den es gibt, in der Form JJJJ-MM-TT',
  time: 'eine Uhrzeit in der Form HH:MM:SS',
  datetime: 'ein Zeitpunkt mit Zeitzone in der Form JJJJ-MM-TTThh:mm:ss+02:00',
  duration: 'eine Dauer',
  email: 'eine E-Mail-Adresse',
  url: 'eine Adresse (URL)',
  uuid: 'eine UUID',
  json_string: 'ein Text in JSON',
  safeint: 'eine ganze Zahl',
};

/** More of a list than anybody reads. */
const MOST = 20;

function oneOf(values: readonly z.core.util.Primitive[]): string {
  const named = values.slice(0, MOST).map((value) => (value === '' ? 'kein Wert' : `„${String(value)}“`));
  const rest = values.length > MOST ? [`${values.length - MOST} weitere`] : [];
  if (values.length === 1) return values[0] === '' ? 'kein Wert' : `der Wert ${named[0]}`;
  return `einer der Werte ${[...named, ...rest].join(', ')}`;
}

const UNITS: Readonly<Record<string, readonly [what: string, unit: string, one: string]>> = {
  string: ['ein Text von', 'Zeichen', 'einem Zeichen'],
  array: ['eine Liste mit', 'Einträgen', 'einem Eintrag'],
  set: ['eine Menge mit', 'Einträgen', 'einem Eintrag'],
  map: ['eine Zuordnung mit', 'Einträgen', 'einem Eintrag'],
  file: ['eine Datei von', 'Byte', 'einem Byte'],
};

type Sized = RawOf<'too_small'> | RawOf<'too_big'>;

function sized({ origin, exact }: Sized, [bound, least]: readonly [number | bigint, string]): string {
  const relation = exact === true ? 'genau ' : least;
  const [what, unit, one] = UNITS[origin] ?? [];
  if (what === undefined) return `eine Zahl von ${relation}${figures(bound)}`;
  return `${what} ${relation}${Number(bound) === 1 ? one : `${figures(bound)} ${unit}`}`;
}

/** A bound as people write it, with dots from ten thousand on. */
export function figures(bound: number | bigint): string {
  return bound.toLocaleString('de-DE', { useGrouping: Number(bound) >= 10_000 });
}
