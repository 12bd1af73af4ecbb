import {
  PDFArray,
  PDFBool,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFParser,
  PDFRawStream,
  PDFRef,
  type PDFStream,
  PDFString,
} from '@cantoo/pdf-lib';
import type { UploadRefusal } from '../../events/reasons.ts';
import { SCAN_LIMITS } from './rules/limits.ts';
import type { PdfEntries, PdfValue } from './rules/pdf-model.ts';

/** A file that cannot or must not be read further; the gate answers with `reason`. */
export class GateStop extends Error {
  readonly reason: UploadRefusal;

  constructor(reason: UploadRefusal, options?: ErrorOptions) {
    super(reason, options);
    this.reason = reason;
  }
}

const WHITE_SPACE = new Set([0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20]);
const codes = (word: string): number[] => Array.from(word, (letter) => letter.charCodeAt(0));
const STREAM = codes('stream');
const END_STREAM = codes('endstream');
const [LINE_FEED, CARRIAGE_RETURN, GREATER, SLASH] = [0x0a, 0x0d, 0x3e, 0x2f];

/**
 * The library's object parser, made strict: it keeps comments and values behind repeated keys for the rules,
 * bounds nesting, and reads the length of a stream only where it holds.
 */
export class PdfSyntax extends PDFParser {
  readonly comments: string[] = [];
  readonly shadowed: PdfValue[] = [];
  protected readonly raw: Buffer;
  private depth = 0;

  constructor(bytes: Uint8Array) {
    super(bytes, Infinity, true);
    this.raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  override parseObject(): PDFObject {
    this.depth += 1;
    if (this.depth > SCAN_LIMITS.nesting) throw new GateStop('pdf-too-complex');
    const object = super.parseObject();
    this.depth -= 1;
    return object;
  }

  protected override skipComment(): boolean {
    const start = this.bytes.offset();
    const found = super.skipComment();
    if (found) this.comments.push(this.raw.toString('latin1', start, this.bytes.offset()));
    return found;
  }

  protected override parseDict(): PDFDict {
    this.bytes.assertNext(0x3c);
    this.bytes.assertNext(0x3c);
    const entries = new Map<PDFName, PDFObject>();
    for (this.skipWhitespaceAndComments(); this.bytes.peek() === SLASH; this.skipWhitespaceAndComments()) {
      const key = this.parseName();
      const value = this.parseObject();
      const hidden = entries.get(key);
      if (hidden !== undefined && hidden.toString() !== value.toString())
        this.shadowed.push(plainValue(hidden));
      entries.set(key, value);
    }
    this.bytes.assertNext(GREATER);
    this.bytes.assertNext(GREATER);
    return PDFDict.fromMapWithContext(entries, this.context);
  }

  protected override parseDictOrStream(): PDFDict | PDFStream {
    const dict = this.parseDict();
    const afterDict = this.bytes.offset();
    this.skipWhitespaceAndComments();
    if (!this.matchKeyword(STREAM)) {
      this.bytes.moveTo(afterDict);
      return dict;
    }
    if (this.bytes.peek() === CARRIAGE_RETURN) this.bytes.next();
    if (this.bytes.peek() === LINE_FEED) this.bytes.next();
    const start = this.bytes.offset();
    const length = dict.get(PDFName.of('Length'));
    const end = this.streamEnd(start, length instanceof PDFNumber ? length.asNumber() : undefined);
    this.bytes.moveTo(end);
    this.skipWhitespace();
    this.matchKeyword(END_STREAM);
    return PDFRawStream.of(dict, this.raw.subarray(start, end));
  }

  // The stated length, where `endstream` follows it; else the first `endstream` before an `endobj`.
  private streamEnd(start: number, stated: number | undefined): number {
    if (stated !== undefined && stated >= 0 && start + stated <= this.raw.length) {
      const next = skipWhite(this.raw, start + stated);
      if (this.raw.toString('latin1', next, next + END_STREAM.length) === 'endstream') return start + stated;
    }
    for (let at = this.raw.indexOf('endstream', start); at >= 0; at = this.raw.indexOf('endstream', at + 1)) {
      const next = skipWhite(this.raw, at + END_STREAM.length);
      if (this.raw.toString('latin1', next, next + 6) === 'endobj')
        return withoutLineEnd(this.raw, start, at);
    }
    throw new GateStop('pdf-broken');
  }
}

/** Skips white space from `at` on. */
export function skipWhite(raw: Buffer, at: number): number {
  let next = at;
  while (WHITE_SPACE.has(raw[next] ?? -1)) next += 1;
  return next;
}

/** Counts the white space directly before `at`, at most 16. */
export function whiteBefore(raw: Buffer, at: number): number {
  let count = 0;
  while (count < 16 && WHITE_SPACE.has(raw[at - count - 1] ?? -1)) count += 1;
  return count;
}

function withoutLineEnd(raw: Buffer, start: number, at: number): number {
  let end = at;
  if (end > start && raw[end - 1] === LINE_FEED) end -= 1;
  if (end > start && raw[end - 1] === CARRIAGE_RETURN) end -= 1;
  return end;
}

/** Turns an object of the library into the plain value that the rules read. */
export function plainValue(object: PDFObject): PdfValue {
  if (object instanceof PDFName) return { kind: 'name', name: object.decodeText() };
  if (object instanceof PDFRef)
    return { kind: 'reference', id: `${object.objectNumber} ${object.generationNumber}` };
  if (object instanceof PDFNumber) return { kind: 'number', value: object.asNumber() };
  if (object instanceof PDFString || object instanceof PDFHexString) {
    return { kind: 'text', text: Buffer.from(object.asBytes()).toString('latin1') };
  }
  if (object instanceof PDFArray) return { kind: 'array', items: object.asArray().map(plainValue) };
  if (object instanceof PDFRawStream)
    return { kind: 'stream', entries: plainEntries(object.dict), raw: object.contents };
  if (object instanceof PDFDict) return { kind: 'dict', entries: plainEntries(object) };
  if (object instanceof PDFBool) return { kind: 'boolean', value: object.asBoolean() };
  return { kind: 'null' };
}

/** Turns a dictionary of the library into plain entries. */
export function plainEntries(dict: PDFDict): PdfEntries {
  return new Map(dict.entries().map(([key, value]) => [key.decodeText(), plainValue(value)]));
}
