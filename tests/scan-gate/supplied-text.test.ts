import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { PDFDocument } from '@cantoo/pdf-lib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgePdf } from '../../shared/scan-gate/pdf-gate.ts';
import { openRasters } from '../../shared/scan-gate/pdfium-pages.ts';
import { pdfPageTexts } from '../../shared/scan-gate/pdfium-text.ts';
import { hiddenTextOn } from '../../shared/scan-gate/supplied/hidden-text.ts';
import { openDocument, pdfiumOf } from '../../shared/scan-gate/supplied/pdfium-calls.ts';
import { inspectText } from '../../shared/scan-gate/supplied/text-inspection.ts';
import { signingPdf } from '../support/pdf/pdf-samples.ts';
import {
  AUTHOR,
  HONEST,
  SEEN,
  form,
  type Honest,
  STOPPED,
  suppliedText,
} from '../support/pdf/supplied-texts.ts';

const wasm = (specifier: string) => readFile(fileURLToPath(import.meta.resolve(specifier)));
const TOOLS = {
  pdfium: await wasm('@hyzyla/pdfium/pdfium.wasm'),
  zxing: await wasm('zxing-wasm/reader/zxing_reader.wasm'),
};
const look = (file: Uint8Array) => inspectText(file, TOOLS);

async function copyOf(file: Uint8Array): Promise<Uint8Array> {
  const found = await look(file);
  if (!found.ok) throw new Error(JSON.stringify(found));
  return found.copy;
}

const copies = new Map<string, Promise<{ readonly bytes: Uint8Array; readonly copy: Uint8Array }>>();

/** Each honest file is looked at once. */
function copied({ name, file }: Honest) {
  const made = copies.get(name) ?? makeCopy(file);
  copies.set(name, made);
  return made;
}

async function makeCopy(file: Honest['file']) {
  const bytes = await file();
  return { bytes, copy: await copyOf(bytes) };
}

describe('a supplied text with something that paper does not show', { timeout: 60_000 }, () => {
  test.for(STOPPED)('is stopped, with its place: $name', async ({ file, kind, quotes, page = 1 }) => {
    const bytes = await file();
    expect(await judgePdf(bytes)).toMatchObject({ ok: true, pages: 1 });
    const found = await look(bytes);
    const place = { kind, ...(page !== 'none' && { page }) };
    expect(found).toMatchObject({
      ok: false,
      reason: 'text-document-not-plain',
      places: expect.arrayContaining([expect.objectContaining(place)]),
    });
    expect(JSON.stringify(found)).toContain(quotes ?? '');
  });

  test('names every place, page by page', async () => {
    const file = suppliedText({
      draw: 'BT 1 g /F1 12 Tf 72 600 Td (weiss) Tj 0 g 3 Tr 0 -20 Td (unsichtbar) Tj ET',
      page: '/Annots [10 0 R]',
      more: { 10: '<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (Vorbehalt) >>' },
    });
    expect(await look(file)).toMatchObject({
      places: [
        { kind: 'annotation', page: 1, excerpt: 'Vorbehalt' },
        { kind: 'invisible-text', page: 1, excerpt: 'unsichtbar' },
        { kind: 'unseen-text', page: 1, excerpt: 'weiss' },
      ],
    });
  });
});

describe('any word on any ground', { timeout: 120_000 }, () => {
  const shade = fc.double({ min: 0, max: 1, noNaN: true });
  const drawing = fc.record({
    text: shade,
    ground: shade,
    size: fc.integer({ min: 5, max: 40 }),
    mode: fc.integer({ min: 0, max: 7 }),
    x: fc.integer({ min: -600, max: 1000 }),
    y: fc.integer({ min: 40, max: 780 }),
    isCovered: fc.boolean(),
    isInForm: fc.boolean(),
  });

  test('is found where nobody sees it, and only there', async () => {
    const pdfium = await pdfiumOf(TOOLS.pdfium);
    fc.assert(
      fc.property(drawing, ({ text, ground, size, mode, x, y, isCovered, isInForm }) => {
        const isOff = x > 595 || x + 3 * size < 0;
        const difference = Math.abs(text - ground);
        // What is half on the page, or can hardly be seen, is for people to argue about.
        fc.pre(isOff || (x > 0 && x + 5 * size < 595));
        fc.pre(difference < 0.06 || difference > 0.2);
        const word = `BT ${text} g ${text} G /F1 ${size} Tf ${mode} Tr ${x} ${y} Td (Amt) Tj ET`;
        const cover = isCovered ? `${ground} g 0 ${y - 20} 595 ${size + 40} re f` : '';
        const drawn = `q ${ground} g 0 0 595 842 re f ${word} Q ${cover}`;
        const file = isInForm ? formText(drawn) : suppliedText({ draw: drawn });
        const document = openDocument(pdfium, file);
        const found = document.withPage(0, { dpi: 144, longSide: 2400 }, (open) =>
          hiddenTextOn(pdfium, open),
        );
        document.close();
        const isHidden = mode === 3 || mode === 7 || isOff || isCovered || difference < 0.06;
        expect(found.some(({ words }) => words.includes('A'))).toBe(isHidden);
      }),
      { numRuns: 60 },
    );
    pdfium.close();
  });
});

function formText(draw: string): Buffer {
  return suppliedText({
    draw: '/Fm1 Do',
    resources: '/XObject << /Fm1 10 0 R >>',
    more: { 10: form(draw) },
  });
}

describe('an honest supplied text', { timeout: 60_000 }, () => {
  test.for(HONEST)('is not stopped, and its copy shows the same: $name', async (honest) => {
    const { bytes, copy } = await copied(honest);
    expect(await judgePdf(bytes)).toMatchObject({ ok: true });
    expect(await judgePdf(copy)).toMatchObject({ ok: true });
    expect(await pdfPageTexts(copy)).toEqual(await pdfPageTexts(bytes));
    expect(await picturesOf(copy)).toEqual(await picturesOf(bytes));
    expect((await pdfPageTexts(copy)).join('')).toContain(SEEN);
  });

  test.for(HONEST)('has a copy without author and metadata: $name', async (honest) => {
    const { copy } = await copied(honest);
    const everything = (await unpacked(copy)).replaceAll('\0', '');
    for (const secret of [AUTHOR, 'Entwurf 3 intern', 'Schreibprogramm', 'xmpmeta', 'D:2025', '00112233'])
      expect(everything).not.toContain(secret);
    const document = await PDFDocument.load(copy, { updateMetadata: false });
    expect([document.getAuthor(), document.getTitle(), document.getProducer()]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(document.catalog.toString()).not.toMatch(/Metadata|PieceInfo|Outlines/u);
  });

  test('is copied to the same bytes every time, and another file to others', async () => {
    const file = suppliedText({ draw: '' });
    const copy = await copyOf(file);
    expect(Buffer.compare(copy, await copyOf(file))).toBe(0);
    const other = await copyOf(suppliedText({ draw: '0 0 9 9 re f' }));
    expect(Buffer.compare(other, copy)).not.toBe(0);
  });

  test('is copied with what screen readers read', async () => {
    const file = suppliedText({
      draw: '',
      catalog: '/MarkInfo << /Marked true >> /StructTreeRoot 10 0 R',
      more: { 10: '<< /Type /StructTreeRoot /K [] >>' },
    });
    const { catalog } = await PDFDocument.load(await copyOf(file), { updateMetadata: false });
    for (const entry of ['StructTreeRoot', 'MarkInfo', '/Lang (de-DE)'])
      expect(catalog.toString()).toContain(entry);
  });

  test('may be one that our own writer made, but for its QR codes', async () => {
    const ours = await signingPdf({
      subject: 'AQB-2025-06533',
      fassung: 2,
      hash16: '0'.repeat(16),
      pages: 2,
    });
    const found = await look(ours);
    expect(found.ok || found.reason).toBe('text-document-not-plain');
    if (found.ok || found.reason !== 'text-document-not-plain') throw new Error('not stopped');
    expect(found.places.map(({ kind, page }) => [kind, page])).toEqual([
      ['qr-code', 1],
      ['qr-code', 2],
    ]);
  });
});

async function picturesOf(file: Uint8Array): Promise<readonly Uint8Array[]> {
  const document = await openRasters(file, TOOLS.pdfium);
  const pictures: Uint8Array[] = [];
  for (let page = 0; page < document.pages; page += 1) pictures.push(await document.preview(page, 600));
  document.close();
  return pictures;
}

/** Everything a file says, whatever is packed. */
async function unpacked(file: Uint8Array): Promise<string> {
  const document = await PDFDocument.load(file, { updateMetadata: false });
  const objects = document.context.enumerateIndirectObjects().map(([, object]) => object.toString());
  return [...objects, Buffer.from(file).toString('latin1')].join('\n');
}
