import type { ColourRaster, OpenPage, Pdfium } from './pdfium-calls.ts';
import { piecesOf, type PixelBox, type Sign, type TextPiece } from './words-of-page.ts';

/** Text of a page that nobody reads on its paper, by the way in which it is hidden. */
export type HiddenText = {
  readonly kind: 'text-recognition' | 'invisible-text' | 'outside-page' | 'tiny-text' | 'unseen-text';
  /** Its words as the file says them; empty where it does not say them. */
  readonly words: string;
};

/** Modes that draw no letter: invisible, and as an edge to cut along. Source: PDF 1.7, table 106. */
const UNDRAWN = new Set([3, 7]);
/** Smaller letters are nobody's text. Source: trials; the smallest print of an honest export has 4 points. */
const TINY_POINTS = 2;
/** Letters of no size at all are not even among the words of a page. */
const NO_POINTS = 0.5;
/** How much one colour of one pixel changes at least where a letter can be seen, of 255: `#EBEBEB` on white. Source: trials. */
const SEEN = 20;
/** Layers of text over each other on one page; more is nobody's paper. */
const LAYERS_OF_TEXT = 16;
/** The picture of a scan covers at least this part of its page. */
const SCANNED_PART = 0.5;
const [TEXT, IMAGE, FORM] = [1, 3, 5];
const CHANNELS = 4;

/**
 * The hidden text of an open page. A letter is seen where the page looks different without it; so it does not
 * matter how it was hidden: in the colour of its ground, behind a picture, cut off, or without colour at all.
 */
export function hiddenTextOn(pdfium: Pdfium, open: OpenPage): readonly HiddenText[] {
  const pieces = piecesOf(pdfium, open);
  const objects = objectsOf(pdfium, open.page);
  const undrawn = pieces.filter(({ mode }) => UNDRAWN.has(mode));
  const drawn = pieces.filter(({ mode }) => !UNDRAWN.has(mode));
  const isScan = imagePart(pdfium, open.page, objects) >= SCANNED_PART;
  const outside = (sign: Sign) => liesOutside(sign, open);
  const tiny = (sign: Sign) => !outside(sign) && sign.points < TINY_POINTS;
  const unseen = unseenSigns(pdfium, open, drawn);
  const isUnseen = (sign: Sign) => !outside(sign) && !tiny(sign) && unseen.has(sign);
  const found: HiddenText[] = [
    ...undrawn.map(({ signs }): HiddenText => ({
      kind: isScan ? 'text-recognition' : 'invisible-text',
      words: wordsOf(signs, () => true),
    })),
    ...hiddenBy(drawn, 'outside-page', outside),
    ...hiddenBy(drawn, 'tiny-text', tiny),
    ...hiddenBy(drawn, 'unseen-text', isUnseen),
  ];
  return [...found, ...withoutSize(pdfium, pieces, objects)];
}

function hiddenBy(
  pieces: readonly TextPiece[],
  kind: HiddenText['kind'],
  isHidden: (sign: Sign) => boolean,
): readonly HiddenText[] {
  return pieces
    .filter(({ signs }) => signs.some((sign) => !sign.isBlank && isHidden(sign)))
    .map(({ signs }) => ({ kind, words: wordsOf(signs, isHidden) }));
}

function wordsOf(signs: readonly Sign[], isHidden: (sign: Sign) => boolean): string {
  const words = signs.map((sign) => (sign.isBlank || !isHidden(sign) ? ' ' : sign.text));
  return words.join('').replaceAll(/\s+/gu, ' ').trim();
}

function liesOutside({ box }: Sign, { width, height }: OpenPage): boolean {
  return box.right <= 0 || box.bottom <= 0 || box.left >= width || box.top >= height;
}

// Pieces that lie over each other are taken away one after the other, all others at once.
function unseenSigns(pdfium: Pdfium, open: OpenPage, pieces: readonly TextPiece[]): ReadonlySet<Sign> {
  const unseen = new Set<Sign>();
  const whole = pieces.length === 0 ? undefined : open.draw();
  if (whole === undefined) return unseen;
  for (const apart of apartFromEachOther(pieces)) {
    for (const { object } of apart) pdfium.call('FPDFPageObj_SetIsActive', object, 0);
    const without = open.draw();
    for (const { object } of apart) pdfium.call('FPDFPageObj_SetIsActive', object, 1);
    const signs = apart.flatMap((piece) => piece.signs);
    for (const sign of signs) if (!sign.isBlank && !differsIn(sign.box, whole, without)) unseen.add(sign);
  }
  return unseen;
}

/** @throws Error where more text lies over each other than on any paper. */
function apartFromEachOther(pieces: readonly TextPiece[]): readonly (readonly TextPiece[])[] {
  const groups: { readonly members: TextPiece[]; readonly boxes: PixelBox[] }[] = [];
  for (const piece of pieces) {
    const box = around(piece.signs);
    const free = groups.find(({ boxes }) => !boxes.some((other) => overlap(box, other)));
    const group = free ?? { members: [], boxes: [] };
    if (free === undefined) groups.push(group);
    if (groups.length > LAYERS_OF_TEXT) throw new Error('Too much text lies over other text');
    group.members.push(piece);
    group.boxes.push(box);
  }
  return groups.map(({ members }) => members);
}

function around(signs: readonly Sign[]): PixelBox {
  const boxes = signs.filter(({ isBlank }) => !isBlank).map(({ box }) => box);
  return {
    left: Math.min(...boxes.map(({ left }) => left)),
    top: Math.min(...boxes.map(({ top }) => top)),
    right: Math.max(...boxes.map(({ right }) => right)),
    bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
  };
}

function overlap(one: PixelBox, other: PixelBox): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

// A letter without ink, as fonts have them for blanks, has no box: there is nothing to be seen or hidden.
function differsIn(box: PixelBox, one: ColourRaster, other: ColourRaster): boolean {
  if (box.right <= box.left || box.bottom <= box.top) return true;
  const right = Math.min(box.right, one.width);
  for (let y = Math.max(0, box.top); y < Math.min(box.bottom, one.height); y += 1) {
    const row = y * one.width;
    for (let at = (row + Math.max(0, box.left)) * CHANNELS; at < (row + right) * CHANNELS; at += 1)
      if (Math.abs((one.data[at] ?? 0) - (other.data[at] ?? 0)) >= SEEN) return true;
  }
  return false;
}

type PageObject = { readonly object: number; readonly type: number };

function objectsOf(pdfium: Pdfium, page: number): readonly PageObject[] {
  const count = pdfium.call('FPDFPage_CountObjects', page);
  const objects = Array.from({ length: count }, (_, at) => pdfium.call('FPDFPage_GetObject', page, at));
  return objects.flatMap((object) => withParts(pdfium, object));
}

function withParts(pdfium: Pdfium, object: number): readonly PageObject[] {
  const type = pdfium.call('FPDFPageObj_GetType', object);
  if (type !== FORM) return [{ object, type }];
  const count = pdfium.call('FPDFFormObj_CountObjects', object);
  const parts = Array.from({ length: count }, (_, at) => pdfium.call('FPDFFormObj_GetObject', object, at));
  return parts.flatMap((part) => withParts(pdfium, part));
}

function imagePart(pdfium: Pdfium, page: number, objects: readonly PageObject[]): number {
  const images = objects.filter(({ type }) => type === IMAGE);
  const covered = images.reduce((sum, { object }) => {
    const sides = pdfium.written({ kind: 'float', count: 4 }, (...pointers) =>
      pdfium.call('FPDFPageObj_GetBounds', object, ...pointers),
    );
    const [left = 0, bottom = 0, right = 0, top = 0] = sides ?? [];
    return sum + (right - left) * (top - bottom);
  }, 0);
  const whole = pdfium.call('FPDF_GetPageWidth', page) * pdfium.call('FPDF_GetPageHeight', page);
  return covered / Math.max(1, whole);
}

/** Letters of no size: pdfium leaves them out of the words of a page. */
function withoutSize(
  pdfium: Pdfium,
  pieces: readonly TextPiece[],
  objects: readonly PageObject[],
): readonly HiddenText[] {
  const known = new Set(pieces.map(({ object }) => object));
  return objects
    .filter(({ object, type }) => type === TEXT && !known.has(object))
    .filter(({ object }) => pointsOf(pdfium, object) < NO_POINTS)
    .map(() => ({ kind: 'tiny-text', words: '' }));
}

function pointsOf(pdfium: Pdfium, object: number): number {
  const [size = 0] =
    pdfium.written({ kind: 'float', count: 1 }, (at = 0) =>
      pdfium.call('FPDFTextObj_GetFontSize', object, at),
    ) ?? [];
  const matrix = pdfium.written({ kind: 'float', count: 6 }, (first = 0) =>
    pdfium.call('FPDFPageObj_GetMatrix', object, first),
  );
  const [a = 1, b = 0, c = 0, d = 1] = matrix ?? [];
  return size * Math.min(Math.hypot(a, b), Math.hypot(c, d));
}
