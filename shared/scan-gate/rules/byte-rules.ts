import type { UploadRefusal } from '../../../events/reasons.ts';
import { SCAN_LIMITS } from './limits.ts';
import type { Observation } from './verdict.ts';

/** What the first look at the bytes says: where the PDF lies in them, or why it is none. */
export type ByteVerdict =
  | {
      readonly ok: true;
      readonly headerOffset: number;
      readonly end: number;
      readonly observations: readonly Observation[];
    }
  | { readonly ok: false; readonly reason: UploadRefusal };

const latin1 = new TextDecoder('latin1');
const END_MARK = '%%EOF';
const HEADER = /%PDF-(?:1\.[0-7]|2\.0)/u;
const PADDING = new Set([0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x1a, 0x20]);
const BEFORE_HEADER = new Set([...PADDING, 0xef, 0xbb, 0xbf]);
const MARKUP = /<(?:!doctype|html|head|body|script|svg|iframe|\?php)/iu;
const ZIP_LOCAL = 'PK\u0003\u0004';
const ZIP_END = 'PK\u0005\u0006';
/** A ZIP reader looks for its directory's end in the last 22 + 65,535 bytes. Source: APPNOTE.TXT 4.3.16. */
const ZIP_WINDOW = 65_557;

/**
 * Judges a file by its bytes, before anything is parsed: size, header, end mark, foreign data around them.
 * Tolerates what scanners do: a byte order mark or line feeds before the header, NUL, 0x1A and line feeds
 * after the end mark, up to 1 KB of other data there. Reasons: `upload-empty`, `upload-too-large`,
 * `not-a-pdf`, `pdf-polyglot`, `pdf-broken` (no end mark: cut off).
 */
export function judgeBytes(bytes: Uint8Array): ByteVerdict {
  if (bytes.length === 0) return refused('upload-empty');
  if (bytes.length > SCAN_LIMITS.fileBytes) return refused('upload-too-large');
  const start = latin1.decode(bytes.subarray(0, SCAN_LIMITS.headerWindow));
  const headerOffset = start.search(HEADER);
  if (headerOffset < 0) return refused('not-a-pdf');
  const sloppy = bytes.subarray(0, headerOffset).every((byte) => BEFORE_HEADER.has(byte));
  if (!sloppy || headerOffset > SCAN_LIMITS.bytesBeforeHeader) return refused('pdf-polyglot');
  if (isZip(bytes)) return refused('pdf-polyglot');
  const mark = lastIndexOf(bytes, END_MARK);
  if (mark < 0) return refused('pdf-broken');
  const end = mark + END_MARK.length;
  const foreign = withoutPadding(bytes.subarray(end));
  if (foreign.length > SCAN_LIMITS.trailingBytes || isForeignFormat(foreign)) return refused('pdf-polyglot');
  const observations: Observation[] = [];
  if (headerOffset > 0) observations.push('bytes-before-header');
  if (foreign.length > 0) observations.push('bytes-after-end');
  return { ok: true, headerOffset, end, observations };
}

const DANGEROUS_WORDS =
  /\/(?:JavaScript|JS|AA|OpenAction|Launch|GoToR|GoToE|SubmitForm|ImportData|EmbeddedFiles?|XFA|RichMedia)\b/u;
const OBJECT_HEADER = /\d\s+\d+\s+obj\b/u;

/** Judges the comments outside of streams: a reader that repairs files may run what hides there. */
export function judgeComments(comments: readonly string[]): UploadRefusal | undefined {
  const all = comments.map(unescapeNames).join('\n');
  if (DANGEROUS_WORDS.test(all) || OBJECT_HEADER.test(all)) return 'pdf-active-content';
  if (all.length > SCAN_LIMITS.commentBytes || MARKUP.test(all) || all.includes(ZIP_LOCAL))
    return 'pdf-polyglot';
  return undefined;
}

function unescapeNames(comment: string): string {
  return comment.replaceAll(/#([0-9A-Fa-f]{2})/gu, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

function refused(reason: UploadRefusal): ByteVerdict {
  return { ok: false, reason };
}

function withoutPadding(tail: Uint8Array): Uint8Array {
  const first = tail.findIndex((byte) => !PADDING.has(byte));
  if (first < 0) return tail.subarray(0, 0);
  const last = tail.findLastIndex((byte) => !PADDING.has(byte));
  return tail.subarray(first, last + 1);
}

function isForeignFormat(tail: Uint8Array): boolean {
  const text = latin1.decode(tail);
  return MARKUP.test(text) || text.includes('PK') || text.startsWith('MZ') || text.startsWith('\u007FELF');
}

// The directory's end counts where its comment reaches exactly to the end of the file, padding aside.
function isZip(bytes: Uint8Array): boolean {
  const tail = bytes.subarray(Math.max(0, bytes.length - ZIP_WINDOW));
  const at = lastIndexOf(tail, ZIP_END);
  if (at < 0) return false;
  const comment = (tail[at + 20] ?? 0) + 256 * (tail[at + 21] ?? 0);
  return at + 22 + comment === tail.length;
}

function lastIndexOf(bytes: Uint8Array, word: string): number {
  const codes = Array.from(word, (letter) => letter.charCodeAt(0));
  for (let at = bytes.length - codes.length; at >= 0; at -= 1) {
    if (bytes[at] === codes[0] && codes.every((code, index) => bytes[at + index] === code)) return at;
  }
  return -1;
}
