import { describe, expect, test } from 'vitest';
import { pdfPageTexts } from '../../shared/scan-gate/pdfium-text.ts';
import { writePdf } from '../../shared/adapters/pdf-writer/pdfkit-writer.ts';
import { textOfPages } from '../../shared/domain/reading/pages.ts';
import { readZielvereinbarung } from '../../shared/domain/reading/read-zielvereinbarung.ts';
import type { PrintedSignature } from '../../shared/documents/signature-block.ts';
import { zielvereinbarungText, type TextTerms } from '../../shared/documents/zielvereinbarung-text.ts';
import { gebietskoerperschaftIn } from '../../shared/domain/register/gebietskoerperschaft.ts';
import { programmeOf } from '../../shared/domain/programme/index.ts';
import { limburgWeilburgSignatures, limburgWeilburgTerms } from '../support/facts/limburg-weilburg.ts';

describe('the text of the PDF that we write of the model agreement', () => {
  test('for signing gives back the same terms, and no signature', async () => {
    const reading = await readBack(limburgWeilburgTerms);
    expect(reading.problems).toEqual([]);
    expect(reading.terms).toEqual({
      programme: 'AQB',
      haushaltsjahr: 2025,
      ags: '06533',
      ...limburgWeilburgTerms,
    });
    expect(reading.signatures).toEqual([]);
    expect(new Set(reading.hints.map(({ code }) => code))).toEqual(
      new Set([
        'eckdaten-announced-but-missing',
        'massnahmenart-without-project',
        'season-without-date',
        'eckdaten-referred-to-but-missing',
        'publication-outside-paragraphs',
      ]),
    );
  });

  test('for reading gives back the same terms and both signatures', async () => {
    const reading = await readBack(limburgWeilburgTerms, limburgWeilburgSignatures);
    expect(reading.terms?.massnahmen).toEqual(limburgWeilburgTerms.massnahmen);
    expect(reading.signatures.map((read) => (read.ok ? read.value : read.code))).toEqual(
      limburgWeilburgSignatures.map(({ party, signatory, place, signedOn }) => ({
        party,
        ...signatory,
        place,
        signedOn,
      })),
    );
    expect(reading.hints.map(({ code }) => code)).toContain('signed-on-weekend');
  });

  test('gives back what is agreed beyond the model, over page breaks and divided lines', async () => {
    const terms: TextTerms = {
      ...limburgWeilburgTerms,
      massnahmen: Array.from({ length: 60 }, (_, at) => ({
        art: 1 + Math.floor(at / 20),
        label: `Projekt ${at} für Benachteiligte in der Arbeitsmarkt-Region Limburg-Weilburg mit Teilzeit-Angeboten`,
        traeger: 'Gesellschaft für Ausbildung und Beschäftigung mbH Limburg',
        places: at * 100,
      })),
      budgetItems: [
        { label: 'Teilzeit', amount: { amountCent: 10_000_050, currency: 'EUR' }, earmark: 'Migration' },
      ],
      eckdaten: [{ label: 'Plätze', art: 1, value: 1200.5, unit: 'Plätze' }],
      aktenzeichen: { land: 'III 4a-58b', kommune: '50.1/2025' },
    };
    const reading = await readBack(terms);
    expect(reading.problems).toEqual([]);
    expect(reading.terms).toEqual({ programme: 'AQB', haushaltsjahr: 2025, ags: '06533', ...terms });
    expect(reading.hints.map(({ code }) => code)).not.toContain('text-beyond-clauses');
  });
});

describe('a file that holds no text', () => {
  test('is refused where it is no PDF', async () => {
    await expect(pdfPageTexts(new TextEncoder().encode('Zielvereinbarung 2025'))).rejects.toThrow(/.+/u);
  });

  test('is a problem and no draft where it is an empty page', async () => {
    const pages = await pdfPageTexts(
      await writePdf({ language: 'de-DE', blocks: [] }, { title: 'leer', createdAt: '2025-07-28T08:00:00Z' }),
    );
    expect(readZielvereinbarung(textOfPages(pages)).terms).toBeUndefined();
  });
});

describe('the lines that all pages share', () => {
  test('are left out, whatever their numbers', () => {
    const pages = ['Kopf\r\nEins geht\r\nAZ 1\r\nSeite 1 von 2', 'Kopf\r\nweiter\r\nAZ 1\r\nSeite 2 von 2'];
    expect(textOfPages(pages)).toBe('Eins geht\nweiter');
  });

  test('are kept where there is one page', () => {
    expect(textOfPages(['Eins\n\nZwei\n'])).toBe('Eins\nZwei');
  });
});

async function readBack(terms: TextTerms, signatures: readonly PrintedSignature[] = []) {
  const programme = programmeOf('AQB', 2025);
  const gebietskoerperschaft = gebietskoerperschaftIn(2025, '06533');
  if (programme === undefined || gebietskoerperschaft === undefined)
    throw new Error('missing from the registers');
  const bytes = await writePdf(zielvereinbarungText({ programme, gebietskoerperschaft, terms, signatures }), {
    title: 'Zielvereinbarung 2025',
    createdAt: '2025-07-28T08:00:00Z',
    footer: 'Zielvereinbarung AQB-2025-06533 · Fassung 1',
    qrTextOfPage: (page) => `ZV1.AQB-2025-06533.1.${page}`,
  });
  return readZielvereinbarung(textOfPages(await pdfPageTexts(bytes)));
}
