import type { UploadRefusal } from '../../../events/reasons.ts';
import type { PageCode } from './qr-code.ts';
import type { Observation } from './verdict.ts';

/** What looking at a file gave. */
export type Inspection =
  | {
      readonly ok: true;
      readonly pages: number;
      readonly observations: readonly Observation[];
      /** QR codes of ours on any page. */
      readonly codes: readonly PageCode[];
      /** PNG of each page from the first, up to a limit. */
      readonly previews?: readonly Uint8Array[];
    }
  | { readonly ok: false; readonly reason: UploadRefusal };

/** Looks at one file, apart from everything else; what does not end in time is `pdf-too-complex`. */
export interface ScanInspector {
  inspect(bytes: Uint8Array): Promise<Inspection>;
}
