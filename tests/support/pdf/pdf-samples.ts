import { deflateSync } from 'node:zlib';
import PdfKit from 'pdfkit';
import qrcode from 'qrcode';
import { bytes, flate, type RawObjects, type RawStream, writePdf } from './pdf-sample-writer.ts';

/** A grey picture of 8 by 8 dots as a scanner writes it. */
export const PICTURE: RawStream = flate(
  Buffer.alloc(64, 0xf0),
  '/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8',
);

/** The smallest scan: one page that draws one picture. Object 1 is the catalog, 3 the page, 4 its content. */
export const SCAN = {
  1: '<< /Type /Catalog /Pages 2 0 R >>',
  2: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
  3: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /Im0 5 0 R >> >> >>',
  4: flate('q 595 0 0 842 0 0 cm /Im0 Do Q'),
  5: PICTURE,
} as const satisfies RawObjects;

/** A scan with some of its objects replaced or added. */
export function scanWith(objects: RawObjects, trailer = ''): Buffer {
  return writePdf({ ...SCAN, ...objects }, trailer);
}

/** A catalog with further entries. */
export const catalog = (entries: string): string => `<< /Type /Catalog /Pages 2 0 R ${entries} >>`;

/** A page with further entries. */
export const page = (entries: string): string => SCAN[3].replace(' >> >> >>', ` >> >> ${entries} >>`);

/** ASCII85 around deflated text: a chain that readers follow and careless gates do not. */
export function ascii85(text: string, dict = ''): RawStream {
  const raw = deflateSync(bytes(text));
  const groups = Array.from({ length: Math.ceil(raw.length / 4) }, (_, at) =>
    raw.subarray(at * 4, at * 4 + 4),
  );
  return {
    dict: `/Filter [/ASCII85Decode /FlateDecode] ${dict}`,
    data: bytes(`${groups.map(group85).join('')}~>`),
  };
}

function group85(group: Buffer): string {
  let value = Buffer.concat([group, Buffer.alloc(4 - group.length)]).readUInt32BE(0);
  const letters: string[] = [];
  for (let digit = 0; digit < 5; digit += 1) {
    letters.unshift(String.fromCharCode((value % 85) + 33));
    value = Math.floor(value / 85);
  }
  return letters.slice(0, group.length + 1).join('');
}

/** Hexadecimal digits around deflated text. */
export function hexadecimal(text: string, dict = ''): RawStream {
  return {
    dict: `/Filter [/ASCIIHexDecode /FlateDecode] ${dict}`,
    data: bytes(`${deflateSync(bytes(text)).toString('hex')}>`),
  };
}

/** Run lengths, each of one letter. */
export function runLength(text: string, dict = ''): RawStream {
  const runs = Buffer.concat(Array.from(bytes(text), (byte) => Buffer.from([0, byte])));
  return { dict: `/Filter /RunLengthDecode ${dict}`, data: Buffer.concat([runs, Buffer.from([128])]) };
}

/** What the paper of a test says of itself on each page. */
export type PaperText = {
  readonly subject: string;
  readonly fassung: number;
  readonly hash16: string;
  readonly pages: number;
};

/** The PDF for signing as a test needs it: text, lines to sign on, and the QR code of each page, 21 mm, level Q. */
export async function signingPdf({ subject, fassung, hash16, pages }: PaperText): Promise<Buffer> {
  const document = new PdfKit({
    size: 'A4',
    margin: 60,
    info: { CreationDate: new Date('2025-07-01T08:00:00Z') },
  });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise((resolve) => document.on('end', resolve));
  for (let number = 1; number <= pages; number += 1) {
    if (number > 1) document.addPage();
    document.fontSize(11).text(`Zielvereinbarung ${subject}, Fassung ${fassung}. `.repeat(40), 60, 60);
    drawQr(document, `https://ziele.hessen.example/pruefen/#ZV1.${subject}.${fassung}.${number}.${hash16}`);
  }
  for (const [at, y] of [560, 600, 640].entries()) {
    for (const x of [60, 320])
      document
        .moveTo(x, y)
        .lineTo(x + 210, y)
        .lineWidth(0.6)
        .stroke();
    document.fontSize(8).text(['Ort, Datum', 'Unterschrift', 'Name'][at] ?? '', 60, y + 3);
  }
  document.end();
  await ended;
  return Buffer.concat(chunks);
}

const QR_EDGE = (21 / 25.4) * 72;

function drawQr(document: PDFKit.PDFDocument, text: string): void {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: 'Q' });
  const module = QR_EDGE / modules.size;
  for (const [at, dark] of modules.data.entries()) {
    const [row, column] = [Math.floor(at / modules.size), at % modules.size];
    if (dark === 1) document.rect(475 + column * module, 745 + row * module, module, module);
  }
  document.fill('black');
}

/** A PDF protected by a password; an empty user password opens for reading and is still protected. */
export async function encryptedPdf(passwords: {
  userPassword?: string;
  ownerPassword: string;
}): Promise<Buffer> {
  const document = new PdfKit(passwords);
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise((resolve) => document.on('end', resolve));
  document.text('geheim').end();
  await ended;
  return Buffer.concat(chunks);
}
