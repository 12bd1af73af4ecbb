import { describe, expect, test } from 'vitest';
import { ministryOn, programmeOf } from '../../shared/domain/programme/index.ts';

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
});
