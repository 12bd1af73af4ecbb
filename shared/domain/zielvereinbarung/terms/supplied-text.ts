import type { TextStop } from '../../../../events/incoming/scan.ts';
import type { Recorded } from '../../../../events/recorded/index.ts';
import type { Fassung, SuppliedText } from '../state.ts';

/**
 * A PDF that the parties supplied as the text of a Fassung (rule 8) comes in like a scan, before the
 * release: it is the Fassung, so nothing can be signed without it, and it proves no signature. What is signed and
 * published is its copy without author and metadata, page for page the same.
 */

/** A place of a supplied text that stops it: what is there, its page from 1, the words where they are told. */
export type TextPlace = { readonly kind: TextStop; readonly page?: number; readonly excerpt?: string };

/** Whether an upload is the text that the terms of this Fassung name by its hash. */
export function isSuppliedText(fassung: Fassung | undefined, upload: { readonly sha256: string }): boolean {
  return fassung?.text !== undefined && fassung.text.sha256 === upload.sha256;
}

/** The Fassung once its supplied text lies in the archive. */
export function withArchivedText(fassung: Fassung): Fassung {
  return withText(fassung, { isArchived: true });
}

/** The Fassung after a document was archived: it may be the copy of its supplied text. */
export function withCopiedText(
  fassung: Fassung,
  { kind, suppliedSha256 }: Pick<Recorded<'DocumentArchived'>['data'], 'kind' | 'suppliedSha256'>,
): Fassung {
  const isCopy = kind === 'text-copy' && suppliedSha256 === fassung.text?.sha256;
  return isCopy ? withText(fassung, { isCopied: true }) : fassung;
}

/** The Fassung after an upload was refused: it may be its supplied text, which then stays missing. */
export function withStoppedText(
  fassung: Fassung,
  { reason, sha256 }: Pick<Recorded<'ScanRefused'>['data'], 'reason' | 'sha256'>,
): Fassung {
  const isStopped = reason === 'text-document-not-plain' && isSuppliedText(fassung, { sha256 });
  return isStopped ? withText(fassung, { isStopped: true }) : fassung;
}

/** Whether its supplied text was looked into and holds what must not be signed: only another file helps. */
export function isTextStopped({ text }: Fassung): boolean {
  return text?.isStopped === true;
}

// In one order, and without what the copy settles: any order of arrival ends in the same state byte for byte.
function withText(fassung: Fassung, found: Partial<SuppliedText>): Fassung {
  if (fassung.text === undefined) return fassung;
  const { sha256, isArchived, isCopied, isStopped } = { ...fassung.text, ...found };
  const became = isCopied === true ? { isCopied } : { ...(isStopped === true && { isStopped }) };
  return { ...fassung, text: { sha256, isArchived, ...became } };
}

/**
 * Whether the Fassung names a text that does not lie in the archive yet with its copy: its release waits for both.
 * An older release archived texts without looking into them and without a copy; they come in once more.
 */
export function isTextMissing({ text }: Fassung): boolean {
  return text !== undefined && !(text.isArchived && text.isCopied === true);
}
