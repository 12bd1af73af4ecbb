import { describe, expect, test } from 'vitest';
import { READING_HINTS } from '../../../shared/domain/reading/hints.ts';
import { readZielvereinbarung } from '../../../shared/domain/reading/read-zielvereinbarung.ts';
import { limburgWeilburgTerms } from '../../support/facts/limburg-weilburg.ts';
import { seedText } from '../../support/facts/seed-text.ts';

const reading = readZielvereinbarung(seedText);

describe('the Zielvereinbarung 2025 of Limburg-Weilburg, read from its text', () => {
  test('yields the year, the programme, the ags and 895.210 Euro in cents', () => {
    expect(reading.haushaltsjahr).toMatchObject({ ok: true, value: 2025 });
    expect(reading.programme).toMatchObject({ ok: true, value: 'AQB' });
    expect(reading.ags).toMatchObject({ ok: true, value: '06533' });
    expect(reading.haushaltsmittel).toMatchObject({ value: { amountCent: 89_521_000, currency: 'EUR' } });
  });

  test('yields four Arten with 2, 3, 1 and 0 projects, labels as printed', () => {
    expect(reading.arten.map(({ art, massnahmen }) => [art, massnahmen.length])).toEqual([
      [1, 2],
      [2, 3],
      [3, 1],
      [4, 0],
    ]);
    expect(reading.terms?.massnahmen).toEqual(limburgWeilburgTerms.massnahmen);
  });

  test('yields both signatures with place, office and date as written', () => {
    expect(reading.signatures.map((read) => (read.ok ? read.value : read.code))).toEqual([
      {
        party: 'land',
        name: 'Heike Hofmann',
        office: 'Staatsministerin',
        place: 'Wiesbaden',
        signedOn: { date: '2025-08-02', asWritten: '2.8.2025' },
      },
      {
        party: 'kommune',
        name: 'Michael Köberle',
        office: 'Landrat',
        place: 'Limburg',
        signedOn: { date: '2025-08-14', asWritten: '14.08.2025' },
      },
    ]);
  });

  test.each([
    ['doubled-words', ['Landkreis Landkreis', 'Landkreises Landkreis', 'Landkreises\nLandkreis']],
    ['eckdaten-announced-but-missing', ['§ 4\n\nHaushaltsmittel und Eckdaten']],
    ['eckdaten-referred-to-but-missing', ['Eckdaten']],
    ['massnahmenart-without-project', [expect.stringMatching(/^4\. Weiterbildungsmaßnahmen/u)]],
    ['signed-on-weekend', [expect.stringMatching(/^Wiesbaden, den 2\.8\.2025/u)]],
    ['season-without-date', ['im Herbst']],
    ['publication-outside-paragraphs', [expect.stringMatching(/^Die Zielvereinbarungen werden/u)]],
  ])('hints at %s', (code, excerpts) => {
    const own = reading.hints.filter((hint) => hint.code === code);
    expect(own.map(({ at }) => at.excerpt)).toEqual(excerpts);
  });

  test('hints at nothing else and has no errors', () => {
    expect(reading.hints).toHaveLength(9);
    expect(new Set(reading.hints.map(({ code }) => code)).size).toBe(7);
    expect(reading.problems).toEqual([]);
  });

  test('says of § 6, and not of § 4, that it refers to Eckdaten', () => {
    const [hint] = reading.hints.filter(({ code }) => code === 'eckdaten-referred-to-but-missing');
    expect(seedText.lastIndexOf('§', hint?.at.offset)).toBe(seedText.indexOf('§ 4 genannten'));
    expect(hint?.at.offset).toBeGreaterThan(seedText.indexOf('§ 6'));
  });

  test('says of every value and hint where it stands in the raw text', () => {
    const values = [reading.haushaltsjahr, reading.programme, reading.ags, reading.haushaltsmittel];
    const massnahmen = reading.massnahmen.ok ? reading.massnahmen.value : [];
    const spots = [...values, ...massnahmen, ...reading.signatures, ...reading.hints].map(({ at }) => at);
    expect(spots).toHaveLength(4 + 6 + 2 + 9);
    for (const { offset, line, excerpt } of spots) {
      expect(excerpt).not.toBe('');
      expect(seedText.slice(offset, offset + excerpt.length)).toBe(excerpt);
      expect(seedText.split('\n')[line - 1]).toContain(excerpt.split('\n')[0]);
    }
  });

  test('makes terms for the draft and for nothing else: the signatures are no part of them', () => {
    expect(reading.terms).toEqual({
      programme: 'AQB',
      haushaltsjahr: 2025,
      ags: '06533',
      ...limburgWeilburgTerms,
    });
  });
});

describe('a text that differs from the clauses of its programme', () => {
  test('keeps its own words out of the draft and says so', () => {
    const hints = hintsOf(seedText.replace('§ 5\n', 'Nicht verbrauchte Mittel fallen zurück.\n\n§ 5\n'));
    expect(hints).toContainEqual(['text-beyond-clauses', 'Nicht verbrauchte Mittel fallen zurück.']);
  });

  test('is told which clause it changed', () => {
    const hints = hintsOf(seedText.replace('im Herbst angesetzt', 'am 12.11.2025 angesetzt'));
    expect(hints).toContainEqual(['clause-differs', '§ 6\n\nZielsteuerung']);
    expect(hints.map(([code]) => code)).not.toContain('season-without-date');
  });

  test('is not asked for a date that stands beside the season', () => {
    const hints = hintsOf(seedText.replace('im Herbst angesetzt', 'im Herbst, am 12.11.2025, angesetzt'));
    expect(hints.map(([code]) => code)).not.toContain('season-without-date');
  });

  test('may name an Art that the catalogue does not have: kept under its number, and flagged', () => {
    const changed = readZielvereinbarung(seedText.replace('3. Qualifizierungsprojekte', '3. Projekte'));
    expect(changed.arten.map(({ art, massnahmen }) => [art, massnahmen.length])).toEqual([
      [1, 2],
      [2, 3],
      [3, 1],
      [4, 0],
    ]);
    expect(changed.hints.map(({ code }) => code)).toContain('massnahmenart-label-differs');
  });

  test('may list its projects with marks of several kinds', () => {
    const { terms } = readZielvereinbarung(
      seedText.replace('- Intensiv begleitete kooperative', '• Intensiv'),
    );
    expect(terms?.massnahmen.filter(({ art }) => art === 2)).toHaveLength(3);
  });

  test('may have Eckdaten: then nothing is announced in vain', () => {
    const given = seedText.replace(
      '§ 5\n',
      'Eckdaten\n- Teilnehmende (Maßnahmenart 1): 1.200,5 Plätze\n\n§ 5\n',
    );
    const { terms, hints } = readZielvereinbarung(given);
    expect(terms?.eckdaten).toEqual([{ label: 'Teilnehmende', art: 1, value: 1200.5, unit: 'Plätze' }]);
    expect(hints.filter(({ code }) => code.startsWith('eckdaten') || code === 'text-beyond-clauses')).toEqual(
      [],
    );
  });

  test('may lack the whole signature block', () => {
    const unsigned = readZielvereinbarung(seedText.slice(0, seedText.indexOf('Wiesbaden, den')));
    expect(unsigned.signatures).toEqual([]);
    expect(unsigned.problems).toEqual([]);
    expect(unsigned.terms).toEqual(reading.terms);
  });
});

test('every hint has a German sentence', () => {
  for (const [code, sentence] of Object.entries(READING_HINTS)) {
    expect(code).toMatch(/^[a-z]+(?:-[a-z]+)*$/u);
    expect(sentence).toMatch(/^\p{Lu}.{20,}\.$/u);
  }
});

function hintsOf(text: string): readonly (readonly [string, string])[] {
  return readZielvereinbarung(text).hints.map(({ code, at }) => [code, at.excerpt]);
}
