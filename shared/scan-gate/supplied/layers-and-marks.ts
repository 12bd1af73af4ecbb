import { PDFArray, PDFHexString, PDFName, PDFString } from '@cantoo/pdf-lib';
import type { PDFContext, PDFDict, PDFDocument, PDFObject } from '@cantoo/pdf-lib';
import { entriesInGraph, isPage, itemsInGraph, nameInGraph, targetOf } from './pdf-graph.ts';

/** A layer, or an annotation that is no link: a reader shows it or not, paper cannot. Page from 1 where it has one. */
export type LayerOrMark = {
  readonly kind: 'layer' | 'annotation';
  readonly page?: number;
  /** Name of the layer, or what the annotation says. */
  readonly words: string;
};

/** Every layer and every annotation but links, page by page; layers that no page names come last. */
export function layersAndMarks(document: PDFDocument): readonly LayerOrMark[] {
  const { context, catalog } = document;
  const onPages = document
    .getPages()
    .flatMap(({ node }, at) => [
      ...[...layersBehind(context, node)].map((layer) => ({ page: at + 1, layer })),
      ...marksOf(context, node).map((mark) => ({ page: at + 1, mark })),
    ]);
  const named = new Set(onPages.flatMap((found) => ('layer' in found ? [found.layer] : [])));
  const properties = entriesInGraph(targetOf(context, catalog.get(PDFName.of('OCProperties'))));
  const others = itemsInGraph(context, properties, 'OCGs')
    .map((item) => entriesInGraph(targetOf(context, item)))
    .filter((layer) => layer !== undefined)
    .filter((layer) => !named.has(layer));
  return [
    ...onPages.map((found): LayerOrMark => {
      const { page } = found;
      return 'layer' in found
        ? { kind: 'layer', page, words: textIn(context, found.layer, 'Name') }
        : { kind: 'annotation', page, words: textIn(context, found.mark, 'Contents') };
    }),
    ...others.map((layer): LayerOrMark => ({ kind: 'layer', words: textIn(context, layer, 'Name') })),
  ];
}

function layersBehind(context: PDFContext, page: PDFDict): ReadonlySet<PDFDict> {
  const layers = new Set<PDFDict>();
  const seen = new Set<PDFObject>();
  const open: (PDFObject | undefined)[] = [...page.entries()]
    .filter(([key]) => key !== PDFName.of('Parent'))
    .map(([, value]) => value);
  for (let next = open.pop(); next !== undefined || open.length > 0; next = open.pop()) {
    const object = targetOf(context, next);
    if (object === undefined || seen.has(object) || isPage(context, object)) continue;
    seen.add(object);
    const entries = entriesInGraph(object);
    if (entries !== undefined && nameInGraph(context, entries, 'Type') === 'OCG') layers.add(entries);
    if (object instanceof PDFArray) open.push(...object.asArray());
    else if (entries !== undefined) open.push(...entries.values());
  }
  return layers;
}

function marksOf(context: PDFContext, page: PDFDict): readonly PDFDict[] {
  return itemsInGraph(context, page, 'Annots')
    .map((item) => entriesInGraph(targetOf(context, item)))
    .filter((mark) => mark !== undefined)
    .filter((mark) => nameInGraph(context, mark, 'Subtype') !== 'Link');
}

function textIn(context: PDFContext, entries: PDFDict, key: string): string {
  const value = targetOf(context, entries.get(PDFName.of(key)));
  return value instanceof PDFString || value instanceof PDFHexString ? value.decodeText() : '';
}
