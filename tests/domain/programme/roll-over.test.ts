import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Terms } from '../../../events/incoming/terms.ts';
import { gebietskoerperschaftenIn } from '../../../shared/domain/register/gebietskoerperschaft.ts';
import { programmeOf, type Programme } from '../../../shared/domain/programme/index.ts';
import { rollOver } from '../../../shared/domain/programme/roll-over.ts';
import { TERMS, drafted, given } from '../../support/facts/given.ts';
import { inEuro, twoBudgetsDraft } from '../../support/facts/two-budgets.ts';

const next = found('AQB', 2026);
const HANAU = '06415';

/** Terms of all 26 of 2025, each with another amount. */
const year2025: readonly Terms[] = gebietskoerperschaftenIn(2025).map(({ ags }, at) => ({
  ...TERMS,
  ags,
  haushaltsmittel: inEuro(500_000 + at * 1000),
}));

const rolled = (
  previous: readonly Terms[],
  additions: readonly (readonly [string, readonly number[]])[] = [],
) => rollOver({ next, previous, additions: new Map(additions) });

describe('the drafts of 2026 from the 26 of 2025', () => {
  test('are 26, and Hanau is said to need an amount', () => {
    const { drafts, notes } = rolled(year2025);
    expect(drafts).toHaveLength(26);
    expect(notes).toContainEqual({ ags: HANAU, kind: 'amount-needed' });
  });

  test('are 27 with the amount that a person names for Hanau, and nothing else is open', () => {
    const { drafts, notes } = rolled(year2025, [[HANAU, [25_000_000]]]);
    expect(drafts).toHaveLength(27);
    expect(drafts.find(({ terms }) => terms.ags === HANAU)).toMatchObject({
      subject: 'AQB-2026-06415',
      origin: 'addition',
      terms: { haushaltsmittel: { amountCent: 25_000_000, currency: 'EUR' }, massnahmen: [] },
    });
    expect(notes.map(({ kind }) => kind)).toEqual(['shape-changed']);
  });

  test('are each accepted by the rules of drafting', () => {
    const { drafts } = rolled(year2025, [[HANAU, [25_000_000]]]);
    for (const { subject, terms } of drafts)
      given().when(drafted(terms, { subject })).thenRecorded('ZielvereinbarungDrafted');
  });

  test('have the money and the Massnahmen of the year before, to the cent', () => {
    const { drafts } = rolled(year2025);
    for (const { terms } of drafts) {
      const before = year2025.find(({ ags }) => ags === terms.ags);
      expect(terms.haushaltsmittel).toEqual(before?.haushaltsmittel);
      expect(terms.massnahmen).toEqual(before?.massnahmen);
    }
  });

  test('say of the Main-Kinzig-Kreis that its money is that of the years with Hanau', () => {
    expect(rolled(year2025).notes).toContainEqual({
      ags: '06435',
      kind: 'shape-changed',
      what: 'Ab 2026 ohne Hanau; mit den Jahren davor nur eingeschränkt vergleichbar.',
    });
  });

  test('are the same whatever the order of the terms, and never more than the terms and amounts given', () => {
    const shuffled = fc.shuffledSubarray([...year2025], { minLength: 0 });
    fc.assert(
      fc.property(shuffled, (previous) => {
        const { drafts, notes } = rolled(previous);
        expect(drafts).toHaveLength(previous.length);
        expect(notes.filter(({ kind }) => kind === 'amount-needed')).toHaveLength(27 - previous.length);
        expect(rolled(previous.toReversed()).drafts).toEqual(drafts);
      }),
    );
  });
});

describe('what belongs to the year that ends', () => {
  const rich: Terms = {
    ...TERMS,
    budgetItems: [{ label: 'Migration', amount: inEuro(10_000), earmark: 'Digitalisierung' }],
    signatureSlots: { land: 1, kommune: 2 },
    eckdaten: [{ label: 'Plätze', value: 120, unit: 'Plätze' }],
    references: [
      { title: 'Regionale Strategie', validUntil: '2025-12-31' },
      { title: 'Bündnis für Ausbildung für die Jahre 2025 bis 2029' },
      { title: 'UN-Behindertenrechtskonvention' },
    ],
    aktenzeichen: { land: 'III-2025-1' },
    besondereRegelungen: [{ paragraph: '§ 4', text: 'Gilt 2025.' }],
    textDocument: { sha256: 'f'.repeat(64) },
    asOf: '2025-07-28',
  };

  test('stays out of the draft; budgets, earmarks and slots go into it', () => {
    expect(rolled([rich]).drafts[0]?.terms).toEqual({
      programme: 'AQB',
      haushaltsjahr: 2026,
      ags: '06533',
      haushaltsmittel: rich.haushaltsmittel,
      budgetItems: rich.budgetItems,
      massnahmen: rich.massnahmen,
      signatureSlots: { land: 1, kommune: 2 },
      references: [
        { title: 'Bündnis für Ausbildung für die Jahre 2025 bis 2029' },
        { title: 'UN-Behindertenrechtskonvention' },
      ],
    });
  });

  test('is listed', () => {
    expect(rolled([rich]).notes.filter(({ ags }) => ags === '06533')).toEqual([
      { ags: '06533', kind: 'reference-expired', what: 'Regionale Strategie' },
      { ags: '06533', kind: 'regelung-dropped', what: '§ 4' },
      { ags: '06533', kind: 'eckdaten-dropped' },
      { ags: '06533', kind: 'text-document-dropped' },
    ]);
  });

  test('a paper that the list of the programme year ends is left out without a day in the terms', () => {
    const later = { ...next, haushaltsjahr: 2030, period: { from: '2030-01-01', to: '2030-12-31' } };
    const { drafts, notes } = rollOver({ next: later, previous: [rich], additions: new Map() });
    expect(drafts[0]?.terms.references).toEqual([{ title: 'UN-Behindertenrechtskonvention' }]);
    expect(notes).toContainEqual({
      ags: '06533',
      kind: 'reference-expired',
      what: 'Bündnis für Ausbildung für die Jahre 2025 bis 2029',
    });
  });

  test('a project whose Massnahmenart the year does not know is left out and listed', () => {
    const without = { ...next, massnahmenarten: next.massnahmenarten.filter(({ art }) => art !== 3) };
    const { drafts, notes } = rollOver({ next: without, previous: [TERMS], additions: new Map() });
    expect(drafts[0]?.terms.massnahmen.map(({ art }) => art)).toEqual([1, 1, 2, 2, 2]);
    expect(notes).toContainEqual({
      ags: '06533',
      kind: 'massnahmenart-gone',
      what: 'Berufsperspektive für Frauen und Männer',
    });
  });
});

describe('where no draft is made', () => {
  test('a Gebietskoerperschaft that ended is listed', () => {
    const { drafts, notes } = rollOver({
      next: { ...next, haushaltsjahr: 2025 },
      previous: [{ ...TERMS, ags: HANAU }],
      additions: new Map(),
    });
    expect(drafts).toEqual([]);
    expect(notes).toContainEqual({ ags: HANAU, kind: 'ended' });
  });

  test('an amount for a key that nobody has, or beside terms of the year before, changes nothing', () => {
    const { drafts, notes } = rolled(year2025, [
      ['09999', [100]],
      ['06533', [100]],
    ]);
    expect(drafts).toEqual(rolled(year2025).drafts);
    expect(notes).toContainEqual({ ags: '09999', kind: 'key-unknown' });
    expect(notes).toContainEqual({ ags: '06533', kind: 'addition-not-needed' });
  });

  test('of two budgets, money that does not fit them and an amount for one of them only are listed', () => {
    const two = { ...found('AQBAMB', 2018), haushaltsjahr: 2019 };
    const [terms] = twoBudgetsDraft();
    const asked = (previous: readonly Terms[], cents: readonly number[]) =>
      rollOver({ next: two, previous, additions: new Map([['06632', cents]]) });
    const { drafts } = asked([terms], [100, 200]);
    expect(drafts.map(({ terms: one }) => one.budgetItems?.map(({ amount }) => amount.amountCent))).toEqual([
      [60_000_000, 30_000_000],
      [100, 200],
    ]);
    const { budgetItems: _, ...unsplit } = terms;
    const { drafts: none, notes } = asked([unsplit], [300]);
    expect(none).toEqual([]);
    expect(notes).toContainEqual({ ags: '06631', kind: 'budgets-changed' });
    expect(notes).toContainEqual({ ags: '06632', kind: 'addition-not-fitting' });
  });
});

function found(programme: string, year: number): Programme {
  const known = programmeOf(programme, year);
  if (known === undefined) throw new Error(`${programme} ${year} is missing`);
  return known;
}
