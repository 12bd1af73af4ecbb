import { describe, expect, test } from 'vitest';
import { PROGRAMMES, ministryOn, programmeOf, programmesIn } from '../../../shared/domain/programme/index.ts';

describe('the programme as data', () => {
  test('AQB 2025 has four Massnahmenarten, seven paragraphs and a clause version', () => {
    const programme = programmeOf('AQB', 2025);
    expect(programme?.clauseVersion).toBe('AQB-2025/1');
    expect(programme?.massnahmenarten.map(({ art }) => art)).toEqual([1, 2, 3, 4]);
    expect(programme?.clauses.map(({ id }) => id)).toEqual(
      'praeambel 1 2 3 4 5 6 7 veroeffentlichung'.split(' '),
    );
  });

  test('every year has its own clause version and its own period', () => {
    const later = programmeOf('AQB', 2026);
    expect(later?.clauseVersion).toBe('AQB-2026/1');
    expect(later?.period).toEqual({ from: '2026-01-01', to: '2026-12-31' });
  });

  test('no clause holds a year, an amount or a party of its own', () => {
    const texts = JSON.stringify(programmeOf('AQB', 2025)?.clauses);
    expect(texts.replace('2025 bis 2029', '')).not.toMatch(/\b20\d\d\b|Limburg|895|HMSI|Hessische/);
  });

  test('a programme or a year that nobody described is unknown', () => {
    expect(programmeOf('AQB', 2019)).toBeUndefined();
    expect(programmeOf('XYZ', 2025)).toBeUndefined();
  });

  test('the ministry is called by the name it had on the day', () => {
    expect(ministryOn('2023-12-31').name).toBe('Hessisches Ministerium für Soziales und Integration');
    expect(ministryOn('2025-08-02').forms.genitive).toBe(
      'des Hessischen Ministeriums für Arbeit, Integration, Jugend und Soziales',
    );
  });

  test('each year has one programme at most in the folders of the year itself, and every folder once', () => {
    const years = new Set(PROGRAMMES.map(({ haushaltsjahr }) => haushaltsjahr));
    for (const year of years) {
      const folders = programmesIn(year).map(({ pageFolder }) => pageFolder);
      expect(new Set(folders).size).toBe(folders.length);
      for (const folder of folders) expect(folder).toMatch(/^(?:[a-z][a-z\d-]*\/)?$/u);
    }
  });

  test('the main programme of a year comes first, and a year that nobody described has none', () => {
    expect(programmesIn(2025).map(({ programme }) => programme)).toEqual(['AQB']);
    expect(programmesIn(2018).map(({ programme }) => programme)).toEqual(['AQBAMB']);
    expect(programmesIn(2030)).toEqual([]);
  });

  test.each(PROGRAMMES)('$clauseVersion is whole: its year, its budgets, its clauses', (programme) => {
    const { haushaltsjahr: year, budgets, clauses, period, clauseVersion, abweichungClause } = programme;
    expect(period).toEqual({ from: `${year}-01-01`, to: `${year}-12-31` });
    expect(clauseVersion).toMatch(new RegExp(`^${programme.programme}-${year}/\\d+$`, 'u'));
    expect(new Set(budgets.map(({ label }) => label)).size).toBe(budgets.length);
    expect(budgets.length).toBeGreaterThan(0);
    const parts = clauses.flatMap((clause) => clause.parts.map(({ kind }) => kind));
    expect(parts).toEqual(expect.arrayContaining(['amount', 'budget-items', 'eckdaten', 'massnahmen']));
    expect(clauses.map(({ id }) => id)).toContain(abweichungClause);
    expect(programme.ministry).toBe(ministryOn(period.from));
  });

  test('the year 2018 is signed by the ministry under its name of then', () => {
    expect(programmeOf('AQBAMB', 2018)?.ministry.name).toBe(
      'Hessisches Ministerium für Soziales und Integration',
    );
  });
});
