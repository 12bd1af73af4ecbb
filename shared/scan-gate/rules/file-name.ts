import { cutTo, plainLine } from '../../domain/plain-text.ts';

/** Longest name that is kept, in UTF-16 units. */
export const FILE_NAME_LENGTH = 200;

/** What a file is called whose name says nothing. */
const NAMELESS = 'scan.pdf';

/**
 * The name of a chosen file as people see it: the last part of a path, without quotes around it (Windows „Als Pfad
 * kopieren“), without invisible and bidi marks, NFC, on one line and at most {@link FILE_NAME_LENGTH} long; `scan.pdf`
 * where nothing is left. A name is never a reason to refuse a scan: what this gives, the contract takes, and giving it
 * once more changes nothing.
 */
export function cleanFileName(name: string): string {
  const last = unquoted(plainLine(name))
    .split(/[/\\]/u)
    .map(unquoted)
    .findLast((part) => part !== '');
  const kept = cutTo(last ?? '', FILE_NAME_LENGTH);
  return /^[.\s]*(?:pdf)?$/iu.test(kept) ? NAMELESS : kept;
}

/** Blanks and straight quotes around a name are no part of it. */
function unquoted(part: string): string {
  return part.replaceAll(/^[\s"]+|[\s"]+$/gu, '');
}
