import {
  fassungNumber,
  PARTIES,
  type Party,
  sha256,
  subject,
  text,
  uploadId,
} from '../../../events/primitives.ts';

/** What the uploader said, as signed into the upload form. What is missing or unreadable there is missing here. */
export type UploadClaim = {
  readonly uploadId: string;
  readonly zielvereinbarung?: string;
  readonly fassung?: number;
  readonly parties: readonly Party[];
  readonly sha256?: string;
  readonly size?: number;
  readonly originalLocation?: string;
};

/** How the keys of uploads begin in the inbox. */
export const UPLOADS_PREFIX = 'uploads/';

/** How the keys begin under which the inbox has what was found in uploads. */
export const FINDINGS_PREFIX = 'findings/';

const KEY = /^uploads\/([^/]+)\/scan$/u;
const locationText = text(200);

/** The upload id of an inbox key `uploads/<uploadId>/scan`; nothing for any other key. */
export function uploadIdOf(key: string): string | undefined {
  const [, id] = KEY.exec(key) ?? [];
  return uploadId.safeParse(id).success ? id : undefined;
}

/** The inbox key of an upload. */
export function uploadKey(id: string): string {
  return `${UPLOADS_PREFIX}${id}/scan`;
}

/** The inbox key of what was found in an upload. */
export function findingsKey(id: string): string {
  return `${FINDINGS_PREFIX}${id}/findings.json`;
}

/** The inbox key of the picture of a page, from 1. */
export function previewKey(id: string, page: number): string {
  return `${FINDINGS_PREFIX}${id}/page-${page}.png`;
}

/** Reads the metadata of an inbox object. Only the form's signature makes it trustworthy, never its content. */
export function readUploadClaim(id: string, metadata: Readonly<Record<string, string>>): UploadClaim {
  const fassung = Number(metadata['fassung']);
  const size = Number(metadata['size']);
  const location = decodeLocation(metadata['original-location']);
  return {
    uploadId: id,
    ...(subject.safeParse(metadata['zielvereinbarung']).success && {
      zielvereinbarung: metadata['zielvereinbarung'] ?? '',
    }),
    ...(fassungNumber.safeParse(fassung).success && { fassung }),
    parties: PARTIES.filter((party) => (metadata['parties'] ?? '').split(',').includes(party)),
    ...(sha256.safeParse(metadata['sha256']).success && { sha256: metadata['sha256'] ?? '' }),
    ...(metadata['size'] !== undefined && Number.isSafeInteger(size) && { size }),
    ...(location !== undefined && { originalLocation: location }),
  };
}

function decodeLocation(encoded: string | undefined): string | undefined {
  if (encoded === undefined) return undefined;
  try {
    return locationText.safeParse(decodeURIComponent(encoded).normalize('NFC').trim()).data;
  } catch {
    return undefined; // not URI-encoded: said as missing, never guessed
  }
}
