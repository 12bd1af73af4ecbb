import type { FontWeight } from './pdfkit-files.ts';
import type { Pdf } from './pdfkit-tags.ts';

/** Millimetres in points. */
export function mm(length: number): number {
  return (length * 72) / 25.4;
}

/** Margins of an A4 page; the lower one holds footer and QR code. */
export const margins = { top: mm(24), left: mm(25), right: mm(25), bottom: mm(38) };

/** Ink of the page, chosen to survive a black-and-white scan. */
export const ink = { text: '#111111', accent: '#1d3557', faint: '#5b6470', line: '#b9c0c9' } as const;

/** How a run of text looks. Sizes and gaps in points. */
export type TextStyle = {
  readonly weight: FontWeight;
  readonly size: number;
  readonly lineGap?: number;
  readonly color?: string;
  readonly align?: 'left' | 'center' | 'right';
};

/** The styles of a Zielvereinbarung. */
export const pdfStyles = {
  title: { weight: 'bold', size: 28, color: ink.accent },
  year: { weight: 'semibold', size: 18, color: ink.accent },
  party: { weight: 'semibold', size: 13, lineGap: 2 },
  heading: { weight: 'semibold', size: 13.5, lineGap: 1, color: ink.accent },
  subheading: { weight: 'semibold', size: 11, lineGap: 2 },
  body: { weight: 'regular', size: 10.5, lineGap: 2.6 },
  strong: { weight: 'semibold', size: 10.5, lineGap: 2.6 },
  amount: { weight: 'bold', size: 17, align: 'center' },
  notice: { weight: 'semibold', size: 11, color: '#9b1c1c' },
  small: { weight: 'regular', size: 8, lineGap: 1, color: ink.faint },
} as const satisfies Record<string, TextStyle>;

/** Where a run of text stands; without it, across the whole text width at the present height. */
export type Box = { readonly x: number; readonly width: number };

/** The text area from margin to margin. */
export function wholeWidth(pdf: Pdf): Box {
  return { x: margins.left, width: pdf.page.width - margins.left - margins.right };
}

/** The part of a box right of an indent. */
export function indented(box: Box, indent: number): Box {
  return { x: box.x + indent, width: box.width - indent };
}

/** Writes a run of text at the present height and leaves the height below it. */
export function write(pdf: Pdf, text: string, { style, box }: { style: TextStyle; box: Box }): void {
  use(pdf, style);
  pdf.text(printable(pdf, text), box.x, pdf.y, textOptions(style, box));
}

/** The height that a run of text will take. */
export function heightOf(pdf: Pdf, text: string, { style, box }: { style: TextStyle; box: Box }): number {
  use(pdf, style);
  return pdf.heightOfString(printable(pdf, text), textOptions(style, box));
}

/** Starts a new page unless so much height is left on this one. */
export function makeRoom(pdf: Pdf, height: number): void {
  if (pdf.y + height > pdf.page.height - margins.bottom) pdf.addPage();
}

/** Moves down, but leaves no gap at the head of a page. */
export function skip(pdf: Pdf, height: number): void {
  if (pdf.y > margins.top) pdf.y += height;
}

/**
 * Keeps "§ 5" on one line, and shows a box for a character that the typeface does not have: whoever signs
 * sees that something is missing, where a PDF would otherwise leave nothing and break its conformance.
 */
function printable(pdf: Pdf, text: string): string {
  const hasGlyph = glyphTestOf(pdf);
  return Array.from(text.replaceAll('§ ', '§\u00A0'), (character) =>
    character === '\n' || hasGlyph(character) ? character : '\u25A1',
  ).join('');
}

/** The published types hide the typeface behind a font. */
function glyphTestOf(pdf: Pdf): (character: string) => boolean {
  const typeface: unknown = Reflect.get(Object(Reflect.get(pdf, '_font')), 'font');
  if (!knowsItsGlyphs(typeface)) throw new Error('pdfkit has changed: the typeface does not tell its glyphs');
  return (character) => typeface.hasGlyphForCodePoint(character.codePointAt(0) ?? 0);
}

function knowsItsGlyphs(value: unknown): value is { hasGlyphForCodePoint(codePoint: number): boolean } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'hasGlyphForCodePoint' in value &&
    typeof value.hasGlyphForCodePoint === 'function'
  );
}

function use(pdf: Pdf, { weight, size, color = ink.text }: TextStyle): void {
  pdf.font(weight).fontSize(size).fillColor(color);
}

function textOptions({ lineGap = 0, align = 'left' }: TextStyle, { width }: Box): PDFKit.Mixins.TextOptions {
  return { width, lineGap, align };
}
