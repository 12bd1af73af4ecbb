import type { QRCode } from 'qrcode';
import type { PdfWriter } from '../../application/ports/portal.ts';
import type { DocumentModel } from '../../documents/document-model.ts';
import { drawBlocks } from './pdfkit-blocks.ts';
import { fontPaths, type FontWeight } from './pdfkit-files.ts';
import { drawFurniture } from './pdfkit-furniture.ts';
import { margins } from './pdfkit-layout.ts';
import { informationOf, pdfUaIdentifier } from './pdfkit-metadata.ts';

/** Changes whenever the same model gives other bytes; recorded with each archived document. */
export const rendererVersion = 'pdfkit-0.20.2/1';

/** What a PDF has beside its text. */
export type PdfOptions = {
  readonly title: string;
  /** Instant, RFC 3339, to the second: it stands in the file, so the same instant gives the same bytes. */
  readonly createdAt: string;
  /** One line for the foot of each page, beside "Seite 1 von 4". */
  readonly footer?: string;
  /** Text of the QR code of each page (from 1); without it there is none. */
  readonly qrTextOfPage?: (page: number, pages: number) => string;
};

/**
 * Writes a document as tagged PDF, PDF/A-2a and PDF/UA-1 in one file, with embedded fonts. The same model
 * and options give the same bytes in every run. pdfkit is loaded on first use only: it costs about 130 ms.
 */
export async function writePdf(model: DocumentModel, options: PdfOptions): Promise<Uint8Array> {
  const { title, createdAt, footer = '' } = options;
  const [{ default: PDFDocument }, qrCodeOf] = await Promise.all([import('pdfkit'), qrCodesBy(options)]);
  const fonts = fontPaths();
  const pdf = new PDFDocument({
    size: 'A4',
    margins,
    font: fonts.regular,
    pdfVersion: '1.7',
    subset: 'PDF/A-2a',
    tagged: true,
    lang: model.language,
    displayTitle: true,
    bufferPages: true,
    info: informationOf({ title, subject: footer, createdAt }),
  });
  const bytes = collect(pdf);
  for (const weight of ['regular', 'semibold', 'bold'] satisfies FontWeight[])
    pdf.registerFont(weight, fonts[weight]);
  pdf.appendXML(pdfUaIdentifier);
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  drawBlocks(pdf, root, model);
  root.end();
  drawFurniture(pdf, { footer, ...(qrCodeOf === undefined ? {} : { qrCodeOf }) });
  pdf.end();
  return bytes;
}

type QrCodeOf = (page: number, pages: number) => QRCode;

async function qrCodesBy({ qrTextOfPage }: PdfOptions): Promise<QrCodeOf | undefined> {
  if (qrTextOfPage === undefined) return undefined;
  const { default: qrcode } = await import('qrcode');
  return (page, pages) => qrcode.create(qrTextOfPage(page, pages), { errorCorrectionLevel: 'Q' });
}

async function collect(stream: AsyncIterable<unknown>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError('pdfkit gave something else than bytes');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The writer as a port. */
export const pdfkitWriter: PdfWriter = { rendererVersion, write: writePdf };
