import { describe, expect, test } from 'vitest';
import { plainTextOf } from '../../shared/documents/document-model.ts';
import { zielvereinbarungText, type TextTerms } from '../../shared/documents/zielvereinbarung-text.ts';
import {
  doubledWords,
  gebietskoerperschaftIn,
  gebietskoerperschaftenIn,
} from '../../shared/domain/register/gebietskoerperschaft.ts';
import { programmeOf } from '../../shared/domain/programme/index.ts';
import { limburgWeilburgSignatures, limburgWeilburgTerms } from '../support/facts/limburg-weilburg.ts';
import { seedText, withoutLayout } from '../support/facts/seed-text.ts';

const programme = found(programmeOf('AQB', 2025));
const limburgWeilburg = found(gebietskoerperschaftIn(2025, '06533'));
const signed = zielvereinbarungText({
  programme,
  gebietskoerperschaft: limburgWeilburg,
  terms: limburgWeilburgTerms,
  signatures: limburgWeilburgSignatures,
});

describe('the text of Limburg-Weilburg 2025', () => {
  test('is the signed text word for word, with the doubled Landkreis mended in three places', () => {
    const doubled = /(dem Landkreis|des\s+Landkreises)\s+Landkreis Limburg-Weilburg/gu;
    expect(seedText.match(doubled)).toHaveLength(3);
    const mended = seedText.replace(doubled, '$1 Limburg-Weilburg');
    expect(withoutLayout(plainTextOf(signed))).toBe(withoutLayout(mended));
  });

  test('lists four Massnahmenarten with 2, 3, 1 and 0 projects', () => {
    const counts = signed.blocks.flatMap((block) =>
      block.kind === 'massnahmenart' ? [block.projects.length] : [],
    );
    expect(counts).toEqual([2, 3, 1, 0]);
  });

  test('has empty lines for both parties as long as nobody has declared a signature', () => {
    const forSigning = zielvereinbarungText({
      programme,
      gebietskoerperschaft: limburgWeilburg,
      terms: limburgWeilburgTerms,
    });
    expect(forSigning.blocks.at(-1)).toEqual({
      kind: 'signatures',
      entries: [
        {
          party: 'land',
          body: ['Für das Hessische Ministerium für Arbeit, Integration, Jugend und Soziales'],
        },
        { party: 'kommune', body: ['Für den Landkreis Limburg-Weilburg'] },
      ],
    });
    expect(plainTextOf(forSigning)).not.toContain('Hofmann');
  });
});

describe('the text of any Gebietskoerperschaft', () => {
  test.each(gebietskoerperschaftenIn(2026))(
    'of $officialName doubles no word and leaves no place open',
    (body) => {
      const text = plainTextOf(
        zielvereinbarungText({
          programme: found(programmeOf('AQB', 2026)),
          gebietskoerperschaft: body,
          terms: limburgWeilburgTerms,
        }),
      );
      expect(doubledWords(text)).toEqual([]);
      expect(text).not.toMatch(/[{}]|2025(?! bis 2029)/u);
      expect(text).toContain(`von ${body.forms.dative} bereits`);
    },
  );

  test('of a Stadt is grammatical where the Landkreis is masculine', () => {
    const text = textWith({}, '06611');
    expect(text).toContain('und der Stadt Kassel');
    expect(text).toContain('Die Stadt Kassel finanziert');
    expect(text).toContain('nach Antragstellung durch die Stadt Kassel');
    expect(text).toContain('Ziele für die Umsetzung der Stadt Kassel');
  });
});

describe('terms beyond the model', () => {
  test('besondere Regelungen stand at the end of their §, literally', () => {
    const text = textWith({
      besondereRegelungen: [
        { paragraph: '§ 4', text: 'Nicht verbrauchte Mittel {sic} fallen zurück.' },
        { paragraph: 'Präambel', text: 'Erster Zusatz.\nZweiter Zusatz.' },
      ],
    });
    expect(text).toContain('zur Verfügung.\n\nNicht verbrauchte Mittel {sic} fallen zurück.\n\n§ 5');
    expect(text).toContain('verpflichtet.\n\nErster Zusatz.\n\nZweiter Zusatz.\n\n§ 1');
  });

  test('a besondere Regelung for a § that the programme lacks gets that § before the closing sentence', () => {
    const text = textWith({
      besondereRegelungen: [{ paragraph: '8', text: 'Inkrafttreten mit Unterschrift.' }],
    });
    expect(text).toContain(
      'setzen.\n\n§ 8\n\nBesondere Regelungen\n\nInkrafttreten mit Unterschrift.\n\nDie Zielvereinbarungen werden',
    );
  });

  test('budget items, Eckdaten, Träger, places and amounts are printed where they are agreed', () => {
    const text = textWith({
      budgetItems: [
        {
          label: 'Teilzeitausbildung',
          amount: { amountCent: 10_000_050, currency: 'EUR' },
          earmark: 'Teilzeitausbildung',
        },
      ],
      eckdaten: [{ label: 'Plätze', art: 1, value: 1200.5, unit: 'Plätze' }],
      massnahmen: [
        {
          art: 1,
          label: 'Werkstatt',
          traeger: 'GAB',
          places: 12,
          amount: { amountCent: 100, currency: 'EUR' },
        },
      ],
    });
    expect(text).toContain('Davon entfallen auf\n- Teilzeitausbildung: 100.000,50 Euro');
    expect(text).toContain('- Plätze (Maßnahmenart 1: Ausbildungsvorbereitung): 1.200,5 Plätze');
    expect(text).toContain('- Werkstatt (Träger: GAB; 12 Plätze; 1 Euro)');
  });

  test('a project of an unknown Massnahmenart is kept under its number', () => {
    expect(textWith({ massnahmen: [{ art: 9, label: 'Neu' }] })).toContain('9. Maßnahmenart 9\n- Neu');
  });

  test('two slots give two lines, and an office that names its body does not name it twice', () => {
    const model = zielvereinbarungText({
      programme,
      gebietskoerperschaft: found(gebietskoerperschaftIn(2025, '06611')),
      terms: { ...limburgWeilburgTerms, signatureSlots: { land: 1, kommune: 2 } },
      signatures: [
        {
          party: 'kommune',
          signatory: { name: 'A. Beispiel', office: 'Bürgermeisterin der Stadt Kassel', capacity: 'i. V.' },
          place: 'Kassel',
          signedOn: { date: '2025-08-01', asWritten: '1.8.25' },
        },
      ],
    });
    const [land, first, second] = model.blocks.flatMap((block) =>
      block.kind === 'signatures' ? block.entries : [],
    );
    expect(land?.name).toBeUndefined();
    expect(first).toMatchObject({ name: 'i. V. A. Beispiel', placeAndDate: 'Kassel, den 1.8.25', body: [] });
    expect(second).toEqual({ party: 'kommune', body: ['Für die Stadt Kassel'] });
  });

  test('a draft says that it is one', () => {
    const model = zielvereinbarungText({
      programme,
      gebietskoerperschaft: limburgWeilburg,
      terms: limburgWeilburgTerms,
      draft: true,
    });
    expect(plainTextOf(model)).toContain('Entwurf');
  });
});

function textWith(terms: Partial<TextTerms>, ags = '06533'): string {
  return plainTextOf(
    zielvereinbarungText({
      programme,
      gebietskoerperschaft: found(gebietskoerperschaftIn(2025, ags)),
      terms: { ...limburgWeilburgTerms, ...terms },
    }),
  );
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('missing from the test data');
  return value;
}
