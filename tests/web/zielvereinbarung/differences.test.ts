import { describe, expect, test } from 'vitest';
import type { Terms } from '../../../events/incoming/terms.ts';
import { differences } from '../../../web/pages/zielvereinbarung/differences.ts';

const euro = (amountCent: number) => ({ amountCent, currency: 'EUR' }) as const;
const TERMS: Terms = {
  programme: 'AQB',
  haushaltsjahr: 2025,
  ags: '06533',
  haushaltsmittel: euro(89_521_000),
  massnahmen: [{ art: 1, label: 'Teilzeitausbildung', places: 12 }],
};

describe('the differences between two Fassungen', () => {
  test('are none between equal terms', () => expect(differences(TERMS, TERMS)).toEqual([]));

  test('name a changed sum with both values', () =>
    expect(differences(TERMS, { ...TERMS, haushaltsmittel: euro(90_000_000) })).toEqual([
      { label: 'Haushaltsmittel', before: '895.210\u00A0€', after: '900.000\u00A0€' },
    ]));

  test('have no value before where something is new, and none after where it is gone', () => {
    const next = { ...TERMS, massnahmen: [{ art: 2, label: 'Coaching', traeger: 'GAB' }] };
    expect(differences(TERMS, next)).toEqual([
      { label: 'Maßnahme „Coaching“ (Art 2)', after: 'Träger: GAB' },
      { label: 'Maßnahme „Teilzeitausbildung“ (Art 1)', before: 'ohne Träger, 12 Plätze' },
    ]);
  });

  test('tell two projects of the same name apart', () => {
    const [project] = TERMS.massnahmen;
    const twice = { ...TERMS, massnahmen: [project, project].flatMap((one) => one ?? []) };
    expect(differences(TERMS, twice).map(({ label }) => label)).toEqual([
      'Maßnahme „Teilzeitausbildung“ (Art 1) (2)',
    ]);
  });

  test('cover parts, figures, file numbers, papers and special provisions', () => {
    const next: Terms = {
      ...TERMS,
      budgetItems: [{ label: 'Ausbildung', amount: euro(100), earmark: 'Migration' }],
      eckdaten: [{ label: 'Plätze', value: 1234.5, unit: 'Plätze' }],
      aktenzeichen: { land: 'IV-1' },
      references: [{ title: 'Bündnis', validUntil: '2029-12-31' }],
      besondereRegelungen: [{ paragraph: '§ 3', text: 'Wie bisher.' }],
      signatureSlots: { land: 1, kommune: 2 },
      textDocument: { sha256: 'a'.repeat(64) },
      asOf: '2025-07-01',
    };
    expect(differences(TERMS, next).map(({ label, after }) => [label, after])).toEqual([
      ['Teilbetrag „Ausbildung“', '1\u00A0€, zweckgebunden: Migration'],
      ['Eckdatum „Plätze“', '1.234,5\u00A0Plätze'],
      ['Aktenzeichen des Landes', 'IV-1'],
      ['Unterschriften je Seite', 'Land 1, Kommune 2'],
      ['Grundlage „Bündnis“', 'gilt bis 31.12.2029'],
      ['Besondere Regelung zu § 3', 'Wie bisher.'],
      ['Eigener Vertragstext (SHA-256)', 'a'.repeat(64)],
      ['Stand des Entwurfs', '01.07.2025'],
    ]);
  });
});
