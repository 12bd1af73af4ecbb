import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Terms } from '../../events/incoming/terms.ts';
import { terms as termsSchema } from '../../events/incoming/terms.ts';
import { programmeOf, type Programme } from '../../shared/domain/programme/index.ts';
import { fieldOfDetail } from '../../web/commands/field-of-detail.ts';
import { readForm } from '../../web/pages/draft/read-form.ts';
import { emptyForm, emptyMassnahme, formOf, type TermsForm } from '../../web/pages/draft/terms-form.ts';
import { limburgWeilburgTerms } from '../support/facts/limburg-weilburg.ts';

const aqb = known('AQB', 2025);
const severalBudgets = known('AQBAMB', 2018);
const context = { programme: aqb, ags: '06533', isRevision: false };

function known(programme: string, year: number): Programme {
  const found = programmeOf(programme, year);
  if (found === undefined) throw new Error(`${programme} ${year} is not known`);
  return found;
}

const own: Terms = { programme: 'AQB', haushaltsjahr: 2025, ags: '06533', ...limburgWeilburgTerms };

const everything: Terms = {
  ...own,
  haushaltsmittel: { amountCent: 89_521_050, currency: 'EUR' },
  budgetItems: [{ label: 'Ausbildung', amount: { amountCent: 100, currency: 'EUR' }, earmark: 'Frauen' }],
  massnahmen: [
    {
      art: 2,
      label: 'BaE integrativ',
      traeger: 'GAB',
      places: 12,
      amount: { amountCent: 5000, currency: 'EUR' },
    },
  ],
  eckdaten: [
    { label: 'Plätze', art: 2, value: 12.5, unit: 'Plätze' },
    { label: 'Quote', value: -3, unit: '%' },
  ],
  signatureSlots: { land: 1, kommune: 2 },
  references: [{ title: 'Strategie', validUntil: '2027-12-31' }, { title: 'Rahmen' }],
  aktenzeichen: { land: 'IV 3', kommune: '50-1' },
  besondereRegelungen: [{ paragraph: '§ 4', text: 'Erste Zeile.\nZweite Zeile.' }],
  textDocument: { sha256: 'a'.repeat(64) },
  asOf: '2025-07-14',
};

const filled = (part: Partial<TermsForm> = {}): TermsForm => ({
  ...emptyForm(aqb),
  haushaltsmittel: '895.210',
  ...part,
});
const faultsOf = (part: Partial<TermsForm>) => readForm(filled(part), context).faults;

describe('the form of the terms', () => {
  test('says all terms and reads them back as they were', () => {
    expect(readForm(formOf(everything, aqb), context)).toEqual({ terms: everything, faults: [], reason: '' });
  });

  test('gives terms that the event contract takes', () => {
    expect(termsSchema.safeParse(readForm(formOf(everything, aqb), context).terms).success).toBe(true);
  });

  test('says nothing of what nobody typed', () => {
    expect(readForm(filled(), context).terms).toEqual({
      programme: 'AQB',
      haushaltsjahr: 2025,
      ags: '06533',
      haushaltsmittel: { amountCent: 89_521_000, currency: 'EUR' },
      massnahmen: [],
    });
  });

  test('reads any amount back as it was shown', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e13 }), (amountCent) => {
        const terms: Terms = { ...own, haushaltsmittel: { amountCent, currency: 'EUR' } };
        expect(readForm(formOf(terms, aqb), context).terms.haushaltsmittel.amountCent).toBe(amountCent);
      }),
    );
  });

  test('takes text from a word processor: composed letters and no invisible marks', () => {
    const entry = { ...emptyMassnahme(1), label: ' Teil\u00ADzeit\u200B fu\u0308r\tMu\u0308tter ' };
    expect(readForm(filled({ massnahmen: [entry] }), context).terms.massnahmen).toEqual([
      { art: 1, label: 'Teilzeit für Mütter' },
    ]);
  });
});

describe('what is wrong with the form', () => {
  test.each<[string, Partial<TermsForm>]>([
    ['haushaltsmittel', { haushaltsmittel: '' }],
    ['haushaltsmittel', { haushaltsmittel: '895,210' }],
    ['haushaltsmittel', { haushaltsmittel: '0' }],
    ['haushaltsmittel', { haushaltsmittel: '-5' }],
    ['massnahmen.0.label', { massnahmen: [emptyMassnahme(1)] }],
    ['massnahmen.0.places', { massnahmen: [{ ...emptyMassnahme(1), label: 'A', places: '1,5' }] }],
    ['massnahmen.0.amount', { massnahmen: [{ ...emptyMassnahme(1), label: 'A', amount: '-1' }] }],
    ['eckdaten.0.value', { eckdaten: [{ label: 'A', art: '', value: 'viele', unit: 'Plätze' }] }],
    ['references.0.validUntil', { references: [{ title: 'A', validUntil: '31.02.2026' }] }],
    ['besondereRegelungen.0.text', { besondereRegelungen: [{ paragraph: '4', text: ' ' }] }],
    ['textDocument', { textDocument: 'abc' }],
    ['asOf', { asOf: '14.7.25' }],
  ])('is said at %s of %j', (field, part) => {
    expect(faultsOf(part).map((fault) => fault.field)).toEqual([field]);
  });

  test('is that parts are more than the whole', () => {
    const budgetItems = [{ label: 'A', amount: '900.000', earmark: '' }];
    expect(faultsOf({ budgetItems })).toEqual([
      { field: 'haushaltsmittel', text: 'Die Teilbeträge ergeben zusammen mehr als die Haushaltsmittel.' },
    ]);
  });

  test('is that several budgets do not make the sum', () => {
    const empty = emptyForm(severalBudgets);
    const form = {
      ...empty,
      haushaltsmittel: '100',
      budgetItems: empty.budgetItems.map((item) => ({ ...item, amount: '10' })),
    };
    const { faults } = readForm(form, { ...context, programme: severalBudgets });
    expect(faults.map(({ field }) => field)).toEqual(['haushaltsmittel']);
  });

  test('is a missing reason of another Fassung only', () => {
    expect(readForm(filled(), { ...context, isRevision: true }).faults).toEqual([
      { field: 'reason', text: 'Bitte geben Sie an: Grund der neuen Fassung.' },
    ]);
    expect(readForm(filled({ reason: 'Tippfehler' }), { ...context, isRevision: true })).toMatchObject({
      faults: [],
      reason: 'Tippfehler',
    });
  });

  test('leaves the rest of the text to be shown', () => {
    const form = filled({
      haushaltsmittel: 'viel',
      massnahmen: [emptyMassnahme(1), { ...emptyMassnahme(2), label: 'BaE' }],
    });
    expect(readForm(form, context).terms).toMatchObject({
      haushaltsmittel: { amountCent: 0 },
      massnahmen: [{ art: 2, label: 'BaE' }],
    });
  });
});

describe('a path of the API', () => {
  test.each([
    ['data.haushaltsmittel', 'haushaltsmittel'],
    ['data.haushaltsmittel.amountCent: must be an integer number of cents', 'haushaltsmittel'],
    ['data.massnahmen.0.amount.amountCent: too big', 'massnahmen.0.amount'],
    ['data.textDocument.sha256: invalid', 'textDocument'],
    ['Betrag in Cent (data.haushaltsmittel.amountCent): erwartet wird eine ganze Zahl', 'haushaltsmittel'],
    ['Die Akte ist ausgesondert.', ''],
  ])('%s means the field %s', (detail, field) => {
    expect(fieldOfDetail(detail)).toBe(field);
  });
});
