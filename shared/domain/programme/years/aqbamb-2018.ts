import { ministryOn } from '../ministries.ts';
import type { Clause, ClausePart, Programme } from '../programme.ts';

/**
 * Model text, written by us: the agreements of 2018 covered two budgets, their wording is not at hand. It is
 * short on purpose and is no published text of the ministry; whoever has that text replaces these clauses and
 * raises the clause version.
 */
const clauses: readonly Clause[] = [
  {
    id: 'praeambel',
    title: ['Präambel'],
    parts: [
      paragraph(
        '{Ministry.nominative} ({short}) und {gk.nominative} vereinbaren Ziele für den Einsatz des Ausbildungs- und Qualifizierungsbudgets und des Arbeitsmarktbudgets im Jahr {year}.',
      ),
    ],
  },
  {
    id: '1',
    number: '§ 1',
    title: ['Ziele des Landes'],
    parts: [
      paragraph(
        'Das {short} verfolgt mit beiden Budgets das Ziel, benachteiligten Menschen Ausbildung, Qualifizierung und den Zugang zum Arbeitsmarkt zu ermöglichen.',
      ),
    ],
  },
  {
    id: '2',
    number: '§ 2',
    title: ['Haushaltsmittel und Eckdaten'],
    parts: [
      paragraph('Das {short} stellt {gk.dative} im Jahr {year} Haushaltsmittel in Höhe von insgesamt'),
      { kind: 'amount' },
      paragraph('aus beiden Budgets zur Verfügung.'),
      { kind: 'budget-items' },
      { kind: 'eckdaten' },
    ],
  },
  {
    id: '3',
    number: '§ 3',
    title: ['Ziele für die Umsetzung {gk.genitive}'],
    parts: [
      paragraph('{Gk.nominative} finanziert mit den Mitteln beider Budgets folgende Projekte:'),
      { kind: 'massnahmen' },
      paragraph(
        'Die Förderung erfolgt auf Basis und nach Maßgabe des – nach Antragstellung durch {gk.accusative} vom Regierungspräsidium Kassel erlassenen – Bescheides.',
      ),
    ],
  },
  {
    id: '4',
    number: '§ 4',
    title: ['Zielsteuerung'],
    parts: [
      paragraph(
        '{Gk.nominative} und das {short} bleiben über die Entwicklung beider Budgets im Austausch. Unterjährige Abweichungen von den in § 2 genannten Haushaltsmitteln und Eckdaten werden bei der Beurteilung der Zielerreichung berücksichtigt.',
      ),
    ],
  },
];

/** The two budgets of 2018 in one agreement, as data: a second programme beside the main one. */
export const aqbamb2018: Programme = {
  programme: 'AQBAMB',
  haushaltsjahr: 2018,
  clauseVersion: 'AQBAMB-2018/1',
  label: 'Ausbildungs- und Qualifizierungsbudget und Arbeitsmarktbudget',
  budgets: [{ label: 'Ausbildungs- und Qualifizierungsbudget' }, { label: 'Arbeitsmarktbudget' }],
  pageFolder: 'aqbamb/',
  purpose: 'zur Umsetzung des hessischen Ausbildungs- und Qualifizierungsbudgets und des Arbeitsmarktbudgets',
  ministry: ministryOn('2018-01-01'),
  bewilligungsstelle: 'Regierungspräsidium Kassel',
  clauses,
  abweichungClause: '4',
  massnahmenarten: [
    { art: 1, label: 'Ausbildung und Ausbildungsvorbereitung' },
    { art: 2, label: 'Qualifizierung und Beschäftigung' },
  ],
  rechtskreise: ['SGB II', 'SGB III', 'SGB VIII', 'SGB XII', 'AsylbLG'],
  schwerpunkte: ['Ausbildung und Qualifizierung', 'Integration in den Arbeitsmarkt'],
  earmarks: [],
  fundingSources: ['Land', 'ESF'],
  references: [{ title: 'UN-Behindertenrechtskonvention' }],
  period: { from: '2018-01-01', to: '2018-12-31' },
  umsetzungsbesprechung: { from: '2018-09-22', to: '2018-12-21' },
};

function paragraph(text: string): ClausePart {
  return { kind: 'paragraph', text };
}
