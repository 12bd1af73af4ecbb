import type { LockMode } from '../../domain/retention.ts';
import type { ArchivedPdf } from './intake.ts';
import type { DeskPlace } from './clearing.ts';
import type { PortalFile } from './portal.ts';

/** A file as it lies on the portal: what the store itself says of its bytes, never what somebody wrote beside them. */
export type LyingFile = {
  readonly path: string;
  /** What a writer expects to find unchanged. */
  readonly etag: string;
  /** Of the bytes, by the store's own checksum or computed by us; absent where the file could not be looked at. */
  readonly sha256?: string;
  /** As its metadata says; 0 for shared files. */
  readonly revision: number;
  /** As its metadata says: 410 answers that it was taken back. */
  readonly status?: number;
  readonly contentType: string;
};

/** What lies on the portal, and the ways to put it right; each holds on to the very file that was looked at. */
export interface PortalInventory {
  /** Everything that lies there; a file that cannot be looked at stands there by its mark, without a hash. */
  list(): Promise<readonly LyingFile[]>;
  /** One file as it lies there now. */
  look(path: string): Promise<LyingFile | undefined>;
  /** Puts a file in the place of the one with this mark, or where none lies; `moved` where that is no longer so. */
  put(file: PortalFile, over: string | undefined): Promise<'written' | 'moved'>;
  /** Removes the file with this mark. */
  remove(path: string, etag: string): Promise<'removed' | 'moved'>;
}

/** A version that lies in the archive. */
export type ArchivedVersion = ArchivedPdf & { readonly storedAt: string };

/** An archived version as it lies there. */
export type ArchivedObject = {
  /** By the store's own checksum or computed by us. */
  readonly sha256: string;
  readonly size: number;
  /** RFC 3339. */
  readonly retainUntil?: string;
  readonly lockMode?: LockMode;
  readonly isHeld: boolean;
};

/** Looks after what was archived: retention only grows, nothing is ever removed. */
export interface ArchiveCustody {
  /** Every version of every object. */
  list(): Promise<readonly ArchivedVersion[]>;
  /** Exactly this version; undefined where it is gone. */
  look(at: ArchivedPdf): Promise<ArchivedObject | undefined>;
  /** Moves the end of the retention to a later instant. */
  extend(at: ArchivedPdf, retention: { readonly until: string; readonly lockMode: LockMode }): Promise<void>;
  /** Places the legal hold, or lifts it. */
  hold(at: ArchivedPdf, isHeld: boolean): Promise<void>;
}

/** What lies at the clearing desk, and what says where. */
export type DeskLayout = {
  readonly items: readonly DeskPlace[];
  /** Keys that have a pointer. */
  readonly pointed: ReadonlySet<string>;
  /** Months that are listed. */
  readonly months: ReadonlySet<string>;
};

/** Looks through the clearing desk, whatever month something lies in. */
export interface DeskInventory {
  /** All of it; an earlier release filed by what messages say of their time, so no list of months is complete. Cost: the whole table is read once. */
  look(): Promise<DeskLayout>;
}

/** An upload that lies in the inbox. */
export type LyingUpload = { readonly uploadId: string; readonly uploadedAt: string };

/** What lies in the inbox, and the way to have it inspected again. */
export interface UploadInventory {
  list(): Promise<readonly LyingUpload[]>;
  /** Tells the inspection of an upload, as the store itself did when it came. */
  notify(uploadId: string): Promise<void>;
}
