import type { UploadRefusal } from '../../../events/reasons.ts';
import { cleanFileName } from '../../../shared/scan-gate/rules/file-name.ts';
import { SCAN_LIMITS } from '../../../shared/scan-gate/rules/limits.ts';

/** How much of beginning and end of a file is looked at before it is sent. */
export const GLANCE_BYTES = 4096;

/** What the browser sees of a file without reading it whole. */
export type Glance = {
  readonly size: number;
  /** The first {@link GLANCE_BYTES}, or all of a smaller file. */
  readonly head: Uint8Array;
  /** The last {@link GLANCE_BYTES}. */
  readonly tail: Uint8Array;
};

// Written as a reference or as a dictionary: the bare word may stand in any text.
const ENCRYPTED = /\/Encrypt\s*(?:\d+\s+\d+\s+R|<<)/u;

/**
 * Why a file would be refused, as far as the browser can tell: the inspection looks closer and decides. Saying
 * it before anything is sent spares the person the wait.
 */
export function judgeFile({ size, head, tail }: Glance): UploadRefusal | undefined {
  if (size === 0) return 'upload-empty';
  if (size > SCAN_LIMITS.fileBytes) return 'upload-too-large';
  if (!textOf(head).slice(0, SCAN_LIMITS.headerWindow).includes('%PDF-')) return 'not-a-pdf';
  return ENCRYPTED.test(textOf(head)) || ENCRYPTED.test(textOf(tail)) ? 'pdf-encrypted' : undefined;
}

/** Whether a chosen file is the photograph of a page, to be bound into a PDF first. */
export function isPhoto({ name, type }: { readonly name: string; readonly type: string }): boolean {
  return type.startsWith('image/') || /\.(?:jpe?g|png|webp|heic|heif)$/iu.test(cleanFileName(name));
}

// One character a byte: keywords of a PDF are ASCII, and everything else must only stay apart from them.
function textOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCodePoint(byte)).join('');
}
