import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { gebietskoerperschaftenIn } from '../../shared/domain/register/gebietskoerperschaft.ts';
import { startPage, yearPage } from '../../shared/portal/index-pages.tsx';
import type { IndexRow } from '../../shared/portal/model/page-model.ts';
import { notFoundPage, withdrawnPage } from '../../shared/portal/status-pages.tsx';

const rows: readonly IndexRow[] = gebietskoerperschaftenIn(2026).map(
  ({ ags, officialName, slug, comparabilityNote }) => ({
    ags,
    name: officialName,
    programmeLabel: 'Ausbildungs- und Qualifizierungsbudget',
    href: `${slug}/`,
    comparabilityNote,
    budgets: [],
    amountCent: 100_000_000,
    fassung: 1,
    revision: 1,
    concludedOn: '2026-08-14',
  }),
);

describe('the list of a year', () => {
  test('is sorted by name, umlauts beside their vowels, and the same whatever the order of the rows', () => {
    const names = [
      'Kreis Groß-Gerau',
      'Landkreis Gießen',
      'Kreis Österberg',
      'Kreis Offenbach',
      'Kreis Zell',
    ];
    const named = names.map((name, at) => ({ ...firstRow(), name, ags: `0650${at}`, href: `s${at}/` }));
    const html = yearPage(2026, named);
    const shown = [...html.matchAll(/<a href="s\d\/">([^<]+)</gu)].map(([, name]) => name);
    expect(shown).toEqual([
      'Kreis Groß-Gerau',
      'Kreis Offenbach',
      'Kreis Österberg',
      'Kreis Zell',
      'Landkreis Gießen',
    ]);
    expect(yearPage(2026, named.toReversed())).toBe(html);
  });

  test('links each page and adds up the money', () => {
    const html = yearPage(2026, rows);
    expect(html).toContain('href="stadt-kassel/"');
    expect(html).toContain('27 Zielvereinbarungen sind veröffentlicht, zusammen über 27.000.000\u00A0€.');
  });

  test('says that nothing is published yet instead of showing zero', () => {
    expect(yearPage(2027, [])).toContain('noch keine Zielvereinbarung veröffentlicht');
    expect(yearPage(2027, [])).not.toContain('<table');
  });
});

describe('the start page', () => {
  test('shows the newest year first and keeps within 14 KB', () => {
    const html = startPage([
      { haushaltsjahr: 2025, rows },
      { haushaltsjahr: 2026, rows },
    ]);
    expect(html.indexOf('Haushaltsjahr 2026')).toBeLessThan(html.indexOf('Haushaltsjahr 2025'));
    expect(html).toContain('href="zielvereinbarungen/2026/hanau/"');
    expect(gzipSync(html).length).toBeLessThan(14 * 1024);
  });

  test('stands also before anything is published', () => {
    expect(startPage([])).toContain('Es ist noch keine Zielvereinbarung veröffentlicht.');
  });
});

describe('pages of what is not there', () => {
  test('a withdrawn page says so with its date, and is not kept by search engines', () => {
    const html = withdrawnPage({
      subject: 'AQB-2025-06533',
      haushaltsjahr: 2025,
      pageFolder: '',
      officialName: 'Landkreis Limburg-Weilburg',
      withdrawnOn: '2025-09-01',
    });
    expect(html).toContain('am 01.09.2025 zurückgezogen');
    expect(html).toContain('noindex');
  });

  test.each([notFoundPage(), startPage([]), yearPage(2026, rows)])('no page asks for anything', (html) => {
    expect(html).not.toMatch(/<script|<img|https?:|url\(/u);
    expect(html).toMatch(/^<!doctype html>\n<html lang="de">/u);
  });
});

function firstRow(): IndexRow {
  const [row] = rows;
  if (row === undefined) throw new Error('the register is empty');
  return row;
}
