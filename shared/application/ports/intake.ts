import type { Party } from '../../../events/primitives.ts';
import type { UploadRefusal } from '../../../events/reasons.ts';
import type { LockMode } from '../../domain/retention.ts';
import type { CodeOnPaper, Proposal } from '../../scan-gate/rules/qr-code.ts';
import type { TextPlace } from '../../domain/zielvereinbarung/terms/supplied-text.ts';
import type { Observation } from '../../scan-gate/rules/verdict.ts';

/** The first version that was uploaded under a key: its bytes, and what the form said about them. */
export type UploadedFile = {
  readonly versionId: string;
  /** Instant of the upload, RFC 3339 to the second. */
  readonly uploadedAt: string;
  readonly metadata: Readonly<Record<string, string>>;
  /** Bytes counted by us while reading. */
  readonly size: number;
  /** Computed by us over all bytes, 64 hex digits. */
  readonly sha256: string;
  /** Missing where the file is larger than the limit. */
  readonly bytes?: Uint8Array;
  /** Versions that came in under the same key later, the oldest first; the first version decides. */
  readonly laterVersions: readonly string[];
};

/** What is written beside an upload, for the workplace to read and for a repeat to find. */
export type Findings = {
  readonly uploadId: string;
  readonly state: 'archived' | 'refused' | 'unassigned';
  readonly sha256: string;
  readonly size: number;
  readonly uploadedAt: string;
  readonly observations: readonly Observation[];
  /** What came in under the same key later, each version once, the oldest first: kept for seven days, never looked at (U15). */
  readonly laterVersions?: readonly string[];
  readonly reason?: UploadRefusal;
  /** Where a supplied text holds what stops it. */
  readonly places?: readonly TextPlace[];
  readonly pages?: number;
  /** How many pages, from the first, have a picture beside the findings. */
  readonly previews?: number;
  /** What the QR codes say; a person confirms it. */
  readonly proposal?: Proposal;
  /** What each of them says, also where they disagree; absent where none was read, and in findings of earlier releases. */
  readonly codes?: readonly CodeOnPaper[];
  readonly archive?: ArchivedPdf;
  /** The copy of a supplied text. */
  readonly textCopy?: ArchivedCopy;
} & UploadAssignment;

/** The copy of a supplied text without author and metadata, as it lies in the archive. */
export type ArchivedCopy = {
  readonly sha256: string;
  readonly size: number;
  readonly archive: ArchivedPdf;
};

/** What an upload was assigned to: said once by its form, its QR codes or staff, and never changed by a repeat. */
export type UploadAssignment = {
  readonly zielvereinbarung?: string;
  readonly fassung?: number;
  readonly parties?: readonly Party[];
};

/** Findings that lie beside an upload, and the mark by which the next writer names this state of them. */
export type KnownFindings = { readonly findings: Findings; readonly mark: string };

/** What findings are written with. */
export type FindingsWrite = {
  /** PNG of each page from the first. */
  readonly previews?: readonly Uint8Array[];
  /** Mark of the findings that these replace; missing where none lie there yet. */
  readonly after?: string | undefined;
};

/** The uploads of the inbox. */
export interface Inbox {
  /** Reads the first version of a key; nothing where the object is gone (after seven days). */
  readFirst(key: string, limit: number): Promise<UploadedFile | undefined>;
  /** Findings of an earlier look; nothing where nobody looked yet. */
  readFindings(uploadId: string): Promise<KnownFindings | undefined>;
  /**
   * Writes `findings/<uploadId>/page-1.png` and so on, where there are pictures, then `findings.json`, and gives
   * its new mark; nothing where somebody else wrote since the findings were read.
   */
  writeFindings(findings: Findings, write?: FindingsWrite): Promise<string | undefined>;
}

/** Staff assigned an upload that nothing named: it is inspected again with what they said. */
export type UploadAssigned = {
  readonly type: 'upload-assigned';
  readonly uploadId: string;
  readonly zielvereinbarung: string;
  readonly fassung: number;
  readonly parties?: readonly Party[];
};

/** A PDF on its way into the archive. */
export type ArchivalPdf = {
  readonly key: string;
  readonly bytes: Uint8Array;
  /** Of `bytes`, 64 hex digits; the store refuses other bytes. */
  readonly sha256: string;
  /** RFC 3339, explicit on every object. */
  readonly retainUntil: string;
  readonly lockMode: LockMode;
};

/** Where an archived PDF lies: never the key alone. */
export type ArchivedPdf = { readonly key: string; readonly versionId: string };

/** The archive: written once, never changed. */
export interface PdfArchive {
  /**
   * Archives a PDF. Idempotent: the same bytes under the same key give the version that already lies there, and
   * no second one.
   * @throws Error where other bytes lie under this key, or the store does not confirm the checksum.
   */
  archivePdf(pdf: ArchivalPdf): Promise<ArchivedPdf>;
}

/** Reads what was archived. */
export interface ArchiveReader {
  /** The bytes of exactly this version. @throws Error where there are none: an archived object never goes away. */
  readPdf(at: ArchivedPdf): Promise<Uint8Array>;
}
