import { createHash } from 'node:crypto';
import type { TextInspection } from '../rules/inspection.ts';
import type { TextPlace } from '../../domain/zielvereinbarung/terms/supplied-text.ts';
import type { GreyRaster } from '../pdfium-pages.ts';
import { RESOLUTIONS, qrReader, type QrReader } from '../zxing-qr.ts';
import { hiddenTextOn } from './hidden-text.ts';
import { layersAndMarks } from './layers-and-marks.ts';
import { readGraph } from './pdf-graph.ts';
import { openDocument, pdfiumOf } from './pdfium-calls.ts';
import type { ColourRaster, OpenDocument, Pdfium, Scale } from './pdfium-calls.ts';
import { plainCopy } from './plain-copy.ts';
import { piecesOf } from './words-of-page.ts';

/** The two wasm files that a look at a supplied text needs. */
export type TextTools = { readonly pdfium: Uint8Array; readonly zxing: Uint8Array };

/** Two pixels a point: enough to see the smallest honest letter. */
const LOOKING: Scale = { dpi: 144, longSide: 2400 };
const COMPARING: Scale = { dpi: 72, longSide: 1800 };
/** Places that are told; more of them help nobody. */
const PLACES = 40;
/** Letters that are told of what stands there. */
const EXCERPT = 80;

/**
 * Looks into a text that the parties supplied (rule 8), which the upload gate let pass: either it holds nothing that
 * paper would not show, and then there is its copy without author and metadata, its pages the same pixel for pixel
 * and word for word; or the places are named. Runs in a process of its own.
 * @throws Error where the file cannot be read to its end: there is no copy then.
 */
export async function inspectText(bytes: Uint8Array, tools: TextTools): Promise<TextInspection> {
  const [pdfium, graph] = [await pdfiumOf(tools.pdfium), await readGraph(bytes)];
  const document = openDocument(pdfium, bytes);
  const places = [
    ...layersAndMarks(graph).map(({ words, ...place }) => placeOf(place, words)),
    ...hiddenTexts(pdfium, document),
    ...(await codesOn(document, await qrReader(tools.zxing))),
  ];
  if (places.length > 0) return { ok: false, reason: 'text-document-not-plain', places: inOrder(places) };
  const copy = await plainCopy(bytes, createHash('sha256').update(bytes).digest('hex'));
  const copied = openDocument(pdfium, copy);
  const isSame = arePagesSame(pdfium, document, copied);
  for (const opened of [document, copied]) opened.close();
  pdfium.close();
  return isSame ? { ok: true, copy } : { ok: false, reason: 'text-document-not-copyable' };
}

function pagesOf({ pages }: OpenDocument): readonly number[] {
  return Array.from({ length: pages }, (_, page) => page);
}

function placeOf(place: Omit<TextPlace, 'excerpt'>, words: string): TextPlace {
  const excerpt = words.length > EXCERPT ? `${words.slice(0, EXCERPT)} …` : words;
  return excerpt === '' ? place : { ...place, excerpt };
}

/** What is hidden in one way on one page is one place, with the words of all its pieces. */
function hiddenTexts(pdfium: Pdfium, document: OpenDocument): readonly TextPlace[] {
  return pagesOf(document).flatMap((at) => {
    const found = document.withPage(at, LOOKING, (open) => hiddenTextOn(pdfium, open));
    return [...new Set(found.map(({ kind }) => kind))].map((kind) => {
      const pieces = found.filter((piece) => piece.kind === kind).map(({ words }) => words);
      return placeOf({ kind, page: at + 1 }, pieces.join(' ').trim());
    });
  });
}

async function codesOn(document: OpenDocument, read: QrReader): Promise<readonly TextPlace[]> {
  const places: TextPlace[] = [];
  for (const at of pagesOf(document)) {
    for (const scale of RESOLUTIONS) {
      const texts = await read(greyOf(document.withPage(at, scale, (open) => open.draw())));
      places.push(...texts.map((text) => placeOf({ kind: 'qr-code', page: at + 1 }, text)));
      if (texts.length > 0) break;
    }
  }
  return places;
}

// A code in colours is read by their mean, as a grey scan would show it.
function greyOf({ width, height, data: colours }: ColourRaster): GreyRaster {
  const data = new Uint8Array(width * height);
  for (let at = 0; at < data.length; at += 1) {
    const [one = 0, two = 0, three = 0] = colours.subarray(at * 4, at * 4 + 3);
    data[at] = (one + two + three) / 3;
  }
  return { width, height, data };
}

function inOrder(places: readonly TextPlace[]): readonly TextPlace[] {
  const last = Number.MAX_SAFE_INTEGER;
  return places.toSorted(({ page: one = last }, { page: other = last }) => one - other).slice(0, PLACES);
}

function arePagesSame(pdfium: Pdfium, supplied: OpenDocument, copied: OpenDocument): boolean {
  const look = (document: OpenDocument, at: number) =>
    document.withPage(at, COMPARING, (open) => ({
      picture: open.draw(),
      words: JSON.stringify(piecesOf(pdfium, open).map(({ mode, signs }) => ({ mode, signs }))),
    }));
  return (
    supplied.pages === copied.pages &&
    pagesOf(supplied).every((at) => {
      const [one, other] = [look(supplied, at), look(copied, at)];
      return one.words === other.words && Buffer.compare(one.picture.data, other.picture.data) === 0;
    })
  );
}
