import { constants, createInflate, createInflateRaw, type Inflate, type InflateRaw } from 'node:zlib';
import { decodePDFRawStream, PDFContext, PDFName, PDFRawStream } from '@cantoo/pdf-lib';
import { SCAN_LIMITS } from './rules/limits.ts';
import { entriesOf, itemsOf, numberAt, resolve } from './rules/pdf-model.ts';
import type { PdfEntries, PdfIndex, PdfStream, PdfValue } from './rules/pdf-model.ts';
import { GateStop } from './pdf-gate-syntax.ts';

/** Short names are meant for inline images; readers take them everywhere. Source: PDF 1.7, table 94. */
const LONG_NAMES: Readonly<Record<string, string>> = {
  A85: 'ASCII85Decode',
  AHx: 'ASCIIHexDecode',
  CCF: 'CCITTFaxDecode',
  DCT: 'DCTDecode',
  Fl: 'FlateDecode',
  LZW: 'LZWDecode',
  RL: 'RunLengthDecode',
};
const UNPACKING = new Set(['ASCII85Decode', 'ASCIIHexDecode', 'FlateDecode', 'LZWDecode', 'RunLengthDecode']);
const TEXT_ARMOUR = new Set(['ASCII85Decode', 'ASCIIHexDecode']);
/** What a scanner compresses pages with; decoded only where the page is drawn. */
const PICTURES = new Set(['CCITTFaxDecode', 'DCTDecode', 'JBIG2Decode', 'JPXDecode']);

const CHUNK = 1024 * 1024;

/** The filters of a stream by their long names. */
export function filtersOf(stream: PdfStream, index: PdfIndex): readonly string[] {
  const value = resolve(index, stream.entries.get('Filter') ?? stream.entries.get('F'));
  return itemsOf(value).map((item) => {
    const name = resolve(index, item);
    if (name.kind !== 'name') throw new GateStop('pdf-broken');
    return LONG_NAMES[name.name] ?? name.name;
  });
}

/**
 * Judges a filter chain by the closed list: at most two; two that inflate are a bomb's shape; a picture
 * filter stands last and only on an image.
 */
export function judgeFilters(filters: readonly string[], isImage: boolean): void {
  if (filters.includes('Crypt')) throw new GateStop('pdf-encrypted');
  if (filters.some((filter) => !UNPACKING.has(filter) && !PICTURES.has(filter)))
    throw new GateStop('pdf-broken');
  const inflating = filters.filter((filter) => UNPACKING.has(filter) && !TEXT_ARMOUR.has(filter));
  if (filters.length > SCAN_LIMITS.filters || inflating.length > 1)
    throw new GateStop('pdf-decompression-limit');
  const picture = filters.findIndex((filter) => PICTURES.has(filter));
  if (picture >= 0 && (picture < filters.length - 1 || !isImage)) throw new GateStop('pdf-broken');
}

/** Inflates a stream and says only how large it gets; a picture counts as it lies in the file. Throws above `limit`. */
export async function inflatedSize(stream: PdfStream, index: PdfIndex, limit: number): Promise<number> {
  const filters = filtersOf(stream, index).filter((filter) => UNPACKING.has(filter));
  let bytes = stream.raw;
  for (const [at, filter] of filters.entries()) {
    const isLast = at === filters.length - 1;
    if (filter === 'FlateDecode' && isLast) return inflate(bytes, limit);
    bytes = await decodeOne(bytes, filter, isLast ? limit : SCAN_LIMITS.structureBytes);
  }
  return bytes.length;
}

/** Inflates a stream that holds structure and undoes its predictor. */
export async function inflatedBytes(stream: PdfStream, index: PdfIndex): Promise<Uint8Array> {
  let bytes = stream.raw;
  for (const filter of filtersOf(stream, index))
    bytes = await decodeOne(bytes, filter, SCAN_LIMITS.structureBytes);
  const parameters = itemsOf(resolve(index, stream.entries.get('DecodeParms') ?? stream.entries.get('DP')));
  return undoPredictor(bytes, entriesOf(resolve(index, parameters.at(-1))), index);
}

async function decodeOne(bytes: Uint8Array, filter: string, limit: number): Promise<Uint8Array> {
  if (!UNPACKING.has(filter)) throw new GateStop('pdf-broken');
  if (filter === 'FlateDecode') {
    const chunks: Uint8Array[] = [];
    await inflate(bytes, limit, (chunk) => chunks.push(chunk));
    return Buffer.concat(chunks);
  }
  const dict = PDFContext.create().obj({ Filter: PDFName.of(filter) });
  const decoder = decodePDFRawStream(PDFRawStream.of(dict, bytes));
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let chunk = decoder.getBytes(CHUNK); chunk.length > 0; chunk = decoder.getBytes(CHUNK)) {
    size += chunk.length;
    if (size > Math.min(limit, SCAN_LIMITS.slowlyDecodedBytes)) throw new GateStop('pdf-decompression-limit');
    chunks.push(Uint8Array.from(chunk));
  }
  return Buffer.concat(chunks);
}

// A wrong check sum at the end is a careless writer; readers do not look at it, so the second try ignores it.
async function inflate(
  bytes: Uint8Array,
  limit: number,
  keep?: (chunk: Uint8Array) => void,
): Promise<number> {
  const kept: Uint8Array[] = [];
  const options = { finishFlush: constants.Z_SYNC_FLUSH, chunkSize: CHUNK };
  try {
    const size = await drain(createInflate(options), bytes, { limit, kept, keep: keep !== undefined });
    for (const chunk of kept) keep?.(chunk);
    return size;
  } catch (error) {
    if (error instanceof GateStop) throw error;
  }
  kept.length = 0;
  try {
    const size = await drain(createInflateRaw(options), bytes.subarray(2), {
      limit,
      kept,
      keep: keep !== undefined,
    });
    for (const chunk of kept) keep?.(chunk);
    return size;
  } catch (error) {
    throw error instanceof GateStop ? error : new GateStop('pdf-broken', { cause: error });
  }
}

type Sink = { readonly limit: number; readonly kept: Uint8Array[]; readonly keep: boolean };

async function drain(
  stream: Inflate | InflateRaw,
  bytes: Uint8Array,
  { limit, kept, keep }: Sink,
): Promise<number> {
  let size = 0;
  stream.end(bytes);
  for await (const chunk of stream) {
    if (!(chunk instanceof Uint8Array)) continue;
    size += chunk.length;
    if (size > limit) throw new GateStop('pdf-decompression-limit'); // leaving the loop destroys the stream
    if (keep) kept.push(chunk);
  }
  return size;
}

// Cross references come with PNG predictors. Source: PDF 1.7, 7.4.4.4; PNG, clause 9.
function undoPredictor(bytes: Uint8Array, parameters: PdfEntries, index: PdfIndex): Uint8Array {
  const number = (key: string, otherwise: number): number => numberAt(index, parameters, key) ?? otherwise;
  if (number('Predictor', 1) < 10) return bytes;
  const pixel = Math.max(1, Math.ceil((number('Colors', 1) * number('BitsPerComponent', 8)) / 8));
  const row = Math.ceil((number('Colors', 1) * number('BitsPerComponent', 8) * number('Columns', 1)) / 8);
  const rows = Math.floor(bytes.length / (row + 1));
  const out = new Uint8Array(rows * row);
  for (let at = 0; at < out.length; at += 1) {
    const [y, x] = [Math.floor(at / row), at % row];
    const left = x >= pixel ? (out[at - pixel] ?? 0) : 0;
    const up = y > 0 ? (out[at - row] ?? 0) : 0;
    const corner = x >= pixel && y > 0 ? (out[at - row - pixel] ?? 0) : 0;
    const guess = predict(bytes[y * (row + 1)] ?? 0, { left, up, corner });
    out[at] = (bytes[y * (row + 1) + 1 + x] ?? 0) + guess;
  }
  return out;
}

function predict(kind: number, { left, up, corner }: { left: number; up: number; corner: number }): number {
  if (kind === 1) return left;
  if (kind === 2) return up;
  if (kind === 3) return Math.floor((left + up) / 2);
  if (kind !== 4) return 0;
  const [byLeft, byUp, byCorner] = [
    Math.abs(up - corner),
    Math.abs(left - corner),
    Math.abs(left + up - 2 * corner),
  ];
  if (byLeft <= byUp && byLeft <= byCorner) return left;
  return byUp <= byCorner ? up : corner;
}

/** Reads the offsets that a cross-reference stream names. Source: PDF 1.7, table 17 and 18. */
export async function crossReferenceTargets(
  stream: PdfStream,
  index: PdfIndex,
): Promise<{ targets: number[]; packs: number[] }> {
  const widths = itemsOf(resolve(index, stream.entries.get('W'))).map(asNumber);
  const [first = 0, second = 0, third = 0] = widths;
  if (widths.length !== 3 || widths.some((width) => !(width >= 0 && width <= 8)))
    throw new GateStop('pdf-broken');
  const decoded = await inflatedBytes(stream, index);
  const size = first + second + third;
  const [targets, packs]: [number[], number[]] = [[], []];
  const count = size === 0 ? 0 : Math.floor(decoded.length / size);
  for (let entry = 0; entry < count; entry += 1) {
    const at = entry * size;
    const kind = first === 0 ? 1 : bigEndian(decoded.subarray(at, at + first));
    const value = bigEndian(decoded.subarray(at + first, at + first + second));
    if (kind === 1) targets.push(value);
    if (kind === 2) packs.push(value);
  }
  return { targets, packs };
}

function asNumber(value: PdfValue): number {
  return value.kind === 'number' ? value.value : Number.NaN;
}

function bigEndian(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum * 256 + byte, 0);
}
