import { readParts } from '../../../shared/scan-gate/pdf-gate-file.ts';
import {
  indexObjects,
  type PdfFile,
  type PdfObject,
  type PdfValue,
} from '../../../shared/scan-gate/rules/pdf-model.ts';
import { bytes } from './pdf-sample-writer.ts';

/** A value as the rules see it, from PDF syntax. */
export function pdfValue(syntax: string): PdfValue {
  const [object] = readParts(bytes(`1 0 obj\n${syntax}\nendobj\n`), 0).objects;
  if (object === undefined) throw new Error(`No value: ${syntax}`);
  return object.value;
}

/** A dictionary's entries from PDF syntax. */
export function pdfEntries(syntax: string) {
  const value = pdfValue(syntax);
  if (value.kind !== 'dict') throw new Error(`No dictionary: ${syntax}`);
  return value.entries;
}

/** A stream with this dictionary and these bytes. */
export function pdfStream(dict: string, raw: readonly number[] = []): PdfValue {
  return { kind: 'stream', entries: pdfEntries(dict), raw: Uint8Array.from(raw) };
}

type Written = Readonly<Record<number, string | PdfValue>>;

/** Objects by number, from this place in the file on, each ten bytes after the one before. */
export function pdfObjects(written: Written, from = 10): readonly PdfObject[] {
  return Object.entries(written).map(([number, value], at) => ({
    id: `${number} 0`,
    offset: from + 10 * at,
    slack: 0,
    packed: false,
    value: typeof value === 'string' ? pdfValue(value) : value,
  }));
}

/** A file of these objects, with nothing else to say about it where a test says nothing. */
export function pdfFile(written: Written, over: Partial<PdfFile> = {}) {
  const file: PdfFile = {
    headerOffset: 0,
    objects: pdfObjects(written),
    trailers: [],
    crossReferences: [],
    starts: [],
    shadowed: [],
    ...over,
  };
  return { file, index: indexObjects(file.objects) };
}
