import type { UploadRefusal } from '../../../events/reasons.ts';
import { retentionEnd } from '../../domain/retention.ts';
import { SCAN_LIMITS } from './limits.ts';
import type { Proposal } from './qr-code.ts';
import type { UploadClaim } from './upload-claim.ts';

/**
 * Holds what arrived against what was announced. Reasons: `upload-empty`, `upload-too-large`,
 * `upload-size-mismatch`, `checksum-mismatch` (also where no checksum was announced: the form always signs one).
 */
export function judgeArrival(
  arrived: { readonly size: number; readonly sha256: string },
  claim: UploadClaim,
): UploadRefusal | undefined {
  if (arrived.size === 0) return 'upload-empty';
  if (arrived.size > SCAN_LIMITS.fileBytes) return 'upload-too-large';
  if (claim.size !== undefined && claim.size !== arrived.size) return 'upload-size-mismatch';
  if (claim.sha256 !== arrived.sha256) return 'checksum-mismatch';
  return undefined;
}

/** Zielvereinbarung and Fassung that a scan belongs to. */
export type Assignment = { readonly subject: string; readonly fassung: number };

/**
 * The uploader's word counts; where it is missing the QR code decides; where both are, the scan is unassigned.
 * A code of another Zielvereinbarung completes nothing.
 */
export function assign(claim: UploadClaim, proposal: Proposal | undefined): Assignment | undefined {
  const subject = claim.zielvereinbarung ?? proposal?.subject;
  const fassung = claim.fassung ?? (proposal?.subject === subject ? proposal?.fassung : undefined);
  return subject === undefined || fassung === undefined ? undefined : { subject, fassung };
}

/** Whether a QR code names something else than the uploader did. */
export function contradicts(
  claim: UploadClaim,
  code: { readonly subject?: string; readonly fassung?: number } | undefined,
): boolean {
  if (code?.subject === undefined) return false;
  return (
    (claim.zielvereinbarung !== undefined && claim.zielvereinbarung !== code.subject) ||
    (claim.fassung !== undefined && claim.fassung !== code.fassung)
  );
}

/** End of the retention, counted from the upload, so that a repeat gives the same instant. To the second. */
export function retainUntil(uploadedAt: string, days: number): string {
  return toSecond(new Date(retentionEnd(uploadedAt, days)));
}

/** An instant as `YYYY-MM-DDTHH:mm:ssZ`. */
export function toSecond(instant: Date): string {
  return `${instant.toISOString().slice(0, 19)}Z`;
}
