import type { QRCode } from 'qrcode';
import { heightOf, ink, margins, mm, pdfStyles, write, type Box } from './pdfkit-layout.ts';
import { drawArtifact, type Pdf } from './pdfkit-tags.ts';

/** What stands at the foot of every page beside the page number. */
export type Furniture = {
  readonly footer: string;
  readonly qrCodeOf?: (page: number, pages: number) => QRCode;
};

/** Edge of the QR code without its quiet zone: read back from scans of 150 dpi. */
const qrEdge = mm(21);

/** Draws footer, page number and QR code on all pages, as artifacts: they are no part of the text. */
export function drawFurniture(pdf: Pdf, { footer, qrCodeOf }: Furniture): void {
  const { count: pages } = pdf.bufferedPageRange();
  for (let page = 1; page <= pages; page += 1) {
    pdf.switchToPage(page - 1);
    // the footer stands in the lower margin, where pdfkit would otherwise begin a new page
    pdf.page.margins.bottom = 0;
    drawArtifact(pdf, 'Pagination', () => {
      drawFooter(pdf, footer, `Seite ${page} von ${pages}`);
      if (qrCodeOf !== undefined) drawQrCode(pdf, qrCodeOf(page, pages));
    });
  }
}

function drawFooter(pdf: Pdf, footer: string, pageNumber: string): void {
  const box: Box = { x: margins.left, width: pdf.page.width - margins.left - margins.right - qrEdge - mm(8) };
  const text = footer === '' ? pageNumber : `${footer}\n${pageNumber}`;
  const bottom = pdf.page.height - mm(12);
  pdf.y = bottom - heightOf(pdf, text, { style: pdfStyles.small, box });
  write(pdf, text, { style: pdfStyles.small, box });
}

function drawQrCode(pdf: Pdf, { modules }: QRCode): void {
  const module = qrEdge / modules.size;
  const left = pdf.page.width - margins.right - qrEdge;
  const top = pdf.page.height - mm(12) - qrEdge;
  pdf.fillColor(ink.text);
  for (let row = 0; row < modules.size; row += 1) {
    for (const { start, length } of darkRuns(
      modules.data.subarray(row * modules.size, (row + 1) * modules.size),
    )) {
      pdf.rect(left + start * module, top + row * module, length * module, module);
    }
  }
  pdf.fill();
}

type Run = { readonly start: number; readonly length: number };

/** Neighbouring dark modules drawn as one bar leave no hairline between them. */
function darkRuns(row: Uint8Array): readonly Run[] {
  const runs: Run[] = [];
  let start = 0;
  while (start < row.length) {
    let end = start;
    while (row[end] === 1) end += 1;
    if (end > start) runs.push({ start, length: end - start });
    start = end + 1;
  }
  return runs;
}
