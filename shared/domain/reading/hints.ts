import type { Spot } from './source-text.ts';

/**
 * What stands in a text and should be looked at by a person, each with a German sentence. A closed list.
 * A hint is never an error: the text is the parties' own (rule 8), and the draft can be sent all the same.
 */
export const READING_HINTS = {
  'doubled-words':
    'Hier steht ein Wort doppelt, oder eine Bezeichnung vor einem Namen, der sie schon enthält.',
  'eckdaten-announced-but-missing':
    'Die Überschrift kündigt Eckdaten an, der Paragraph nennt keine. Die Seite sagt dann: „in dieser Vereinbarung nicht beziffert“.',
  'eckdaten-referred-to-but-missing': 'Hier wird auf Eckdaten verwiesen, die der Text nicht nennt.',
  'massnahmenart-without-project': 'Zu dieser Maßnahmenart nennt der Text kein Projekt. Das ist gültig.',
  'massnahmenart-label-differs':
    'Diese Maßnahmenart steht so nicht im Katalog des Haushaltsjahres. Ihre Nummer wird übernommen.',
  'signed-on-weekend': 'Dieser Tag war ein Samstag oder Sonntag. Das ist gültig.',
  'season-without-date':
    'Hier steht eine Jahreszeit und kein Datum. Es wird keines erfunden; vorgeschlagen wird das Zeitfenster des Programms.',
  'publication-outside-paragraphs':
    'Der Satz über die Veröffentlichung steht hinter dem letzten Paragraphen und gehört zu keinem.',
  'clause-differs':
    'Diese Klausel des Programms steht nicht oder anders im Text. Der Entwurf enthält sie im Wortlaut des Programms.',
  'text-beyond-clauses':
    'Dieser Text gehört zu keiner Klausel des Programms und ist nicht im Entwurf. Wenn er vereinbart ist, gehört er in die besonderen Regelungen.',
} as const satisfies Record<string, string>;

/** Code of a hint. */
export type ReadingHintCode = keyof typeof READING_HINTS;

/** A place in the text that a person should look at. */
export type ReadingHint = { readonly code: ReadingHintCode; readonly at: Spot };
