import { describe, expect, test } from 'vitest';
import type { BoardRow } from '../../../web/api/types.ts';
import { claimOf, firstChoice, optionsOf, chosenTarget } from '../../../web/pages/upload/claim-choice.ts';
import { boundName, moved } from '../../../web/pages/upload/photos/photo-pages.ts';
import { personOf } from '../../../web/session/roles.ts';

const KREIS = personOf({ sub: 'anna@kreis.example', email: 'anna@kreis.example' }, ['kommune', 'ags-06533']);
const LAND = personOf({ sub: 'bernd@hmsi.example', email: 'bernd@hmsi.example' }, ['land']);

function row(subject: string, vereinbarung: string): BoardRow {
  const states = { vereinbarung, scan: 'none', publication: 'not-ready', bescheid: 'none' };
  return { subject, name: subject, current: { states } } as unknown as BoardRow;
}

describe('what is said of the next files', () => {
  test('begins with the signature of the own side', () => {
    expect(firstChoice(KREIS)).toMatchObject({ land: false, kommune: true });
    expect(firstChoice(LAND)).toMatchObject({ land: true, kommune: false });
  });

  test('proposes to a Kommune the Zielvereinbarung that is to be signed', () => {
    const rows = [row('AQB-2026-06533', 'drafted'), row('AQB-2025-06533', 'released')];
    expect(chosenTarget(undefined, { person: KREIS, rows })).toBe('AQB-2025-06533');
    expect(chosenTarget(undefined, { person: KREIS, rows: rows.slice(0, 1) })).toBe('AQB-2026-06533');
  });

  test('belongs where the address says, which may leave it to the QR code', () => {
    const facts = { person: LAND, rows: [] };
    expect(chosenTarget('AQB-2025-06533', facts)).toBe('AQB-2025-06533');
    expect(chosenTarget('', facts)).toBe('');
    expect(chosenTarget(undefined, facts)).toBe('');
  });

  test('lets only the Land leave the Zielvereinbarung to the QR code', () => {
    expect(claimOf(firstChoice(LAND), '', LAND)).toEqual({ parties: ['land'] });
    expect(claimOf(firstChoice(KREIS), '', KREIS)).toBeUndefined();
    expect(optionsOf([], '', LAND)[0]).toEqual({ value: '', label: 'aus dem QR-Code lesen' });
    expect(optionsOf([], '', KREIS)[0]).toEqual({ value: '', label: 'bitte wählen' });
  });

  test('carries both signatures and where the paper lies', () => {
    const choice = { land: true, kommune: true, originalLocation: '  Kreishaus, Zimmer 12 ' };
    expect(claimOf(choice, 'AQB-2025-06533', KREIS)).toEqual({
      zielvereinbarung: 'AQB-2025-06533',
      parties: ['land', 'kommune'],
      originalLocation: 'Kreishaus, Zimmer 12',
    });
  });

  test('offers also the Zielvereinbarung that the address names and no row does', () => {
    expect(
      optionsOf([row('AQB-2025-06533', 'released')], 'AQB-2023-06533', LAND).map(({ value }) => value),
    ).toEqual(['', 'AQB-2023-06533', 'AQB-2025-06533']);
  });
});

describe('photographed pages', () => {
  const pages = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];
  const order = (ids: readonly { readonly id: string }[]) => ids.map(({ id }) => id).join('');

  test('change places with their neighbour, and stay where there is none', () => {
    expect(order(moved(pages, 'b', -1))).toBe('bac');
    expect(order(moved(pages, 'b', 1))).toBe('acb');
    expect(order(moved(pages, 'a', -1))).toBe('abc');
    expect(order(moved(pages, 'c', 1))).toBe('abc');
    expect(order(moved(pages, 'x', 1))).toBe('abc');
  });

  test('become a PDF that is named after its minute', () => {
    expect(boundName(new Date(2025, 7, 4, 9, 5))).toBe('Fotos-2025-08-04-0905.pdf');
  });
});
