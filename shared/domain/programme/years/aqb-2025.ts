import { aqbClauses2025 } from './aqb-clauses-2025.ts';
import { ministryOn } from '../ministries.ts';
import type { Programme } from '../programme.ts';

/** The Ausbildungs- und Qualifizierungsbudget of 2025, taken from the agreement with Limburg-Weilburg. */
export const aqb2025: Programme = {
  programme: 'AQB',
  haushaltsjahr: 2025,
  clauseVersion: 'AQB-2025/1',
  label: 'Ausbildungs- und Qualifizierungsbudget',
  budgets: [{ label: 'Ausbildungs- und Qualifizierungsbudget' }],
  pageFolder: '',
  purpose: 'zur Umsetzung des hessischen Ausbildungs- und Qualifizierungsbudgets',
  ministry: ministryOn('2025-01-01'),
  bewilligungsstelle: 'Regierungspräsidium Kassel',
  clauses: aqbClauses2025,
  abweichungClause: '6',
  massnahmenarten: [
    { art: 1, label: 'Ausbildungsvorbereitung' },
    { art: 2, label: 'Ausbildung und Ausbildungscoaching in anerkannten Ausbildungsberufen' },
    { art: 3, label: 'Qualifizierungsprojekte zur Arbeitsmarktintegration, Fachkräftesicherung' },
    {
      art: 4,
      label:
        'Weiterbildungsmaßnahmen für Personal der Landkreise und kreisfreien Städte in der fachlichen Verantwortung für Benachteiligte im Kontext der Arbeitsmarktförderung',
    },
  ],
  rechtskreise: ['SGB II', 'SGB III', 'SGB VIII', 'SGB XII', 'AsylbLG'],
  schwerpunkte: [
    'Ausbildungs- und Qualifizierungsvorbereitung',
    'Ausbildung und Ausbildungscoaching in anerkannten Ausbildungsberufen',
    'Qualifizierungsprojekte zur Arbeitsmarktintegration und Fachkräftesicherung',
    'Weiterbildungen für Fachpersonal der Gebietskörperschaften',
  ],
  earmarks: ['Teilzeitausbildung', 'Migration'],
  fundingSources: ['Land', 'ESF'],
  references: [
    {
      title: 'Bündnis für Ausbildung für die Jahre 2025 bis 2029',
      validFrom: '2025-01-01',
      validUntil: '2029-12-31',
    },
    { title: 'Fachkonzept „Arbeitswelt Hessen“' },
    { title: 'Regionale Ausbildungs- und Arbeitsmarktstrategie' },
    { title: 'UN-Behindertenrechtskonvention' },
  ],
  antragUntil: '2025-03-31',
  period: { from: '2025-01-01', to: '2025-12-31' },
  umsetzungsbesprechung: { from: '2025-09-22', to: '2025-12-21' },
};
