import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFStream, type PDFObject } from '@cantoo/pdf-lib';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { beforeAll, describe, expect, test } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { pdfkitFiles } from '../../shared/adapters/pdf-writer/pdfkit-files.ts';
import { writePdf } from '../../shared/adapters/pdf-writer/pdfkit-writer.ts';
import type { DocumentModel } from '../../shared/documents/document-model.ts';
import { zielvereinbarungText } from '../../shared/documents/zielvereinbarung-text.ts';
import { gebietskoerperschaftIn } from '../../shared/domain/register/gebietskoerperschaft.ts';
import { programmeOf } from '../../shared/domain/programme/index.ts';
import { limburgWeilburgTerms } from '../support/facts/limburg-weilburg.ts';

const model = limburgWeilburg();
const options = {
  title: 'Zielvereinbarung 2025 – Landkreis Limburg-Weilburg',
  createdAt: '2025-07-28T08:00:00Z',
  footer: 'Zielvereinbarung AQB-2025-06533 · Fassung 1',
  qrTextOfPage: qrText,
};

describe('the PDF of Limburg-Weilburg 2025', () => {
  let bytes: Uint8Array;
  let file: PDFDocument;

  beforeAll(async () => {
    bytes = await writePdf(model, options);
    file = await PDFDocument.load(bytes, { updateMetadata: false });
  });

  test('has the same bytes when it is written again, and others when a word changes', async () => {
    expect(digest(await writePdf(model, options))).toBe(digest(bytes));
    const other: DocumentModel = {
      ...model,
      blocks: [...model.blocks, { kind: 'paragraph', text: 'Zusatz' }],
    };
    expect(digest(await writePdf(other, options))).not.toBe(digest(bytes));
  });

  test('has one H1, an H2 for the Präambel and each §, and a list of lists for the Massnahmen', () => {
    const tags = tagsBelow(structureOf(file));
    expect(tags.filter((tag) => tag === 'H1')).toHaveLength(1);
    expect(tags.filter((tag) => tag === 'H2')).toHaveLength(8);
    expect(tags.filter((tag) => tag === 'L')).toHaveLength(1 + 3);
    expect(tags.filter((tag) => tag === 'LI')).toHaveLength(4 + 6);
    expect(tags.slice(0, 4)).toEqual(['Document', 'H1', 'Span', 'Span']);
    expect(tags.indexOf('Sect')).toBeGreaterThan(tags.lastIndexOf('H2'));
  });

  test('declares its language, its title and both profiles', () => {
    expect(file.catalog.lookup(PDFName.of('Lang'))?.toString()).toBe('(de-DE)');
    expect(file.getTitle()).toBe(options.title);
    const metadata = file.catalog.lookup(PDFName.of('Metadata'), PDFStream);
    const xmp = new TextDecoder().decode(metadata.getContents());
    expect(xmp).toMatch(/<pdfaid:part>2<.*<pdfaid:conformance>A<.*/su);
    expect(xmp).toContain('<pdfuaid:part>1</pdfuaid:part>');
  });

  test('embeds every typeface that it uses', () => {
    const descriptors = file.context
      .enumerateIndirectObjects()
      .flatMap(([, object]) =>
        object instanceof PDFDict && nameIn(object, 'Type') === 'FontDescriptor' ? [object] : [],
      );
    expect(descriptors).toHaveLength(3);
    for (const descriptor of descriptors) expect(descriptor.has(PDFName.of('FontFile2'))).toBe(true);
  });

  test('carries on each page a QR code that can be read at 150 dpi', async () => {
    const reader = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
    prepareZXingModule({ overrides: { wasmBinary: Uint8Array.from(readFileSync(reader)).buffer } });
    const library = await PDFiumLibrary.init();
    const document = await library.loadDocument(bytes);
    const pages = document.getPageCount();
    expect(pages).toBe(file.getPageCount());
    for (let page = 0; page < pages; page += 1) {
      const image = await document.getPage(page).render({ scale: 150 / 72, render: 'bitmap' });
      const pixels = {
        data: new Uint8ClampedArray(image.data),
        width: image.width,
        height: image.height,
        colorSpace: 'srgb' as const,
      };
      const found = await readBarcodes(pixels, { formats: ['QRCode'] });
      expect(found.map(({ text }) => text)).toEqual([qrText(page + 1)]);
    }
    document.destroy();
    library.destroy();
  });
});

describe('a PDF of unusual text', () => {
  test('is written whatever the text holds, over as many pages as it takes', async () => {
    const odd: DocumentModel = {
      language: 'de-DE',
      blocks: [
        { kind: 'title', text: 'Ünïcödé 漢字 😀 & <b>', year: '2025' },
        { kind: 'paragraph', text: 'Ein sehr langer Absatz. '.repeat(500) },
        {
          kind: 'massnahmenart',
          art: 1,
          label: 'Viele',
          projects: Array.from({ length: 80 }, (_, at) => `Projekt ${at}`),
        },
        { kind: 'signatures', entries: [] },
      ],
    };
    const file = await PDFDocument.load(
      await writePdf(odd, { title: 'A & B <x>', createdAt: '2025-01-01T00:00:00Z' }),
    );
    expect(file.getPageCount()).toBeGreaterThan(3);
    expect(file.getTitle()).toBe('A + B ‹x›');
  });
});

test('every file that a bundle needs beside it exists', () => {
  const missing = Object.values(pdfkitFiles).filter(
    (from) => !existsSync(new URL(`../../node_modules/${from}`, import.meta.url)),
  );
  expect(missing).toEqual([]);
});

function limburgWeilburg(): DocumentModel {
  const programme = programmeOf('AQB', 2025);
  const gebietskoerperschaft = gebietskoerperschaftIn(2025, '06533');
  if (programme === undefined || gebietskoerperschaft === undefined)
    throw new Error('missing from the registers');
  return zielvereinbarungText({ programme, gebietskoerperschaft, terms: limburgWeilburgTerms });
}

function qrText(page: number): string {
  return `https://zielvereinbarungen.hessen.example/pruefen/#ZV1.AQB-2025-06533.1.${page}.0123456789abcdef`;
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function structureOf(file: PDFDocument): PDFObject | undefined {
  return file.catalog.lookup(PDFName.of('StructTreeRoot'), PDFDict).lookup(PDFName.of('K'));
}

function tagsBelow(node: PDFObject | undefined): readonly string[] {
  if (node instanceof PDFArray) return node.asArray().flatMap((_, at) => tagsBelow(node.lookup(at)));
  if (!(node instanceof PDFDict)) return [];
  const tag = nameIn(node, 'S');
  return tag === undefined ? [] : [tag, ...tagsBelow(node.lookup(PDFName.of('K')))];
}

function nameIn(node: PDFDict, key: string): string | undefined {
  const value = node.lookup(PDFName.of(key));
  return value instanceof PDFName ? value.decodeText() : undefined;
}
