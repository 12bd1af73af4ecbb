import { PDFiumLibrary } from '@hyzyla/pdfium';
import { asArrayBuffer } from '../array-buffer.ts';
import { POINTS_PER_INCH } from '../pdfium-pages.ts';

/** A colour picture of a page, four bytes a pixel, row by row from the top. */
export type ColourRaster = { readonly width: number; readonly height: number; readonly data: Uint8Array };

/** How many bytes a number of each kind takes, as pdfium writes it behind a pointer. */
const WIDTHS = { double: 8, float: 4, integer: 4 } as const;

/** pdfium by the names of its own functions: numbers and addresses in, a number out. */
export type Pdfium = {
  /** @throws Error where pdfium has no function of this name. */
  call(name: string, ...numbers: readonly number[]): number;
  /** What a function writes behind `count` pointers in a row; undefined where it says that it failed. */
  written(
    place: { readonly kind: keyof typeof WIDTHS; readonly count: number },
    write: (...pointers: number[]) => number,
  ): readonly number[] | undefined;
  /** A text that a function writes as UTF-16 with an end mark; it says how many bytes it needs. */
  text(write: (pointer: number, bytes: number) => number): string;
  /** A copy of the bytes at an address. */
  bytes(at: number, length: number): Uint8Array;
  /** Bytes at an address of their own, until `free`. */
  hold(bytes: Uint8Array): { readonly at: number; readonly free: () => void };
  close(): void;
};

/** Makes a pdfium from the bytes of `pdfium.wasm`. */
export async function pdfiumOf(wasm: Uint8Array): Promise<Pdfium> {
  const library = await PDFiumLibrary.init({ wasmBinary: asArrayBuffer(wasm) });
  // The wrapper draws and reads whole pages; what single words look like only pdfium itself says.
  const { wasmExports, ...module } = { ...library['module'] };
  const memory = () => library['module'].HEAPU8 ?? module.HEAPU8;
  const allot = (size: number) => wasmExports.malloc(Math.max(size, 8));
  const call: Pdfium['call'] = (name, ...numbers) => {
    const found: unknown = Reflect.get(wasmExports, name);
    if (typeof found !== 'function') throw new Error(`pdfium has no ${name}`);
    const given: unknown = Reflect.apply(found, undefined, numbers);
    return typeof given === 'number' ? given : 0;
  };
  return {
    call,
    written({ kind, count }, write) {
      const width = WIDTHS[kind];
      const at = allot(count * width);
      const pointers = Array.from({ length: count }, (_, index) => at + index * width);
      const isWritten = write(...pointers) !== 0;
      const view = new DataView(memory().buffer);
      const numbers = pointers.map((pointer) => numberAt(view, kind, pointer));
      wasmExports.free(at);
      return isWritten ? numbers : undefined;
    },
    text(write) {
      const size = write(0, 0);
      const at = allot(size);
      write(at, size);
      const text = Buffer.from(memory().slice(at, at + Math.max(0, size - 2))).toString('utf16le');
      wasmExports.free(at);
      return text;
    },
    bytes: (at, length) => memory().slice(at, at + length),
    hold(bytes) {
      const at = allot(bytes.length);
      memory().set(bytes, at);
      return { at, free: () => wasmExports.free(at) };
    },
    close: () => library.destroy(),
  };
}

function numberAt(view: DataView, kind: keyof typeof WIDTHS, at: number): number {
  if (kind === 'double') return view.getFloat64(at, true);
  return kind === 'float' ? view.getFloat32(at, true) : view.getInt32(at, true);
}

const [COLOURS, WHITE, WITH_ANNOTATIONS] = [4, 0xffffffff, 1];

/** How large a page is drawn: at this resolution, its long side at most so many pixels. */
export type Scale = { readonly dpi: number; readonly longSide: number };

/** An open page. */
export type OpenPage = {
  readonly page: number;
  readonly width: number;
  readonly height: number;
  /** Draws what is active on it now, on white. */
  draw(): ColourRaster;
};

/** An open document. */
export type OpenDocument = {
  readonly pages: number;
  /** Opens a page, from 0, for as long as `use` takes. */
  withPage<Found>(at: number, scale: Scale, use: (open: OpenPage) => Found): Found;
  close(): void;
};

/** Opens a file. @throws Error where pdfium cannot read it, or one of its pages. */
export function openDocument(pdfium: Pdfium, bytes: Uint8Array): OpenDocument {
  const held = pdfium.hold(bytes);
  const document = pdfium.call('FPDF_LoadMemDocument', held.at, bytes.length, 0);
  if (document === 0) {
    held.free();
    throw new Error('pdfium cannot read the file');
  }
  return {
    pages: pdfium.call('FPDF_GetPageCount', document),
    withPage(at, scale, use) {
      const page = pdfium.call('FPDF_LoadPage', document, at);
      if (page === 0) throw new Error(`pdfium cannot read page ${at + 1}`);
      try {
        const size = pixelsOf(pdfium, page, scale);
        return use({ page, ...size, draw: () => draw(pdfium, page, size) });
      } finally {
        pdfium.call('FPDF_ClosePage', page);
      }
    },
    close() {
      pdfium.call('FPDF_CloseDocument', document);
      held.free();
    },
  };
}

function pixelsOf(pdfium: Pdfium, page: number, { dpi, longSide }: Scale) {
  const points = [pdfium.call('FPDF_GetPageWidth', page), pdfium.call('FPDF_GetPageHeight', page)] as const;
  const scale = Math.min(dpi / POINTS_PER_INCH, longSide / Math.max(...points, 1));
  const [width, height] = points.map((length) => Math.max(1, Math.round(length * scale)));
  return { width: width ?? 1, height: height ?? 1 };
}

function draw(pdfium: Pdfium, page: number, { width, height }: { width: number; height: number }) {
  const bitmap = pdfium.call('FPDFBitmap_CreateEx', width, height, COLOURS, 0, 0);
  if (bitmap === 0) throw new Error('pdfium has no room for the picture of a page');
  pdfium.call('FPDFBitmap_FillRect', bitmap, 0, 0, width, height, WHITE);
  pdfium.call('FPDF_RenderPageBitmap', bitmap, page, 0, 0, width, height, 0, WITH_ANNOTATIONS);
  const data = pdfium.bytes(pdfium.call('FPDFBitmap_GetBuffer', bitmap), width * height * COLOURS);
  pdfium.call('FPDFBitmap_Destroy', bitmap);
  return { width, height, data };
}
