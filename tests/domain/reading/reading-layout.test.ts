import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ReadingHintCode } from '../../../shared/domain/reading/hints.ts';
import { readZielvereinbarung } from '../../../shared/domain/reading/read-zielvereinbarung.ts';
import { sourceText, spotOf } from '../../../shared/domain/reading/source-text.ts';
import { plainTextOf } from '../../../shared/documents/document-model.ts';
import type { PrintedSignature } from '../../../shared/documents/signature-block.ts';
import { zielvereinbarungText, type TextTerms } from '../../../shared/documents/zielvereinbarung-text.ts';
import { gebietskoerperschaftenIn } from '../../../shared/domain/register/gebietskoerperschaft.ts';
import { programmeOf } from '../../../shared/domain/programme/index.ts';
import { layout, rewrapped } from '../../support/bodies/rewrap.ts';
import { seedText } from '../../support/facts/seed-text.ts';

const programme = found(programmeOf('AQB', 2025));

describe('laying the model agreement out anew', () => {
  const before = readZielvereinbarung(seedText);

  test('changes neither the draft, nor the signatures, nor the hints', () => {
    fc.assert(
      fc.property(layout, (chosen) => {
        const text = rewrapped(seedText, chosen);
        const after = readZielvereinbarung(text);
        expect(after.problems).toEqual([]);
        expect(after.terms).toEqual(before.terms);
        expect(after.hints.map(({ code }) => code)).toEqual(before.hints.map(({ code }) => code));
        expect(after.signatures.map(valueOf)).toEqual(before.signatures.map(valueOf));
        for (const { at } of after.hints) expect(text.startsWith(at.excerpt, at.offset)).toBe(true);
      }),
    );
  });

  test('really happens: words are divided and lines broken', () => {
    const text = rewrapped(seedText, { choices: [0, 6, 8, 2], newline: '\r\n', hyphenates: true });
    expect(text).toMatch(/\p{Ll}-\r\n\p{Ll}/u);
    expect(text).toContain('\u00A0');
    expect(readZielvereinbarung(text).terms).toEqual(before.terms);
  });
});

describe('preparing a text', () => {
  test.each([
    ['Maß-\nnahmen', 'Maßnahmen'],
    ['Maß\u00AD\nnahmen, Maß\u00ADnahmen', 'Maßnahmen, Maßnahmen'],
    ['Ausbildungs-\nund Qualifizierungsbudget', 'Ausbildungs- und Qualifizierungsbudget'],
    ['Limburg-\r\nWeilburg', 'Limburg-Weilburg'],
    ['IT-\ngestützt', 'IT-gestützt'],
    ['Land\u200Bkreis\u202F\u00A0Kassel', 'Landkreis Kassel'],
    ['Ko\u0308berle', 'Köberle'],
  ])('%j is read as %j', (raw, text) => {
    expect(sourceText(raw).text).toBe(text);
  });

  test('finds each run again in the raw text', () => {
    const raw = 'eins\r\n\r\nLand-\r\nkreis „zwei“ Ko\u0308berle';
    const source = sourceText(raw);
    const start = source.text.indexOf('Landkreis');
    expect(spotOf(source, { start, end: start + 'Landkreis'.length })).toEqual({
      offset: 8,
      line: 3,
      excerpt: 'Land-\r\nkreis',
    });
    const name = source.text.indexOf('Köberle');
    expect(spotOf(source, { start: name, end: source.text.length })).toEqual({
      offset: raw.indexOf('Ko'),
      line: 4,
      excerpt: 'Ko\u0308berle',
    });
    expect(source.folded).toContain('"zwei"');
    expect(source.text).toContain('„zwei“');
  });
});

describe('the text that we write ourselves', () => {
  test('gives back the terms and the signatures that it was made of, however it is laid out', () => {
    fc.assert(
      fc.property(agreements(), layout, ({ gebietskoerperschaft, terms, signatures }, chosen) => {
        const text = plainTextOf(
          zielvereinbarungText({ programme, gebietskoerperschaft, terms, signatures }),
        );
        const { ags } = gebietskoerperschaft;
        for (const laidOut of [text, rewrapped(text, chosen)]) {
          const reading = readZielvereinbarung(laidOut);
          expect(reading.problems).toEqual([]);
          expect(reading.terms).toEqual({ programme: 'AQB', haushaltsjahr: 2025, ags, ...terms });
          expect(reading.signatures.map(valueOf)).toEqual(signatures.map(asRead));
          const codes = reading.hints.map(({ code }) => code);
          expect(codes).not.toContain('text-beyond-clauses' satisfies ReadingHintCode);
          expect(codes).not.toContain('clause-differs' satisfies ReadingHintCode);
        }
      }),
      { numRuns: 150 },
    );
  });
});

const words = fc.constantFrom(
  'Ausbildung',
  'und',
  'Coaching,',
  'integrative',
  'Werkstätten',
  '„Perspektive“',
  'Stufe 2.',
  '(-Zugänge)',
  '(Teil 1)',
  'Berufsvorbereitung/Teilzeit',
  'in',
  'SGB II',
  'BaE',
);
const label = fc
  .tuple(fc.constantFrom('Projekt', 'Übergang', '1. Stufe'), fc.array(words, { maxLength: 8 }))
  .map(([first, rest]) => [first, ...rest].join(' '));
const cents = fc.integer({ min: 1, max: 1e12 });
const money = cents.map((amountCent) => ({ amountCent, currency: 'EUR' as const }));
const massnahme = fc.record(
  {
    art: fc.integer({ min: 1, max: 4 }),
    label,
    traeger: fc.constantFrom('GAB Limburg gGmbH', 'Bildungswerk (Nord) e. V.', 'Kreis-VHS'),
    places: fc.nat({ max: 100_000 }),
    amount: money,
  },
  { requiredKeys: ['art', 'label'] },
);
const eckdatum = fc.record(
  {
    label,
    art: fc.integer({ min: 1, max: 4 }),
    value: fc.oneof(
      fc.nat({ max: 1e9 }),
      fc.nat({ max: 1e6 }).map((tenths) => tenths / 10),
    ),
    unit: fc.constantFrom('Plätze', 'Prozent', 'Teilnehmende im Jahr'),
  },
  { requiredKeys: ['label', 'value', 'unit'] },
);
const budgetItem = fc.record(
  { label, amount: money, earmark: fc.constantFrom('Migration', 'Teilzeitausbildung') },
  { requiredKeys: ['label', 'amount'] },
);
const termsOf: fc.Arbitrary<TextTerms> = fc.record(
  {
    haushaltsmittel: money,
    massnahmen: fc
      .array(massnahme, { maxLength: 9 })
      .map((list) => list.toSorted((first, second) => first.art - second.art)),
    eckdaten: fc.array(eckdatum, { minLength: 1, maxLength: 3 }),
    budgetItems: fc.array(budgetItem, { minLength: 1, maxLength: 3 }),
    aktenzeichen: fc.constantFrom({ land: 'III 4a-58b' }, { land: 'III 4a-58b', kommune: '50.1/2025' }),
  },
  { requiredKeys: ['haushaltsmittel', 'massnahmen'] },
);

const days = fc.constantFrom(
  { date: '2025-08-02', asWritten: '2.8.2025' },
  { date: '2025-08-14', asWritten: '14.08.2025' },
  { date: '2025-12-01', asWritten: '1. Dezember 2025' },
);
const land = fc.record({
  party: fc.constant('land' as const),
  signatory: fc.constantFrom(
    { name: 'Heike Hofmann', office: 'Staatsministerin' },
    { name: 'Dr. Anna Beispiel', office: 'Staatssekretärin', capacity: 'i. V.' },
  ),
  place: fc.constant('Wiesbaden'),
  signedOn: days,
});
const kommune = fc.record({
  party: fc.constant('kommune' as const),
  signatory: fc.constantFrom(
    { name: 'Michael Köberle', office: 'Landrat' },
    { name: 'Eva von der Au', office: 'Erste Kreisbeigeordnete' },
    { name: 'Max Muster-Mann', office: 'Oberbürgermeister', capacity: 'i. A.' },
  ),
  place: fc.constantFrom('Limburg', 'Bad Homburg v. d. Höhe', 'Frankfurt am Main'),
  signedOn: days,
});
const signatureLists: fc.Arbitrary<readonly PrintedSignature[]> = fc.oneof(
  fc.constant([]),
  fc.tuple(land),
  fc.tuple(kommune),
  fc.tuple(land, kommune),
);

function agreements() {
  return fc.record({
    gebietskoerperschaft: fc.constantFrom(...gebietskoerperschaftenIn(2025)),
    terms: termsOf,
    signatures: signatureLists,
  });
}

function asRead({ party, signatory, place, signedOn }: PrintedSignature) {
  return { party, ...signatory, place, signedOn };
}

function valueOf(read: { ok: true; value: object } | { ok: false }): object {
  return read.ok ? read.value : read;
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('missing from the test data');
  return value;
}
