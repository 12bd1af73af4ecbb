import type { OpenPage, Pdfium } from './pdfium-calls.ts';

/** Pixels of a picture, from the left top corner; right and bottom lie outside. */
export type PixelBox = {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
};

/** A sign of a page: what it says, where it lies on the picture, and how large it is in points. */
export type Sign = {
  readonly text: string;
  /** Blanks, marks of order, and what fonts call private: nothing of it is read on paper. */
  readonly isBlank: boolean;
  readonly box: PixelBox;
  readonly points: number;
};

/** A piece of text that the file draws at once: in one font, size, colour and mode. */
export type TextPiece = {
  /** Address of the object in pdfium. */
  readonly object: number;
  /** Source: PDF 1.7, table 106. */
  readonly mode: number;
  readonly signs: readonly Sign[];
};

const BLANK = /^[\p{Z}\p{C}]*$/u;

/** Every piece of text of a page that says something, whether it can be seen or not, in the order of the file. */
export function piecesOf(pdfium: Pdfium, open: OpenPage): readonly TextPiece[] {
  const page = pdfium.call('FPDFText_LoadPage', open.page);
  const pieces = new Map<number, Sign[]>();
  const count = pdfium.call('FPDFText_CountChars', page);
  for (let at = 0; at < count; at += 1) {
    const object = pdfium.call('FPDFText_GetTextObject', page, at);
    const text = signText(pdfium, page, at);
    // Blanks and ends of lines that pdfium adds belong to no object.
    if (object === 0) continue;
    const size = { box: pixelsOf(pdfium, open, { page, at }), points: sizeOf(pdfium, page, at) };
    const known = pieces.get(object) ?? [];
    pieces.set(object, known);
    known.push({ text, isBlank: BLANK.test(text), ...size });
  }
  pdfium.call('FPDFText_ClosePage', page);
  return [...pieces]
    .filter(([, signs]) => signs.some(({ isBlank }) => !isBlank))
    .map(([object, signs]) => ({
      object,
      mode: pdfium.call('FPDFTextObj_GetTextRenderMode', object),
      signs,
    }));
}

// A sign that the font gives no meaning is drawn all the same.
function signText(pdfium: Pdfium, page: number, at: number): string {
  if (pdfium.call('FPDFText_HasUnicodeMapError', page, at) === 1) return '\uFFFD';
  return String.fromCodePoint(Math.min(Math.max(0, pdfium.call('FPDFText_GetUnicode', page, at)), 0x10ffff));
}

type SignAt = { readonly page: number; readonly at: number };

function pixelsOf(pdfium: Pdfium, open: OpenPage, { page, at }: SignAt): PixelBox {
  const [left = 0, right = 0, bottom = 0, top = 0] =
    pdfium.written({ kind: 'double', count: 4 }, (...sides) =>
      pdfium.call('FPDFText_GetCharBox', page, at, ...sides),
    ) ?? [];
  const [one, other] = [pixelAt(pdfium, open, [left, bottom]), pixelAt(pdfium, open, [right, top])];
  // The last pixel belongs to a sign, but for one without ink.
  const more = left === right && bottom === top ? 0 : 1;
  return {
    left: Math.min(one.x, other.x),
    top: Math.min(one.y, other.y),
    right: Math.max(one.x, other.x) + more,
    bottom: Math.max(one.y, other.y) + more,
  };
}

// With the turn of the page and the part of it that is shown.
function pixelAt(pdfium: Pdfium, { page, width, height }: OpenPage, point: readonly [number, number]) {
  const [x = 0, y = 0] =
    pdfium.written({ kind: 'integer', count: 2 }, (...pixel) =>
      pdfium.call('FPDF_PageToDevice', page, 0, 0, width, height, 0, ...point, ...pixel),
    ) ?? [];
  return { x, y };
}

// The longer side, so that neither a turned line nor a narrow letter counts as small.
function sizeOf(pdfium: Pdfium, page: number, at: number): number {
  const box = pdfium.written({ kind: 'float', count: 4 }, (first = 0) =>
    pdfium.call('FPDFText_GetLooseCharBox', page, at, first),
  );
  const [left = 0, top = 0, right = 0, bottom = 0] = box ?? [];
  return Math.max(Math.abs(right - left), Math.abs(top - bottom));
}
