import { readFileSync } from 'node:fs';
import { PDFDocument, PDFName } from '@cantoo/pdf-lib';
import type { Party } from '../../events/primitives.ts';
import { type GreyRaster, openRasters } from '../../shared/scan-gate/pdfium-pages.ts';
import { seededChance } from './chance.ts';
import { signOn } from './handwriting.ts';

/** The document that was printed, who has signed it so far, and what makes this sheet differ from others. */
export type Paper = {
  readonly signingPdf: Uint8Array;
  readonly signedBy: readonly Party[];
  /** The same seed gives the same bytes. */
  readonly seed: number;
};

const SCAN = { dpi: 150, longSide: 1800 } as const;
const POINTS_PER_DOT = 72 / SCAN.dpi;
/** Nobody lays a sheet quite straight: at most 0.6 degrees. */
const SLANT_RADIANS = 0.0105;
const PAPER_WHITE = 242;
const GRAIN = 16;

/**
 * Prints, signs and scans: pages of grey dots, a little slanted and grainy, with handwriting on the lines of the
 * named parties on the last page. No text, no fonts: what an office scanner delivers, some 200 KB a page.
 */
export async function scanOfPaper({ signingPdf, signedBy, seed }: Paper): Promise<Uint8Array> {
  const wasm = readFileSync(new URL(import.meta.resolve('@hyzyla/pdfium/pdfium.wasm')));
  const printed = await openRasters(signingPdf, wasm);
  const scan = await PDFDocument.create({ updateMetadata: false });
  scan.setProducer('Scanner');
  for (let at = 0; at < printed.pages; at += 1) {
    const sheet = await printed.raster(at, SCAN);
    if (at === printed.pages - 1) for (const party of signedBy) signOn(sheet, party, seed);
    addPage(scan, laidOnGlass(sheet, seed + at));
  }
  printed.close();
  return scan.save({ useObjectStreams: false, addDefaultPage: false });
}

// Sixteen shades: enough for pencil, and the grain stays small in the file.
function addPage(scan: PDFDocument, { width, height, data }: GreyRaster): void {
  const row = Math.ceil(width / 2);
  const packed = new Uint8Array(row * height);
  for (const [at, shade] of data.entries()) {
    const [x, y] = [at % width, Math.floor(at / width)];
    const place = y * row + (x >> 1);
    packed[place] = (packed[place] ?? 0) | (x % 2 === 0 ? shade & 0xf0 : shade >> 4);
  }
  const picture = scan.context.register(
    scan.context.flateStream(packed, {
      Type: 'XObject',
      Subtype: 'Image',
      Width: width,
      Height: height,
      ColorSpace: 'DeviceGray',
      BitsPerComponent: 4,
    }),
  );
  const [right, top] = [width * POINTS_PER_DOT, height * POINTS_PER_DOT];
  const page = scan.addPage([right, top]);
  page.node.setXObject(PDFName.of('Im0'), picture);
  const drawing = scan.context.flateStream(`q ${right} 0 0 ${top} 0 0 cm /Im0 Do Q`);
  page.node.set(PDFName.of('Contents'), scan.context.register(drawing));
}

function laidOnGlass({ width, height, data }: GreyRaster, seed: number): GreyRaster {
  const chance = seededChance(seed);
  const slant = (chance() - 0.5) * 2 * SLANT_RADIANS;
  const [sine, cosine] = [Math.sin(slant), Math.cos(slant)];
  const out = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [dx, dy] = [x - width / 2, y - height / 2];
      const ink = shadeAt(
        { width, height, data },
        cosine * dx - sine * dy + width / 2,
        sine * dx + cosine * dy + height / 2,
      );
      const shade = (ink * PAPER_WHITE) / 255 + (chance() - 0.5) * GRAIN;
      out[y * width + x] = Math.max(0, Math.min(255, Math.round(shade)));
    }
  }
  return { width, height, data: out };
}

// Between four dots, as light falls; beyond the sheet the lid is white.
function shadeAt({ width, height, data }: GreyRaster, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) return 255;
  const [fx, fy] = [x - left, y - top];
  const at = top * width + left;
  const above = (data[at] ?? 255) * (1 - fx) + (data[at + 1] ?? 255) * fx;
  const below = (data[at + width] ?? 255) * (1 - fx) + (data[at + width + 1] ?? 255) * fx;
  return above * (1 - fy) + below * fy;
}
