import { SCAN_LIMITS } from './limits.ts';
import type { PageLeaf } from './page-rules.ts';
import { entriesOf, itemsOf, namesAt, numberAt, resolve } from './pdf-model.ts';
import type { PdfFile, PdfIndex, PdfStream, PdfValue } from './pdf-model.ts';
import type { Notes } from './verdict.ts';

/** Judges what the pages draw: images by their pixels, contents by their number, forms by their nesting. */
export function judgeDrawing(pages: readonly PageLeaf[], index: PdfIndex, notes: Notes): void {
  const paths = new Map<PdfValue, number>();
  for (const { entries, resources } of pages) {
    const contents = itemsOf(resolve(index, entries.get('Contents')));
    if (contents.length > SCAN_LIMITS.contentEntries) notes.refusals.add('pdf-too-complex');
    if (contents.some((item) => resolve(index, item).kind !== 'stream')) notes.refusals.add('pdf-broken');
    const ways = countPaths(resources, { index, paths, above: [] });
    if (ways > SCAN_LIMITS.formPaths) notes.refusals.add('pdf-too-complex');
  }
}

/** Judges the images and other drawn streams of every revision. Reason: `pdf-decompression-limit`. */
export function judgeImages(file: PdfFile, index: PdfIndex, notes: Notes): void {
  for (const { value } of file.objects) {
    if (value.kind !== 'stream') continue;
    if (namesAt(index, value.entries, 'Subtype').includes('Image')) judgeImage(value, index, notes);
    // A form that draws pages of another file (PDF 1.7, table 97) or swaps images (OPI) is no scan.
    if (namesAt(index, value.entries, 'Subtype').includes('Form') && value.entries.has('Ref')) {
      notes.refusals.add('pdf-embedded-file');
    }
  }
}

function judgeImage(image: PdfStream, index: PdfIndex, notes: Notes): void {
  const width = numberAt(index, image.entries, 'Width') ?? numberAt(index, image.entries, 'W') ?? 0;
  const height = numberAt(index, image.entries, 'Height') ?? numberAt(index, image.entries, 'H') ?? 0;
  if (!(width >= 1 && height >= 1)) notes.refusals.add('pdf-broken');
  if (width * height > SCAN_LIMITS.imagePixels || jpegPixels(image.raw) > SCAN_LIMITS.imagePixels) {
    notes.refusals.add('pdf-decompression-limit');
  }
}

const JPEG_START = 0xd8;
const FRAME_MARKERS = new Set([0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf]);

// A JPEG says its own size; readers believe it, not the dictionary. Source: ITU-T T.81, B.2.2.
function jpegPixels(raw: Uint8Array): number {
  if (raw[0] !== 0xff || raw[1] !== JPEG_START) return 0;
  const at16 = (at: number): number => 256 * (raw[at] ?? 0) + (raw[at + 1] ?? 0);
  let largest = 0;
  for (let at = 2; at + 9 < raw.length && raw[at] === 0xff;) {
    const marker = raw[at + 1] ?? 0;
    if (FRAME_MARKERS.has(marker)) largest = Math.max(largest, at16(at + 5) * at16(at + 7));
    at += marker === 0xff ? 1 : 2 + Math.max(2, at16(at + 2));
  }
  return largest;
}

type Walk = {
  readonly index: PdfIndex;
  readonly paths: Map<PdfValue, number>;
  readonly above: readonly PdfValue[];
};

// The ways to reach a form through resources: ten forms that each draw ten others make 10¹⁰ of them.
function countPaths(resources: PdfValue, walk: Walk): number {
  const drawn = entriesOf(resolve(walk.index, entriesOf(resolve(walk.index, resources)).get('XObject')));
  let ways = 1;
  for (const item of drawn.values()) {
    const form = resolve(walk.index, item);
    if (form.kind === 'stream' && form.entries.has('Resources')) ways += pathsThrough(form, walk);
  }
  return ways;
}

function pathsThrough(form: PdfStream, walk: Walk): number {
  const known = walk.paths.get(form);
  if (known !== undefined) return known;
  if (walk.above.includes(form) || walk.above.length >= SCAN_LIMITS.formDepth)
    return Number.POSITIVE_INFINITY;
  const above = [...walk.above, form];
  const ways = countPaths(form.entries.get('Resources') ?? { kind: 'null' }, { ...walk, above });
  walk.paths.set(form, ways);
  return ways;
}
