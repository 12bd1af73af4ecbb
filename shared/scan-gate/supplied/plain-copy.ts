import {
  PDFArray,
  PDFContext,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNull,
  PDFRawStream,
  PDFRef,
  PDFWriter,
} from '@cantoo/pdf-lib';
import type { PDFDocument, PDFObject } from '@cantoo/pdf-lib';
import { entriesInGraph, isPage, nameInGraph, readGraph, targetOf } from './pdf-graph.ts';
import { withoutNotes } from './jpeg-notes.ts';

const JPEG = PDFName.of('DCTDecode');
const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** What the copy takes over of the catalog: pages, their order for screen readers, places that links go to. */
const OF_CATALOG = words(
  'Type Version Extensions Pages PageLabels StructTreeRoot MarkInfo Lang OutputIntents ViewerPreferences Names Dests',
);
/** What the copy takes over of a page: what is drawn on it, how large, and its links. */
const OF_PAGE = words(
  'Type Parent MediaBox CropBox BleedBox TrimBox ArtBox Contents Resources Rotate Group Annots StructParents Tabs UserUnit',
);
/** What the copy takes over of a link; no author, no day, no name. */
const OF_LINK = words('Type Subtype Rect Border C H F BS QuadPoints A Dest StructParent Contents P PA');
/** Of an annotation that is on no page, and that the structure still names, nothing. */
const OF_MARK = words('Type Subtype Rect');
/** Notes about an object, wherever they stand. Source: PDF 1.7, 14.3 and 14.5. */
const NOTES = words('Metadata PieceInfo LastModified');

/**
 * The same pages without author, programme, days, XMP, notes of programmes, thumbnails, bookmarks, and whatever no
 * page needs. The same file gives the same bytes, on any machine and day: objects are numbered in the order in which
 * the catalog leads to them, and the ID is the beginning of `sha256`, the hash of the supplied file.
 * @throws Error where the file cannot be read.
 */
export async function plainCopy(bytes: Uint8Array, sha256: string): Promise<Uint8Array> {
  const source = await readGraph(bytes);
  const target = PDFContext.create();
  target.trailerInfo.Root = new Copier(source, target).copyRoot();
  const id = PDFHexString.of(sha256.slice(0, 32));
  target.trailerInfo.ID = target.obj([id, id]);
  return PDFWriter.forContext(target, Infinity).serializeToBuffer();
}

class Copier {
  private readonly known = new Map<PDFRef, PDFRef>();
  private readonly open: { readonly from: PDFRef; readonly to: PDFRef }[] = [];
  private readonly source: PDFDocument;
  private readonly target: PDFContext;

  constructor(source: PDFDocument, target: PDFContext) {
    this.source = source;
    this.target = target;
  }

  copyRoot(): PDFRef {
    const { context, catalog } = this.source;
    const root = this.target.nextRef();
    const from = context.getObjectRef(catalog);
    if (from !== undefined) this.known.set(from, root);
    this.target.assign(root, this.copyEntries(catalog));
    for (let next = this.open.shift(); next !== undefined; next = this.open.shift())
      this.target.assign(next.to, this.copy(context.lookup(next.from) ?? PDFNull));
    return root;
  }

  private copy(object: PDFObject): PDFObject {
    if (object instanceof PDFRef) return this.refer(object);
    if (object instanceof PDFArray) return this.copyItems(object);
    if (object instanceof PDFDict) return this.copyEntries(object);
    if (object instanceof PDFRawStream) return this.copyStream(object);
    return object.clone(this.target);
  }

  // In the order in which they are met, never by their number in the file.
  private refer(from: PDFRef): PDFRef {
    const known = this.known.get(from);
    if (known !== undefined) return known;
    const to = this.target.nextRef();
    this.known.set(from, to);
    this.open.push({ from, to });
    return to;
  }

  private copyItems(array: PDFArray): PDFArray {
    const copied = PDFArray.withContext(this.target);
    for (const item of array.asArray()) copied.push(this.copy(item));
    return copied;
  }

  private copyEntries(dict: PDFDict): PDFDict {
    const wanted = this.wantedOf(dict);
    const copied = this.target.obj({});
    for (const [key, value] of dict.entries())
      if (!NOTES.has(key.decodeText()) && wanted?.has(key.decodeText()) !== false)
        copied.set(key, this.copy(value));
    return copied;
  }

  private wantedOf(dict: PDFDict): ReadonlySet<string> | undefined {
    const { context, catalog } = this.source;
    if (dict === catalog) return OF_CATALOG;
    if (isPage(context, dict)) return OF_PAGE;
    if (nameInGraph(context, dict, 'Subtype') === 'Link') return OF_LINK;
    return nameInGraph(context, dict, 'Type') === 'Annot' ? OF_MARK : undefined;
  }

  private filtersOf(stream: PDFRawStream): readonly (PDFObject | undefined)[] {
    const { context } = this.source;
    const filter = targetOf(context, entriesInGraph(stream)?.get(PDFName.of('Filter')));
    return filter instanceof PDFArray ? filter.asArray().map((one) => targetOf(context, one)) : [filter];
  }

  private copyStream(stream: PDFRawStream): PDFRawStream {
    const filters = this.filtersOf(stream);
    const isJpeg = filters.includes(JPEG);
    // Notes of a picture that lies in another coding cannot be reached: no copy is better than one that keeps them.
    if (isJpeg && filters.length > 1) throw new Error('A JPEG picture in another coding');
    const contents = isJpeg ? withoutNotes(stream.contents) : stream.contents;
    return PDFRawStream.of(this.copyEntries(stream.dict), contents);
  }
}
