import { PDFArray, PDFDict, PDFName, PDFRawStream, PDFRef, PDFDocument } from '@cantoo/pdf-lib';
import type { PDFContext, PDFObject } from '@cantoo/pdf-lib';

/** Reads the objects of a file that the upload gate let pass, as they are: nothing is written into it by reading. */
export function readGraph(bytes: Uint8Array): Promise<PDFDocument> {
  return PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: true });
}

/** The object itself, references followed. */
export function targetOf(context: PDFContext, object: PDFObject | undefined): PDFObject | undefined {
  return object instanceof PDFRef ? context.lookup(object) : object;
}

/** The entries of a dictionary or stream; nothing for any other object. */
export function entriesInGraph(object: PDFObject | undefined): PDFDict | undefined {
  if (object instanceof PDFRawStream) return object.dict;
  return object instanceof PDFDict ? object : undefined;
}

/** The name under a key, as text. */
export function nameInGraph(
  context: PDFContext,
  entries: PDFDict | undefined,
  key: string,
): string | undefined {
  const value = targetOf(context, entries?.get(PDFName.of(key)));
  return value instanceof PDFName ? value.decodeText() : undefined;
}

/** The items of an array under a key; none where there is no array. */
export function itemsInGraph(
  context: PDFContext,
  entries: PDFDict | undefined,
  key: string,
): readonly PDFObject[] {
  const value = targetOf(context, entries?.get(PDFName.of(key)));
  return value instanceof PDFArray ? value.asArray() : [];
}

/** Whether an object is a page: what lies behind it belongs to that page. */
export function isPage(context: PDFContext, object: PDFObject | undefined): boolean {
  return nameInGraph(context, entriesInGraph(object), 'Type') === 'Page';
}
