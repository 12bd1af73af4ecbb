import type { UploadRefusal } from '../../../events/reasons.ts';

/** What was seen and tolerated; told to the person who confirms the scan, never a reason to refuse. */
export const OBSERVATIONS = [
  'bytes-before-header',
  'bytes-after-end',
  'page-view-open-action',
  'link-annotation',
  'markup-annotation',
  'digital-signature',
  'several-revisions',
  'linearised',
  'private-entry',
  'reading-stopped',
  'qr-missing',
  'qr-contradicts-upload',
  'upload-overwritten',
] as const;

/** One of {@link OBSERVATIONS}. */
export type Observation = (typeof OBSERVATIONS)[number];

/** Judgement of the upload gate: the pages of a harmless scan, or one reason of the closed list. */
export type GateVerdict =
  | { readonly ok: true; readonly pages: number; readonly observations: readonly Observation[] }
  | { readonly ok: false; readonly reason: UploadRefusal };

/** What the rules note while they look at a file. */
export type Notes = { readonly refusals: Set<UploadRefusal>; readonly observations: Set<Observation> };

/** An empty sheet of {@link Notes}. */
export function emptyNotes(): Notes {
  return { refusals: new Set(), observations: new Set() };
}

// The most telling reason first: a form with XFA also has fields, a dropper also has scripts.
const PRECEDENCE: readonly UploadRefusal[] = [
  'pdf-encrypted',
  'pdf-xfa',
  'pdf-embedded-file',
  'pdf-active-content',
  'pdf-polyglot',
  'pdf-decompression-limit',
  'pdf-too-complex',
  'pdf-multiple-revisions',
  'pdf-broken',
  'pdf-page-count',
];

/** The one reason that is told when several apply. */
export function tellingRefusal(notes: Notes): UploadRefusal | undefined {
  return PRECEDENCE.find((reason) => notes.refusals.has(reason));
}
