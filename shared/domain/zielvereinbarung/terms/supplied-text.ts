import type { Fassung } from '../state.ts';

/**
 * A PDF that the parties supplied as the text of a Fassung (rule 8) comes in like a scan, before the
 * release: it is the Fassung, so nothing can be signed without it, and it proves no signature.
 */

/** Whether an upload is the text that the terms of this Fassung name by its hash. */
export function isSuppliedText(fassung: Fassung | undefined, upload: { readonly sha256: string }): boolean {
  return fassung?.text !== undefined && fassung.text.sha256 === upload.sha256;
}

/** The Fassung once its supplied text lies in the archive. */
export function withArchivedText(fassung: Fassung): Fassung {
  return fassung.text === undefined ? fassung : { ...fassung, text: { ...fassung.text, isArchived: true } };
}

/** Whether the Fassung names a text that does not lie in the archive yet: its release waits for it. */
export function isTextMissing({ text }: Fassung): boolean {
  return text?.isArchived === false;
}
