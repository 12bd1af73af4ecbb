import type { Party } from '../../../events/primitives.ts';

/** One upload under way. */
export type Upload = {
  readonly uploadId: string;
  readonly createdAt: string;
  /** Pseudonym of the uploader's account; its id where an earlier release wrote it. */
  readonly createdBy: string;
  readonly zielvereinbarung?: string;
  readonly fassung?: number;
  readonly parties: readonly Party[];
  readonly sha256: string;
  readonly size: number;
  readonly fileName: string;
  readonly originalLocation?: string;
  /** Fingerprint of what was asked for; absent where an earlier release wrote it. */
  readonly asked?: string;
};

/** How many uploads one side may announce on one day in Europe/Berlin; without `ags` those that name nobody. */
export type UploadQuota = {
  readonly party: Party;
  readonly ags?: string;
  readonly day: string;
  readonly limit: number;
};

/** Uploads that were announced; what became of them stands in the log and beside the object. */
export interface Uploads {
  /**
   * Puts an upload once and counts it, in one step: what is `known` by its id is not counted again, and where the
   * quota is `exhausted` nothing is put, however many come at once.
   */
  announce(upload: Upload, quota: UploadQuota): Promise<'announced' | 'known' | 'exhausted'>;
  get(uploadId: string): Promise<Upload | undefined>;
}

/** A form that uploads exactly one file under exactly one key, for five minutes. */
export type UploadForm = {
  readonly post: { readonly url: string; readonly fields: Readonly<Record<string, string>> };
  readonly expiresAt: string;
};
