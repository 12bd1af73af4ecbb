import { spotOf, type Range, type SourceText, type Spot } from './source-text.ts';

/**
 * Why something cannot be read, each with a German sentence: what is missing, and where it was looked for.
 * A closed list. Nothing is put in the place of what cannot be read.
 */
export const READING_PROBLEMS = {
  'text-empty':
    'Die Datei enthält keinen Text. Ein Scan ohne Texterkennung lässt sich nicht lesen; gesucht wurde auf allen Seiten.',
  'title-missing':
    'Es fehlt der Kopf einer Zielvereinbarung („Zielvereinbarung“, das Jahr, „zwischen“); gesucht wurde im ganzen Text.',
  'year-unreadable':
    'Es ist kein vierstelliges Haushaltsjahr angegeben, oder mehr als eines; gesucht wurde zwischen „Zielvereinbarung“ und „zwischen“.',
  'year-contradicts':
    'Das Haushaltsjahr im Titel und das Jahr, für das die Haushaltsmittel gegeben werden, sind verschieden; gesucht wurde im Titel und beim Betrag.',
  'programme-unknown':
    'Der Zweck („zur Umsetzung …“) gehört zu keinem Programm, dessen Text für dieses Haushaltsjahr bekannt ist; gesucht wurde im Kopf.',
  'gebietskoerperschaft-missing':
    'Die Gebietskörperschaft fehlt; gesucht wurde im Kopf nach „und dem …“ oder „und der …“ vor dem Zweck.',
  'gebietskoerperschaft-unknown':
    'Diese Gebietskörperschaft steht nicht im Verzeichnis; gesucht wurde nach ihrem amtlichen Namen im Kopf.',
  'gebietskoerperschaft-not-valid-in-year':
    'Diese Gebietskörperschaft gab es im Haushaltsjahr nicht; gesucht wurde im Verzeichnis des Jahres.',
  'haushaltsmittel-missing':
    'Der Betrag der Haushaltsmittel fehlt; gesucht wurde in dem Paragraphen, der ihn nennen soll.',
  'haushaltsmittel-ambiguous':
    'Mehrere Beträge kommen als Haushaltsmittel in Frage; gesucht wurde in dem Paragraphen, der den Betrag nennen soll.',
  'amount-unreadable':
    'Der Betrag ist nicht eindeutig geschrieben (wie „895.210 Euro“ oder „895.210,00 €“); gelesen wurde an dieser Stelle.',
  'currency-missing': 'Beim Betrag fehlt die Währung; gelesen wurde an dieser Stelle.',
  'amount-too-large': 'Der Betrag ist zu groß; gelesen wurde an dieser Stelle.',
  'massnahmen-missing':
    'Die Maßnahmenarten mit ihren Projekten fehlen; gesucht wurde in dem Paragraphen, der sie nennen soll.',
  'project-unreadable':
    'Unter dieser Maßnahmenart steht Text, der kein Punkt einer Liste ist; gelesen wurde an dieser Stelle.',
  'figure-unreadable':
    'Diese Zeile ist keine Angabe der Form „Bezeichnung: Wert“ mit lesbarem Wert; gelesen wurde an dieser Stelle.',
  'date-unreadable':
    'Das Datum der Unterschrift ist nicht lesbar (wie „14.08.2025“ oder „14. August 2025“); gelesen wurde im Unterschriftenblock.',
  'date-not-in-calendar': 'Diesen Tag gibt es in keinem Kalender; gelesen wurde im Unterschriftenblock.',
  'year-too-short': 'Das Jahr der Unterschrift ist nicht vierstellig; gelesen wurde im Unterschriftenblock.',
  'place-missing': 'Der Ort der Unterschrift fehlt; gesucht wurde vor dem Datum im Unterschriftenblock.',
  'signatory-unreadable':
    'Name und Amt lassen sich nicht trennen, weil kein bekanntes Amt oder mehr als eines genannt ist; gesucht wurde unter dem Datum im Unterschriftenblock.',
  'party-unreadable':
    'Es ist nicht zu erkennen, für welche Seite unterschrieben wurde; gesucht wurde unter dem Amt im Unterschriftenblock.',
  'depends-on-unread':
    'Nicht gelesen, weil dafür Haushaltsjahr, Programm oder Gebietskörperschaft bekannt sein müssen.',
} as const satisfies Record<string, string>;

/** Code of a reason why something cannot be read. */
export type ReadingProblemCode = keyof typeof READING_PROBLEMS;

/** The names of what is read, as the table of a reading lists them. */
export type ReadingField =
  | 'haushaltsjahr'
  | 'programme'
  | 'ags'
  | 'haushaltsmittel'
  | 'massnahmen'
  | 'budgetItems'
  | 'eckdaten'
  | 'aktenzeichen'
  | 'signature';

/** Something that cannot be read: what, why, and where it was looked for. */
export type ReadingProblem = {
  readonly ok: false;
  readonly field: ReadingField;
  readonly code: ReadingProblemCode;
  readonly at: Spot;
};

/** Something that was read, and where. */
export type Found<Value> = { readonly ok: true; readonly value: Value; readonly at: Spot };

/** What was read, or the reason why it was not: never a guess. */
export type Read<Value> = Found<Value> | ReadingProblem;

/** Something read at a place of the text. */
export function found<Value>(source: SourceText, value: Value, range: Range): Found<Value> {
  return { ok: true, value, at: spotOf(source, range) };
}

/** Something that cannot be read, and the place where it was looked for. */
export function unread(
  source: SourceText,
  [field, code]: readonly [ReadingField, ReadingProblemCode],
  range: Range,
): ReadingProblem {
  return { ok: false, field, code, at: spotOf(source, range) };
}
