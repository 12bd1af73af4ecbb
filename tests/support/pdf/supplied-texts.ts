import { PDFDocument, StandardFonts, rgb } from '@cantoo/pdf-lib';
import QRCode from 'qrcode';
import type { TextStop } from '../../../events/incoming/scan.ts';
import { bytes, flate, writePdf, type RawObjects, type RawStream } from './pdf-sample-writer.ts';

/** A page of a supplied text: what is drawn, what it draws with, further entries of the page, further objects. */
type Page = {
  readonly draw: string;
  readonly resources?: string;
  readonly page?: string;
  readonly catalog?: string;
  readonly more?: RawObjects;
};

const FONT = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>';
/** What stands on every sample, and must be in its copy. */
export const SEEN = 'Die Parteien vereinbaren 12 Plaetze.';
const VISIBLE = `BT /F1 12 Tf 72 700 Td (${SEEN}) Tj ET`;
/** Who wrote it, as Info and XMP tell it. */
export const AUTHOR = 'Erika Musterfrau';
const XMP = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:creator>${AUTHOR}</dc:creator></x:xmpmeta>`;

/** A text as an office program exports it: author in Info and XMP, notes of the program, an ID by chance. */
export function suppliedText({ draw, resources = '', page = '', catalog = '', more = {} }: Page): Buffer {
  return writePdf(
    {
      1: `<< /Type /Catalog /Pages 2 0 R /Metadata 7 0 R /Lang (de-DE) /PieceInfo << /Word 8 0 R >> ${catalog} >>`,
      2: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      3: `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /LastModified (D:20250801)
          /Resources << /Font << /F1 5 0 R >> ${resources} >> ${page} >>`,
      4: flate(`${VISIBLE} ${draw}`),
      5: FONT,
      6: `<< /Author (${AUTHOR}) /Title (Entwurf 3 intern) /Producer (Schreibprogramm 16) >>`,
      7: { dict: '/Type /Metadata /Subtype /XML', data: bytes(XMP) },
      8: `<< /LastModified (D:20250801) /Private (${AUTHOR}) >>`,
      ...more,
    },
    '/Info 6 0 R /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]',
  );
}

const words = (x: number, y: number, text = 'geheime Nebenabrede') => `${x} ${y} Td (${text}) Tj`;
const GREY_IMAGE: RawStream = {
  dict: '/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8',
  data: Buffer.from([0xff]),
};
const BLACK_SCAN: RawStream = { ...GREY_IMAGE, data: Buffer.from([0x20]) };
/** A drawing of its own, with its own resources. */
export const form = (draw: string, dict = ''): RawStream =>
  flate(
    draw,
    `/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> ${dict}`,
  );

/** A text that holds something which stops it. */
export type Stopped = {
  readonly name: string;
  readonly kind: TextStop;
  readonly file: () => Buffer | Promise<Buffer>;
  /** Words that its place quotes; nothing where the file does not say them. */
  readonly quotes?: string;
  /** Where no page names it. */
  readonly page?: 'none';
};

const hidden = (name: string, kind: TextStop, page: Page, quotes = 'geheime Nebenabrede'): Stopped => ({
  name,
  kind,
  file: () => suppliedText(page),
  quotes,
});

/** One of each way to hide text, and what a reader switches or a scanner reads. */
export const STOPPED: readonly Stopped[] = [
  hidden('text that is not drawn (mode 3)', 'invisible-text', {
    draw: `BT /F1 12 Tf 3 Tr ${words(72, 600)} ET`,
  }),
  hidden('text that only cuts out (mode 7)', 'invisible-text', {
    draw: `q BT /F1 12 Tf 7 Tr ${words(72, 600)} ET Q`,
  }),
  hidden('white text on the white page', 'unseen-text', { draw: `BT 1 g /F1 12 Tf ${words(72, 600)} ET` }),
  hidden('nearly white text', 'unseen-text', { draw: `BT 0.96 g /F1 12 Tf ${words(72, 600)} ET` }),
  hidden('red text on a red ground', 'unseen-text', {
    draw: `1 0 0 rg 60 590 200 30 re f BT 1 0 0 rg /F1 12 Tf ${words(72, 600)} ET`,
  }),
  hidden('text without opacity', 'unseen-text', {
    draw: `/G0 gs BT /F1 12 Tf ${words(72, 600)} ET`,
    resources: '/ExtGState << /G0 << /ca 0 /CA 0 >> >>',
  }),
  hidden('text behind a rectangle', 'unseen-text', {
    draw: `BT /F1 12 Tf ${words(72, 600)} ET 1 g 60 590 250 30 re f`,
  }),
  hidden('text behind an image', 'unseen-text', {
    draw: `BT /F1 12 Tf ${words(72, 600)} ET q 250 0 0 30 60 590 cm /Im1 Do Q`,
    resources: '/XObject << /Im1 10 0 R >>',
    more: { 10: GREY_IMAGE },
  }),
  hidden(
    'one digit behind a rectangle',
    'unseen-text',
    {
      draw: 'BT /F1 12 Tf 72 600 Td (100000 Euro) Tj ET 1 g 72 590 6.5 30 re f',
    },
    '1',
  ),
  hidden('text that is cut off', 'unseen-text', {
    draw: `q 0 0 10 10 re W n BT /F1 12 Tf ${words(72, 600)} ET Q`,
  }),
  hidden('white text behind text that is seen', 'unseen-text', {
    draw: `BT 1 g /F1 12 Tf ${words(72, 600)} ET BT 0 g /F1 12 Tf ${words(72, 600, 'Die oeffentliche Abrede')} ET`,
  }),
  hidden('white text in a drawing of its own', 'unseen-text', {
    draw: '/Fm1 Do',
    resources: '/XObject << /Fm1 10 0 R >>',
    more: { 10: form(`BT 1 g /F1 12 Tf ${words(72, 600)} ET`) },
  }),
  hidden('text beside the page', 'outside-page', { draw: `BT /F1 12 Tf ${words(700, 600)} ET` }),
  hidden('text outside of the part that is shown', 'outside-page', {
    draw: `BT /F1 12 Tf ${words(72, 30)} ET`,
    page: '/CropBox [0 100 595 842]',
  }),
  hidden('text as small as a speck', 'tiny-text', { draw: `BT /F1 0.8 Tf ${words(72, 600)} ET` }),
  hidden('text of no size', 'tiny-text', { draw: `BT /F1 0 Tf ${words(72, 600)} ET` }, ''),
  hidden('text made small by its place', 'tiny-text', {
    draw: `q 0.05 0 0 0.05 72 600 cm BT /F1 12 Tf ${words(0, 0)} ET Q`,
  }),
  hidden('a scan with a layer of recognised text', 'text-recognition', {
    draw: `q 595 0 0 842 0 0 cm /Im1 Do Q BT /F1 12 Tf 3 Tr ${words(72, 600)} ET`,
    resources: '/XObject << /Im1 10 0 R >>',
    more: { 10: BLACK_SCAN },
  }),
  ...(['visible', 'hidden'] as const).map((state): Stopped => ({
    name: `a ${state} layer`,
    kind: 'layer',
    quotes: 'Nebenabrede',
    file: () =>
      suppliedText({
        draw: `/OC /L1 BDC BT /F1 12 Tf ${words(72, 600)} ET EMC`,
        resources: '/Properties << /L1 10 0 R >>',
        catalog: `/OCProperties << /OCGs [10 0 R] /D << ${state === 'hidden' ? '/OFF [10 0 R]' : ''} >> >>`,
        more: { 10: '<< /Type /OCG /Name (Nebenabrede) >>' },
      }),
  })),
  {
    name: 'a layer that no page names',
    page: 'none',
    kind: 'layer',
    quotes: 'Nebenabrede',
    file: () =>
      suppliedText({
        draw: '',
        catalog: '/OCProperties << /OCGs [10 0 R] /D << >> >>',
        more: { 10: '<< /Type /OCG /Name (Nebenabrede) >>' },
      }),
  },
  ...(['Text', 'FreeText', 'Highlight', 'Stamp'] as const).map((subtype): Stopped => ({
    name: `an annotation (${subtype})`,
    kind: 'annotation',
    quotes: 'nur mit Vorbehalt',
    file: () =>
      suppliedText({
        draw: '',
        page: '/Annots [10 0 R]',
        more: {
          10: `<< /Type /Annot /Subtype /${subtype} /Rect [72 500 90 520] /Contents (nur mit Vorbehalt) >>`,
        },
      }),
  })),
  {
    name: 'a QR code of another Fassung',
    kind: 'qr-code',
    quotes: 'https://portal.example/pruefen/#ZV1.AQB-2025-06533.1.1.0123456789abcdef',
    file: () => withCode('https://portal.example/pruefen/#ZV1.AQB-2025-06533.1.1.0123456789abcdef'),
  },
  {
    name: "anyone's QR code",
    kind: 'qr-code',
    quotes: 'https://example.org/werbung',
    file: () => withCode('https://example.org/werbung'),
  },
];

async function withCode(text: string): Promise<Buffer> {
  const document = await PDFDocument.create();
  const page = document.addPage([595, 842]);
  page.drawText(SEEN, { x: 72, y: 700, size: 12, font: await document.embedFont(StandardFonts.Helvetica) });
  const picture = await document.embedPng(await QRCode.toBuffer(text, { scale: 4 }));
  page.drawImage(picture, { x: 72, y: 400, width: 90, height: 90 });
  return Buffer.from(await document.save());
}

/** A text as somebody writes it, with what looks suspicious and is not. */
export type Honest = { readonly name: string; readonly file: () => Buffer | Promise<Buffer> };

const JPEG_WITH_NOTES = jpegWithNotes();

/** What must not be stopped. */
export const HONEST: readonly Honest[] = [
  { name: 'a plain page', file: () => suppliedText({ draw: '' }) },
  {
    name: 'white words in the dark head of a table',
    file: () =>
      suppliedText({ draw: `0 0.2 0.4 rg 60 590 300 30 re f BT 1 g /F1 11 Tf ${words(72, 600)} ET` }),
  },
  {
    name: 'a light grey watermark across the words',
    file: () =>
      suppliedText({
        draw: `q 0.7 0.7 -0.7 0.7 150 300 cm BT 0.85 g /F1 90 Tf ${words(0, 0, 'ENTWURF')} ET Q`,
      }),
  },
  {
    name: 'small print, superscripts and signs',
    file: () =>
      suppliedText({
        draw: `BT /F1 4 Tf ${words(72, 600, 'Fussnote . , - : ;')} 5 Ts (1 2 3) Tj 0 Ts ET`,
      }),
  },
  {
    name: 'turned words, and blanks that nobody sees',
    file: () =>
      suppliedText({
        draw: `BT 0 1 -1 0 40 300 Tm /F1 8 Tf (Anlage) Tj ET BT 1 g 3 Tr 72 500 Td (   ) Tj ET`,
      }),
  },
  {
    name: 'a page that is turned and cut, all words on it',
    file: () => suppliedText({ draw: '', page: '/Rotate 90 /CropBox [20 20 575 820]' }),
  },
  {
    name: 'words with a shadow',
    file: () =>
      suppliedText({
        draw: `BT 0.6 g /F1 20 Tf ${words(73, 599)} ET BT 0 g /F1 20 Tf ${words(72, 600)} ET`,
      }),
  },
  {
    name: 'a link with its address',
    file: () =>
      suppliedText({
        draw: '',
        page: '/Annots [10 0 R]',
        more: {
          10: `<< /Type /Annot /Subtype /Link /Rect [72 690 200 712] /Contents (Zum Programm) /T (${AUTHOR}) /A << /S /URI /URI (https://wirtschaft.hessen.example) >> >>`,
        },
      }),
  },
  {
    name: 'an empty list of layers',
    file: () => suppliedText({ draw: '', catalog: '/OCProperties << /OCGs [] /D << >> >>' }),
  },
  {
    name: 'a scan without recognised text',
    file: () =>
      suppliedText({
        draw: 'q 400 0 0 400 72 100 cm /Im1 Do Q',
        resources: '/XObject << /Im1 10 0 R >>',
        more: { 10: BLACK_SCAN },
      }),
  },
  {
    name: 'a photograph with notes of the camera',
    file: () =>
      suppliedText({
        draw: 'q 100 0 0 100 72 100 cm /Im1 Do Q',
        resources: '/XObject << /Im1 10 0 R >>',
        more: {
          10: {
            dict: '/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode',
            data: JPEG_WITH_NOTES,
          },
        },
      }),
  },
  { name: 'pages by a library with bookmarks and two fonts', file: byLibrary },
];

async function byLibrary(): Promise<Buffer> {
  const document = await PDFDocument.create();
  document.setAuthor(AUTHOR);
  document.setTitle('Entwurf 3 intern');
  const [plain, bold] = [
    await document.embedFont(StandardFonts.TimesRoman),
    await document.embedFont(StandardFonts.CourierBold),
  ];
  for (let at = 1; at <= 3; at += 1) {
    const page = document.addPage([595, 842]);
    page.drawText(SEEN, { x: 72, y: 760, size: 12, font: plain });
    page.drawRectangle({ x: 60, y: 400, width: 300, height: 80, color: rgb(0.9, 0.95, 1) });
    page.drawText(`§ ${at} Ziele: größer, weiter`, {
      x: 72,
      y: 430,
      size: 10,
      font: bold,
      color: rgb(0, 0, 0.5),
    });
  }
  return Buffer.from(await document.save());
}

/** The smallest grey picture that decoders draw, with an EXIF part that names a person. */
function jpegWithNotes(): Buffer {
  const picture = Buffer.from(
    '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/wAALCAAIAAgBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAACf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AVN//2Q==',
    'base64',
  );
  const note = bytes(`Exif\0\0Artist ${AUTHOR}`);
  const head = Buffer.from([0xff, 0xe1, 0, note.length + 2]);
  return Buffer.concat([picture.subarray(0, 2), head, note, picture.subarray(2)]);
}
