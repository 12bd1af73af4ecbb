import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { READING_PROBLEMS } from '../../../shared/domain/reading/problems.ts';
import { readZielvereinbarung } from '../../../shared/domain/reading/read-zielvereinbarung.ts';
import { seedText } from '../../support/facts/seed-text.ts';

/** Each code, with what was done to the text and what the place says that was looked at. */
const CASES: readonly (readonly [code: string, field: string, text: string, excerpt: string])[] = [
  ['text-empty', 'haushaltsjahr', ' \n\u00AD\n', ''],
  ['title-missing', 'haushaltsjahr', 'Mietvertrag zwischen A und B', ''],
  ['year-unreadable', 'haushaltsjahr', changed('2025\n\nzwischen', "'25\n\nzwischen"), "'25"],
  ['year-unreadable', 'haushaltsjahr', changed('2025\n\nzwischen', '2024/2025\n\nzwischen'), '2024/2025'],
  ['year-contradicts', 'haushaltsjahr', changed('im Jahr 2025\nHaus', 'im Jahr 2024\nHaus'), 'im Jahr 2024'],
  ['programme-unknown', 'programme', changed('zur Umsetzung des', 'zur Umsetzung eines'), 'zur Umsetzung'],
  ['gebietskoerperschaft-missing', 'ags', changed('und dem Landkreis L', 'mit dem Landkreis L'), 'dem Hess'],
  ['gebietskoerperschaft-unknown', 'ags', named('dem Landkreis Nirgendwo'), 'Landkreis Nirgendwo'],
  ['gebietskoerperschaft-unknown', 'ags', named('dem Kassel'), 'Kassel'],
  ['gebietskoerperschaft-not-valid-in-year', 'ags', named('der Stadt Hanau'), 'Stadt Hanau'],
  ['haushaltsmittel-missing', 'haushaltsmittel', changed('895.210 Euro', ''), ''],
  [
    'haushaltsmittel-ambiguous',
    'haushaltsmittel',
    changed('aus dem Ausbildungs- und Qualifizierungsbudget', 'und 5.000 Euro aus dem Budget'),
    'Das HMSI stellt',
  ],
  ['amount-unreadable', 'haushaltsmittel', changed('895.210 Euro', '895,210 Euro'), '895,210 Euro'],
  ['currency-missing', 'haushaltsmittel', changed('895.210 Euro', '895.210'), '895.210'],
  ['amount-too-large', 'haushaltsmittel', changed('895.210', '9'.repeat(20)), '9'.repeat(20)],
  ['massnahmen-missing', 'massnahmen', withoutMassnahmen(), ''],
  ['project-unreadable', 'massnahmen', changed('- Berufsperspektive', 'Berufsperspektive'), 'Berufspersp'],
  ['figure-unreadable', 'eckdaten', changed('§ 5\n', 'Eckdaten\n- viele Plätze\n\n§ 5\n'), 'viele Plätze'],
  ['date-unreadable', 'signature', changed('den 2.8.2025', 'den 2. Augst 2025'), '2. Augst 2025'],
  ['date-not-in-calendar', 'signature', changed('14.08.2025', '31.02.2025'), '31.02.2025'],
  ['year-too-short', 'signature', changed('14.08.2025', '14.08.25'), '14.08.25'],
  ['place-missing', 'signature', changed('Limburg, den', ', den'), '14.08.2025'],
  ['signatory-unreadable', 'signature', changed('Landrat\n', 'Zeuge\n'), 'Michael Köberle'],
  ['signatory-unreadable', 'signature', changed('Landrat\n', 'Landrat und Bürgermeister\n'), 'Michael'],
  [
    'party-unreadable',
    'signature',
    changed('Landrat\ndes Landkreises\nLandkreis Limburg-Weilburg', 'Amtsleiter'),
    'Michael Köberle',
  ],
  ['depends-on-unread', 'programme', changed('2025\n\nzwischen', "'25\n\nzwischen"), 'zur Umsetzung'],
];

describe('what cannot be read', () => {
  test.each(CASES)('is no guess but %s for %s', (code, field, text, excerpt) => {
    const reading = readZielvereinbarung(text);
    const problem = reading.problems.find((found) => found.code === code && found.field === field);
    expect(problem?.ok).toBe(false);
    expect(problem?.at.excerpt.trimStart()).toContain(excerpt);
    expect(text.slice(problem?.at.offset)).toContain(excerpt);
  });

  test('keeps the draft back, unless it concerns a signature alone', () => {
    for (const [, field, text] of CASES) {
      expect(readZielvereinbarung(text).terms === undefined).toBe(field !== 'signature');
    }
  });

  test('are both signatures where a text has mixed up their columns', () => {
    const block = `Wiesbaden, den 2.8.2025   Limburg, den 14.08.2025
Heike Hofmann   Michael Köberle
Staatsministerin   Landrat`;
    const { signatures } = readZielvereinbarung(seedText.slice(0, seedText.indexOf('Wiesbaden,')) + block);
    expect(signatures.map(({ ok }) => ok)).toEqual([false, false]);
  });

  test('is not the amount as long as its § names one, in whatever sentence', () => {
    for (const written of ['EUR 895.210,-', '895.210,00 €', '895 210 Euro']) {
      const text = changed('895.210 Euro\n\naus dem', `${written}\n\nund zwar aus jenem`);
      const { haushaltsmittel, hints } = readZielvereinbarung(text);
      expect(haushaltsmittel).toMatchObject({ ok: true, value: { amountCent: 89_521_000 } });
      expect(hints.map(({ code }) => code)).toContain('clause-differs');
    }
  });

  test('is said of one signature without hiding the other', () => {
    const { signatures } = readZielvereinbarung(changed('14.08.2025', '31.02.2025'));
    expect(signatures.map(({ ok }) => ok)).toEqual([true, false]);
  });

  test('has each reason of the closed list, with a German sentence that says where it was looked for', () => {
    expect([...new Set(CASES.map(([code]) => code))].toSorted()).toEqual(
      Object.keys(READING_PROBLEMS).toSorted(),
    );
    for (const sentence of Object.values(READING_PROBLEMS)) {
      expect(sentence).toMatch(/gesucht wurde|gelesen wurde|nicht gelesen/iu);
    }
  });

  test('stops nobody: foreign text of any kind gives a reading without terms', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        expect(readZielvereinbarung(text).terms).toBeUndefined();
      }),
    );
  });

  test('stops nobody: a Zielvereinbarung cut and torn anywhere is read or refused, never guessed', () => {
    const cut = fc.record({ at: fc.nat({ max: seedText.length }), length: fc.nat({ max: 600 }) });
    fc.assert(
      fc.property(cut, fc.string({ unit: 'grapheme' }), ({ at, length }, patch) => {
        const { terms, problems } = readZielvereinbarung(
          seedText.slice(0, at) + patch + seedText.slice(at + length),
        );
        const ofDraft = problems.filter(({ field }) => field !== 'signature');
        expect(terms === undefined).toBe(ofDraft.length > 0);
      }),
      { numRuns: 300 },
    );
  });
});

function changed(from: string, to: string): string {
  if (!seedText.includes(from)) throw new Error(`the model agreement has no "${from}"`);
  return seedText.replace(from, to);
}

function named(party: string): string {
  return changed('dem Landkreis Landkreis Limburg-Weilburg', party);
}

function withoutMassnahmen(): string {
  const [start, end] = [
    seedText.indexOf('1. Ausbildungsvorbereitung'),
    seedText.indexOf('Die Förderung der auf'),
  ];
  return seedText.slice(0, start) + seedText.slice(end);
}
