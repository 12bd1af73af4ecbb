import type { TextPlace } from '../../domain/zielvereinbarung/terms/supplied-text.ts';
import type { UploadRefusal } from '../../../events/reasons.ts';
import type { SheetCode } from './qr-code.ts';
import type { Observation } from './verdict.ts';

/** What looking at a file gave. */
export type Inspection =
  | {
      readonly ok: true;
      readonly pages: number;
      readonly observations: readonly Observation[];
      /** QR codes of ours on any page. */
      readonly codes: readonly SheetCode[];
      /** Pages with a QR code that is none of ours. */
      readonly otherCodes?: readonly number[];
      /** PNG of each page from the first, up to a limit. */
      readonly previews?: readonly Uint8Array[];
    }
  | { readonly ok: false; readonly reason: UploadRefusal };

/** What looking into a supplied text gave: its copy without author and metadata, or what stops it. */
export type TextInspection =
  | { readonly ok: true; readonly copy: Uint8Array }
  | {
      readonly ok: false;
      readonly reason: 'text-document-not-plain';
      readonly places: readonly TextPlace[];
    }
  | { readonly ok: false; readonly reason: 'text-document-not-copyable' };

/** Looks at one file, apart from everything else. */
export interface ScanInspector {
  /** What does not end in time is `pdf-too-complex`. */
  inspect(bytes: Uint8Array): Promise<Inspection>;
  /** Looks into a file that `inspect` let pass and that is a supplied text; what does not end in time is `text-document-not-copyable`. */
  inspectText(bytes: Uint8Array): Promise<TextInspection>;
}
