import type { PDFObject } from '@cantoo/pdf-lib';
import { PDFRawStream } from '@cantoo/pdf-lib';
import { SCAN_LIMITS } from './rules/limits.ts';
import type { PdfCrossReference, PdfEntries, PdfObject, PdfValue } from './rules/pdf-model.ts';
import { GateStop, PdfSyntax, plainEntries, plainValue, whiteBefore } from './pdf-gate-syntax.ts';

const codes = (word: string): number[] => Array.from(word, (letter) => letter.charCodeAt(0));
const OBJ = codes('obj');
const END_OBJ = codes('endobj');
const XREF = codes('xref');
const TRAILER = codes('trailer');
const START_XREF = codes('startxref');
const [FREE, IN_USE] = codes('fn');

/** The parts of a file in the order of its bytes, object streams still packed. */
export type PdfParts = {
  readonly objects: readonly PdfObject[];
  readonly trailers: readonly { readonly offset: number; readonly entries: PdfEntries }[];
  readonly tables: readonly PdfCrossReference[];
  readonly starts: readonly { readonly value: number; readonly end: number }[];
  readonly comments: readonly string[];
  readonly shadowed: readonly PdfValue[];
};

/**
 * Reads a file from its first byte to its last, not along its cross references: so older revisions, unreachable
 * and hidden objects are seen too. Throws {@link GateStop} for what is no sequence of objects.
 */
export function readParts(bytes: Uint8Array, headerOffset: number): PdfParts {
  const reader = new FileReader(bytes);
  reader.readFrom(headerOffset);
  return reader;
}

/** Unpacks the objects of an object stream. */
export function unpackObjects(decoded: Uint8Array, pack: { first: number; count: number; offset: number }) {
  const reader = new FileReader(decoded);
  return { objects: reader.readPacked(pack), comments: reader.comments, shadowed: reader.shadowed };
}

class FileReader extends PdfSyntax implements PdfParts {
  readonly objects: PdfObject[] = [];
  readonly trailers: { offset: number; entries: PdfEntries }[] = [];
  readonly tables: PdfCrossReference[] = [];
  readonly starts: { value: number; end: number }[] = [];
  private stray = 0;

  readFrom(headerOffset: number): void {
    this.bytes.moveTo(headerOffset);
    for (this.skipWhitespaceAndComments(); !this.bytes.done(); this.skipWhitespaceAndComments()) {
      if (!this.readObject() && !this.readTable() && !this.readTrailer() && !this.readStart())
        this.skipStray();
    }
  }

  readPacked({
    first,
    count,
    offset,
  }: {
    first: number;
    count: number;
    offset: number;
  }): readonly PdfObject[] {
    if (count > SCAN_LIMITS.objects) throw new GateStop('pdf-too-complex');
    const places = Array.from({ length: count }, () => ({
      number: this.readInteger(),
      at: this.readInteger(),
    }));
    return places.map(({ number, at }) => {
      this.bytes.moveTo(first + at);
      return { id: `${number} 0`, offset, slack: 0, packed: true, value: plainValue(this.parseObject()) };
    });
  }

  private readObject(): boolean {
    const offset = this.bytes.offset();
    const id = this.matchObjectHeader();
    if (id === undefined) {
      this.bytes.moveTo(offset);
      return false;
    }
    if (this.objects.length >= SCAN_LIMITS.objects) throw new GateStop('pdf-too-complex');
    const object = this.parseObject();
    const value = plainValue(object);
    const slack = whiteBefore(this.raw, offset);
    this.objects.push({ id, offset, slack, packed: false, value });
    if (isCrossReferenceStream(object)) this.trailers.push({ offset, entries: plainEntries(object.dict) });
    this.skipWhitespaceAndComments();
    this.matchKeyword(END_OBJ);
    return true;
  }

  private matchObjectHeader(): string | undefined {
    if (!isDigit(this.bytes.peek())) return undefined;
    const number = this.parseRawInt();
    this.skipWhitespaceAndComments();
    if (!isDigit(this.bytes.peek())) return undefined;
    const generation = this.parseRawInt();
    this.skipWhitespaceAndComments();
    return this.matchKeyword(OBJ) ? `${number} ${generation}` : undefined;
  }

  private readTable(): boolean {
    const offset = this.bytes.offset();
    if (!this.matchKeyword(XREF)) return false;
    const targets: number[] = [];
    for (this.skipWhitespaceAndComments(); isDigit(this.bytes.peek()); this.skipWhitespaceAndComments()) {
      const first = this.parseRawInt();
      this.readInteger();
      this.skipWhitespaceAndComments();
      const kind = this.bytes.peek();
      if (kind !== IN_USE && kind !== FREE) continue; // the head of a subsection: first number and count
      this.bytes.next();
      if (kind === IN_USE) targets.push(first);
      if (targets.length > 2 * SCAN_LIMITS.objects) throw new GateStop('pdf-too-complex');
    }
    this.tables.push({ offset, slack: whiteBefore(this.raw, offset), targets, packs: [] });
    return true;
  }

  private readTrailer(): boolean {
    const offset = this.bytes.offset();
    if (!this.matchKeyword(TRAILER)) return false;
    this.skipWhitespaceAndComments();
    this.trailers.push({ offset, entries: plainEntries(this.parseDict()) });
    return true;
  }

  private readStart(): boolean {
    if (!this.matchKeyword(START_XREF)) return false;
    const value = this.readInteger();
    this.starts.push({ value, end: this.bytes.offset() });
    return true;
  }

  private readInteger(): number {
    this.skipWhitespaceAndComments();
    return this.parseRawInt();
  }

  // A careless writer doubles an end mark or leaves a marker line without its percent sign; more is another format.
  private skipStray(): void {
    this.bytes.next();
    this.stray += 1;
    if (this.stray > SCAN_LIMITS.strayBytes) throw new GateStop('pdf-polyglot');
  }
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

function isCrossReferenceStream(object: PDFObject): object is PDFRawStream {
  if (!(object instanceof PDFRawStream)) return false;
  const type = plainEntries(object.dict).get('Type');
  return type?.kind === 'name' && type.name === 'XRef';
}
