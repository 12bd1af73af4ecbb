import { PDFiumLibrary, type PDFiumDocument } from '@hyzyla/pdfium';
import { encode } from 'fast-png';
import { asArrayBuffer } from './array-buffer.ts';

/** A page as grey pixels, one byte each, row by row from the top. */
export type GreyRaster = { readonly width: number; readonly height: number; readonly data: Uint8Array };

/** An open document. Call `close` when done; after an error throw the whole process away. */
export type RasterDocument = {
  readonly pages: number;
  /** Grey raster of a page (from 0) at `dpi`, at most `longSide` pixels a side. */
  raster(page: number, size: { dpi: number; longSide: number }): Promise<GreyRaster>;
  /** PNG of a page (from 0), `width` pixels wide. */
  preview(page: number, width: number): Promise<Uint8Array>;
  close(): void;
};

/** Dots per inch at which a pixel is a point of PDF. */
export const POINTS_PER_INCH = 72;
/** Even a page of one by hundreds of points becomes a picture of this size at most. */
const PREVIEW_LONG_SIDE = 2400;

/** Opens a PDF for drawing. The page box is looked at before anything is drawn. Throws where pdfium cannot read it. */
export async function openRasters(bytes: Uint8Array, wasm: Uint8Array): Promise<RasterDocument> {
  const library = await PDFiumLibrary.init({ wasmBinary: asArrayBuffer(wasm) });
  const document = await library.loadDocument(bytes);
  return {
    pages: document.getPageCount(),
    raster: (page, size) => drawGrey(document, page, size),
    preview: (page, width) => drawPng(document, page, width),
    close() {
      document.destroy();
      library.destroy();
    },
  };
}

async function drawGrey(
  document: PDFiumDocument,
  at: number,
  { dpi, longSide }: { dpi: number; longSide: number },
): Promise<GreyRaster> {
  const page = document.getPage(at);
  const scale = Math.min(dpi / POINTS_PER_INCH, scaleTo(longSide, page.getOriginalSize()));
  const { width, height, data } = await page.render({ scale, colorSpace: 'Gray', render: 'bitmap' });
  return { width, height, data };
}

async function drawPng(document: PDFiumDocument, at: number, wanted: number): Promise<Uint8Array> {
  const page = document.getPage(at);
  const size = page.getOriginalSize();
  const scale = Math.min(wanted / size.originalWidth, scaleTo(PREVIEW_LONG_SIDE, size));
  const { width, height, data } = await page.render({ scale, colorSpace: 'BGRA', render: 'bitmap' });
  const grey = greyOf(data);
  if (grey !== undefined) return encode({ width, height, data: grey, channels: 1, depth: 8 });
  return encode({ width, height, data: withoutAlpha(data), channels: 3, depth: 8 });
}

// Also for phones that write one pixel as one point: the picture is no larger than a page of paper.
function scaleTo(longSide: number, size: { originalWidth: number; originalHeight: number }): number {
  return longSide / Math.max(size.originalWidth, size.originalHeight, 1);
}

// Most scans are grey: a third of the bytes then.
function greyOf(rgba: Uint8Array): Uint8Array | undefined {
  const grey = new Uint8Array(rgba.length / 4);
  for (let from = 0, to = 0; from < rgba.length; from += 4, to += 1) {
    const shade = rgba[from] ?? 0;
    if (rgba[from + 1] !== shade || rgba[from + 2] !== shade) return undefined;
    grey[to] = shade;
  }
  return grey;
}

function withoutAlpha(rgba: Uint8Array): Uint8Array {
  const rgb = new Uint8Array((rgba.length / 4) * 3);
  for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3)
    rgb.set(rgba.subarray(from, from + 3), to);
  return rgb;
}
