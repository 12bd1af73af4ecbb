import type { Inspection } from './rules/inspection.ts';
import { PREVIEW_PAGES } from './rules/limits.ts';
import { readPageCode, type SheetCode } from './rules/qr-code.ts';
import type { Observation } from './rules/verdict.ts';
import { judgePdf } from './pdf-gate.ts';
import { openRasters, type RasterDocument } from './pdfium-pages.ts';
import { RESOLUTIONS, type QrReader, qrReader } from './zxing-qr.ts';

/** What an inspection needs: the two wasm files, and a clock in milliseconds that began with the process. */
export type InspectionTools = {
  readonly pdfium: Uint8Array;
  readonly zxing: Uint8Array;
  readonly elapsed: () => number;
};

/** Width of the picture of a page, in pixels. */
const PREVIEW_WIDTH = 800;
/** All pictures of a file together: as base64 they stay below what the parent takes as an answer (16 MB). */
const PREVIEW_BYTES = 11 * 1024 * 1024;
/** After this time no further page is read, so that a long honest scan is not killed at 10 s. */
const READING_MILLISECONDS = 7000;
/** After this time no further page is drawn: codes come first, and drawing one page takes less than a second. */
const DRAWING_MILLISECONDS = 8500;

/**
 * The whole look at one file: gate, then rasters, QR codes of every page and pictures of the first pages. Runs in
 * a process of its own; pdfium opens only what the gate let pass.
 */
export async function inspectPdf(bytes: Uint8Array, tools: InspectionTools): Promise<Inspection> {
  const verdict = await judgePdf(bytes);
  if (!verdict.ok) return verdict;
  const document = await tryToOpen(bytes, tools.pdfium);
  // A second reader that sees other pages than the gate judged reads another file.
  if (document === undefined || document.pages !== verdict.pages) return { ok: false, reason: 'pdf-broken' };
  const observations = new Set<Observation>(verdict.observations);
  const codes = await readCodes(document, await qrReader(tools.zxing), tools.elapsed);
  if (codes.stopped) observations.add('reading-stopped');
  if (codes.found.length === 0) observations.add('qr-missing');
  const previews = await drawPages(document, tools.elapsed);
  document.close();
  return {
    ok: true,
    pages: verdict.pages,
    observations: [...observations].toSorted(),
    codes: codes.found,
    ...(codes.others.size > 0 && { otherCodes: [...codes.others].toSorted((one, other) => one - other) }),
    previews,
  };
}

async function tryToOpen(bytes: Uint8Array, wasm: Uint8Array): Promise<RasterDocument | undefined> {
  try {
    return await openRasters(bytes, wasm);
  } catch {
    return undefined; // the gate could read it, pdfium cannot: the caller says so by its reason
  }
}

/** The first pages, as many as limit, time and size allow; the first one always. */
async function drawPages(document: RasterDocument, elapsed: () => number): Promise<readonly Uint8Array[]> {
  const drawn: Uint8Array[] = [];
  let bytes = 0;
  for (let page = 0; page < Math.min(document.pages, PREVIEW_PAGES); page += 1) {
    if (page > 0 && elapsed() > DRAWING_MILLISECONDS) break;
    const picture = await document.preview(page, PREVIEW_WIDTH);
    bytes += picture.length;
    if (bytes > PREVIEW_BYTES) break;
    drawn.push(picture);
  }
  return drawn;
}

type Reading = {
  readonly found: readonly SheetCode[];
  /** Pages with a code that is none of ours. */
  readonly others: ReadonlySet<number>;
  readonly stopped: boolean;
};

async function readCodes(document: RasterDocument, read: QrReader, elapsed: () => number): Promise<Reading> {
  const found: SheetCode[] = [];
  const others = new Set<number>();
  let unread = Array.from({ length: document.pages }, (_, page) => page);
  for (const resolution of RESOLUTIONS) {
    const left: number[] = [];
    for (const page of unread) {
      if (elapsed() > READING_MILLISECONDS) return { found, others, stopped: true };
      const texts = await read(await document.raster(page, resolution));
      const codes = texts.map(readPageCode).filter((code) => code !== undefined);
      found.push(...codes.map((code) => ({ ...code, sheet: page + 1 })));
      if (codes.length < texts.length) others.add(page + 1);
      if (codes.length === 0) left.push(page);
    }
    unread = left;
  }
  return { found, others, stopped: false };
}
