import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { asArrayBuffer } from './array-buffer.ts';
import type { GreyRaster } from './pdfium-pages.ts';

/** Reads the QR codes of a grey picture. */
export type QrReader = (raster: GreyRaster) => Promise<readonly string[]>;

/** More codes on one page than ours and a stamp's are nobody's scan. */
const CODES_PER_PAGE = 4;

/** Resolutions tried in turn; A4 at that many dots has at most `longSide` pixels. Source: trials with blurred and noisy scans. */
export const RESOLUTIONS = [
  { dpi: 150, longSide: 1800 },
  { dpi: 200, longSide: 2400 },
] as const;

const OPAQUE = 0xff000000;
const GREY_STEP = 0x010101;

/** Makes a reader from the bytes of `zxing_reader.wasm`; nothing is loaded from elsewhere. */
export async function qrReader(wasm: Uint8Array): Promise<QrReader> {
  await prepareZXingModule({ overrides: { wasmBinary: asArrayBuffer(wasm) }, fireImmediately: true });
  return async (raster) => {
    const results = await readBarcodes(asColours(raster), {
      formats: ['QRCode'],
      tryHarder: true,
      maxNumberOfSymbols: CODES_PER_PAGE,
    });
    return results.filter(({ isValid }) => isValid).map(({ text }) => text);
  };
}

// Little-endian RGBA with full alpha, four bytes at a stroke.
function asColours({ width, height, data: grey }: GreyRaster) {
  const pixels = new Uint32Array(grey.length);
  for (let at = 0; at < grey.length; at += 1) pixels[at] = OPAQUE + (grey[at] ?? 0) * GREY_STEP;
  return { width, height, data: new Uint8ClampedArray(pixels.buffer), colorSpace: 'srgb' as const };
}
