import { describe, expect, test } from 'vitest';
import {
  doubledWords,
  gebietskoerperschaftIn,
  gebietskoerperschaftenIn,
} from '../../../shared/domain/register/gebietskoerperschaft.ts';
import { gebietskoerperschaften } from '../../../shared/domain/register/gebietskoerperschaften.ts';
import { seedText } from '../../support/facts/seed-text.ts';

describe('the register of Gebietskoerperschaften', () => {
  test('holds 26 in 2025 and 27 from 2026', () => {
    expect(gebietskoerperschaftenIn(2025)).toHaveLength(26);
    expect(gebietskoerperschaftenIn(2026)).toHaveLength(27);
    expect(gebietskoerperschaftenIn(2030)).toHaveLength(27);
  });

  test('knows Hanau from 2026 only', () => {
    expect(gebietskoerperschaftIn(2025, '06415')).toBeUndefined();
    expect(gebietskoerperschaftIn(2026, '06415')).toMatchObject({ kind: 'kreisfreie-stadt', slug: 'hanau' });
  });

  test('says of the Main-Kinzig-Kreis in each year whether Hanau is in it', () => {
    expect(gebietskoerperschaftIn(2025, '06435')?.comparabilityNote).toContain('mit Hanau');
    expect(gebietskoerperschaftIn(2026, '06435')?.comparabilityNote).toContain('ohne Hanau');
  });

  test.each([2018, 2025, 2026])('has one entry, one name and one slug for each key in %i', (year) => {
    const entries = gebietskoerperschaftenIn(year);
    for (const key of ['ags', 'slug', 'officialName'] as const) {
      expect(new Set(entries.map((entry) => entry[key])).size).toBe(entries.length);
    }
  });

  test('writes slugs in plain letters and gives Kassel and Offenbach their type', () => {
    const slugs = gebietskoerperschaftenIn(2026).map(({ slug }) => slug);
    for (const slug of slugs) expect(slug).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(slugs).toEqual(
      expect.arrayContaining([
        'stadt-kassel',
        'landkreis-kassel',
        'stadt-offenbach-am-main',
        'kreis-offenbach',
        'werra-meissner-kreis',
        'giessen',
      ]),
    );
  });

  test('declines the type, never the place', () => {
    expect(gebietskoerperschaftIn(2025, '06533')?.forms).toEqual({
      nominative: 'der Landkreis Limburg-Weilburg',
      genitive: 'des Landkreises Limburg-Weilburg',
      dative: 'dem Landkreis Limburg-Weilburg',
      accusative: 'den Landkreis Limburg-Weilburg',
    });
    expect(gebietskoerperschaftIn(2025, '06435')?.forms.genitive).toBe('des Main-Kinzig-Kreises');
    expect(gebietskoerperschaftIn(2025, '06611')?.forms.dative).toBe('der Stadt Kassel');
  });

  test('joins no type to a name that carries it, in any case, for any of them', () => {
    for (const { forms } of gebietskoerperschaften) {
      for (const form of Object.values(forms)) expect(doubledWords(form)).toEqual([]);
    }
  });
});

describe('the checker of doubled words', () => {
  test('finds the three places in the signed text of Limburg-Weilburg', () => {
    expect(doubledWords(seedText).map(({ words }) => words)).toEqual([
      'Landkreis Landkreis',
      'Landkreises Landkreis',
      'Landkreises Landkreis',
    ]);
  });

  test.each([
    'dem Landkreis Main-Kinzig-Kreis',
    'des Stadt Kassel',
    'den Landeshauptstadt Wiesbaden',
    'des Kreises Wetteraukreis',
    'Stadt  Stadt',
    'Kassels Kassel',
  ])('finds fault with "%s"', (text) => expect(doubledWords(text)).toHaveLength(1));

  test.each([
    'dem Main-Kinzig-Kreis',
    'der Stadt Kassel',
    'Kreisen und kreisfreien Städten',
    'Kreis, Kreis',
    'Kreis -- Kreis',
    'jeden Stadtteil',
    'landen Stadt Kassel',
    'denen Stadt Kassel',
    'den Altstadtring',
    'und und',
    'Und und',
    'und Und',
    'eKreis eKreis',
    'Stadtkreis Wetteraukreis',
    'Kreisstadt Wetteraukreis',
    'Landkreis Kreisstadt',
  ])('finds no fault with "%s"', (text) => expect(doubledWords(text)).toEqual([]));
});
