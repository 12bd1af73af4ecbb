/**
 * What lies in the archive for a Fassung: what came in, the copy of a supplied text without author and metadata, what
 * was made to be signed, what was made to be read.
 */
export type ArchivedKind = 'scan' | 'text-copy' | 'signing' | 'reading';

/** Zielvereinbarung and Fassung that something in the archive belongs to. */
type Belonging = { readonly subject: string; readonly fassung: number };

/** Key of an archived PDF: by Zielvereinbarung, Fassung, kind and content, so the same bytes lie there once. */
export function archiveKey({ subject, fassung }: Belonging, kind: ArchivedKind, sha256: string): string {
  return `${subject}/fassung-${fassung}/${kind}/${sha256}.pdf`;
}
