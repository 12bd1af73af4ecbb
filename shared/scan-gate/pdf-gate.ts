import { judgeBytes, judgeComments } from './rules/byte-rules.ts';
import { judgeContents } from './rules/content-rules.ts';
import { judgeCrossReferences } from './rules/cross-reference-rules.ts';
import { judgeDrawing, judgeImages } from './rules/drawing-rules.ts';
import { SCAN_LIMITS } from './rules/limits.ts';
import { judgeFrame, listPages, type PageLeaf } from './rules/page-rules.ts';
import { indexObjects, itemsOf, namesAt, numberAt, resolve } from './rules/pdf-model.ts';
import type { PdfCrossReference, PdfFile, PdfIndex, PdfObject, PdfStream } from './rules/pdf-model.ts';
import { judgeRevisions } from './rules/revision-rules.ts';
import { emptyNotes, type GateVerdict, type Notes, tellingRefusal } from './rules/verdict.ts';
import { type PdfParts, readParts, unpackObjects } from './pdf-gate-file.ts';
import {
  crossReferenceTargets,
  filtersOf,
  inflatedBytes,
  inflatedSize,
  judgeFilters,
} from './pdf-gate-inflate.ts';
import { GateStop } from './pdf-gate-syntax.ts';

/**
 * The upload gate: says whether a file is nothing but a scan. It lowers risk and does not make a file safe:
 * run it in a process that may be killed. Answers with a reason of the closed list, never throws for content.
 */
export async function judgePdf(bytes: Uint8Array): Promise<GateVerdict> {
  const first = judgeBytes(bytes);
  if (!first.ok) return first;
  const notes = emptyNotes();
  for (const observation of first.observations) notes.observations.add(observation);
  let pages = 0;
  try {
    pages = await judgeParts(
      readParts(bytes.subarray(0, first.end), first.headerOffset),
      first.headerOffset,
      notes,
    );
  } catch (error) {
    notes.refusals.add(error instanceof GateStop ? error.reason : 'pdf-broken');
  }
  const reason = tellingRefusal(notes);
  if (reason !== undefined) return { ok: false, reason };
  return { ok: true, pages, observations: [...notes.observations].toSorted() };
}

async function judgeParts(parts: PdfParts, headerOffset: number, notes: Notes): Promise<number> {
  // An encrypted file's streams mean nothing: say so before anything in them is called broken.
  if (parts.trailers.some(({ entries }) => entries.has('Encrypt'))) throw new GateStop('pdf-encrypted');
  const loose = indexObjects(parts.objects);
  const sizes = await judgeStreams(parts.objects, loose);
  const { file, comments } = await unpack(parts, loose, headerOffset);
  const hidden = judgeComments(comments);
  if (hidden !== undefined) notes.refusals.add(hidden);
  const index = indexObjects(file.objects);
  judgeContents(file, index, notes);
  judgeFrame(file, index, notes);
  judgeImages(file, index, notes);
  if (file.shadowed.length > 0) notes.refusals.add('pdf-broken');
  judgeCrossReferences(file, notes);
  judgeRevisions(file, index, notes);
  const pages = listPages(file, index, notes);
  judgeDrawing(pages, index, notes);
  judgeContentSizes(pages, { index, sizes, notes });
  return pages.length;
}

// Every stream is inflated once, only to see how large it gets; the sizes of contents are counted per mention later.
async function judgeStreams(
  objects: readonly PdfObject[],
  index: PdfIndex,
): Promise<ReadonlyMap<PdfStream, number>> {
  const sizes = new Map<PdfStream, number>();
  let total = 0;
  for (const { value } of objects) {
    if (value.kind !== 'stream') continue;
    judgeFilters(filtersOf(value, index), namesAt(index, value.entries, 'Subtype').includes('Image'));
    const size = await inflatedSize(value, index, SCAN_LIMITS.inflatedBytes);
    sizes.set(value, size);
    total += size;
    if (total > SCAN_LIMITS.inflatedTotal) throw new GateStop('pdf-decompression-limit');
  }
  return sizes;
}

async function unpack(
  parts: PdfParts,
  loose: PdfIndex,
  headerOffset: number,
): Promise<{ file: PdfFile; comments: string[] }> {
  const objects: PdfObject[] = [];
  const crossReferences: PdfCrossReference[] = [...parts.tables];
  const comments = [...parts.comments];
  const shadowed = [...parts.shadowed];
  for (const object of parts.objects) {
    objects.push(object);
    if (object.value.kind !== 'stream') continue;
    const types = namesAt(loose, object.value.entries, 'Type');
    if (types.includes('XRef'))
      crossReferences.push({ ...object, ...(await crossReferenceTargets(object.value, loose)) });
    if (!types.includes('ObjStm')) continue;
    const first = numberAt(loose, object.value.entries, 'First') ?? 0;
    const count = numberAt(loose, object.value.entries, 'N') ?? 0;
    const packed = unpackObjects(await inflatedBytes(object.value, loose), {
      first,
      count,
      offset: object.offset,
    });
    objects.push(...packed.objects);
    comments.push(...packed.comments);
    shadowed.push(...packed.shadowed);
    if (objects.length > SCAN_LIMITS.objects) throw new GateStop('pdf-too-complex');
  }
  const trailers = parts.trailers
    .toSorted((one, other) => one.offset - other.offset)
    .map(({ entries }) => entries);
  return {
    file: { headerOffset, objects, trailers, crossReferences, starts: parts.starts, shadowed },
    comments,
  };
}

type Measures = {
  readonly index: PdfIndex;
  readonly sizes: ReadonlyMap<PdfStream, number>;
  readonly notes: Notes;
};

function judgeContentSizes(pages: readonly PageLeaf[], { index, sizes, notes }: Measures): void {
  for (const { entries } of pages) {
    const sum = itemsOf(resolve(index, entries.get('Contents')))
      .map((item) => resolve(index, item))
      .reduce((total, content) => total + (content.kind === 'stream' ? (sizes.get(content) ?? 0) : 0), 0);
    if (sum > SCAN_LIMITS.contentBytes) notes.refusals.add('pdf-decompression-limit');
  }
}
