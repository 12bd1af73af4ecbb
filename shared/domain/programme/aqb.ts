import { aqbClauses2025 } from './aqb-clauses-2025.ts';
import { ministryOn } from './ministries.ts';
import type { Programme } from './programme.ts';

/** The Ausbildungs- und Qualifizierungsbudget of 2025, taken from the agreement with Limburg-Weilburg. */
const aqb2025: Programme = {
  programme: 'AQB',
  haushaltsjahr: 2025,
  clauseVersion: 'AQB-2025/1',
  label: 'Ausbildungs- und Qualifizierungsbudget',
  purpose: 'zur Umsetzung des hessischen Ausbildungs- und Qualifizierungsbudgets',
  ministry: ministryOn('2025-01-01'),
  bewilligungsstelle: 'Regierungspräsidium Kassel',
  clauses: aqbClauses2025,
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
  period: { from: '2025-01-01', to: '2025-12-31' },
  umsetzungsbesprechung: { from: '2025-09-22', to: '2025-12-21' },
};

/** 2026 carries the clauses of 2025 forward; a new text of the ministry gets a new clause version. */
const aqb2026: Programme = {
  ...aqb2025,
  haushaltsjahr: 2026,
  clauseVersion: 'AQB-2026/1',
  ministry: ministryOn('2026-01-01'),
  period: { from: '2026-01-01', to: '2026-12-31' },
  umsetzungsbesprechung: { from: '2026-09-22', to: '2026-12-21' },
};

/** The programme years of the Ausbildungs- und Qualifizierungsbudget that we know the text of. */
export const aqb: readonly Programme[] = [aqb2025, aqb2026];
