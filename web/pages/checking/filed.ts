import type { UploadView, ZielvereinbarungView } from '../../api/types.ts';
import type { Party } from '../../../events/primitives.ts';

/** Zielvereinbarung and Fassung that a scan belongs to, as far as anybody said. */
export type Filed = { readonly zielvereinbarung?: string; readonly fassung?: number };

const ARCHIVE_KEY = /^(?<subject>[A-Z][A-Z0-9]*-\d{4}-\d{5})\/fassung-(?<fassung>\d{1,3})\//u;

/** Where a scan lies: as the upload named it, else as it was archived, else as its QR code proposes. */
export function whereFiled({ zielvereinbarung, fassung, archive, proposal }: UploadView): Filed {
  const named = { ...proposedBy(proposal), ...archivedAt(archive?.['key']) };
  const subject = zielvereinbarung ?? named.zielvereinbarung;
  const isSame = subject === named.zielvereinbarung;
  const number = fassung ?? (isSame ? named.fassung : undefined);
  return {
    ...(subject !== undefined && { zielvereinbarung: subject }),
    ...(number !== undefined && { fassung: number }),
  };
}

/** Where a scan belongs: what is filed stays; what nobody filed yet is as the person chooses, else as proposed. */
export function filingTarget(upload: UploadView, chosen: Filed): Filed {
  const filed = whereFiled(upload);
  if (upload.state !== 'unassigned') return filed;
  const zielvereinbarung = chosen.zielvereinbarung ?? filed.zielvereinbarung;
  const fassung = chosen.fassung ?? (zielvereinbarung === filed.zielvereinbarung ? filed.fassung : undefined);
  return {
    ...(zielvereinbarung !== undefined && zielvereinbarung !== '' && { zielvereinbarung }),
    ...(fassung !== undefined && { fassung }),
  };
}

function archivedAt(key: unknown): Filed {
  const { subject, fassung } = ARCHIVE_KEY.exec(String(key))?.groups ?? {};
  return subject === undefined ? {} : { zielvereinbarung: subject, fassung: Number(fassung) };
}

/** What the QR codes of the pages say. */
export function proposedBy(proposal: UploadView['proposal']): Filed & { readonly pagesComplete?: boolean } {
  const { subject, fassung, pagesComplete } = proposal ?? {};
  if (typeof subject !== 'string' || typeof fassung !== 'number') return {};
  return { zielvereinbarung: subject, fassung, pagesComplete: pagesComplete === true };
}

/** What somebody saw on a scan. */
export type Check = {
  readonly version: number;
  readonly pagesComplete: boolean;
  readonly signaturesVisible: readonly Party[];
};

/** What the Zielvereinbarung says of this scan: the last look at it, and that it is no evidence any more. */
export function markOf(
  view: ZielvereinbarungView | undefined,
  uploadId: string,
): { readonly check?: Check; readonly isAside: boolean } {
  const line = view?.scans.find((scan) => scan.uploadId === uploadId);
  if (line?.state !== 'archived') return { isAside: false };
  return { ...(line.check && { check: line.check }), isAside: line.aside !== undefined };
}
