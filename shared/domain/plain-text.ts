// What nobody sees and a paste brings along (zero-width and bidi marks, soft hyphens, fillers), controls, halves of
// a surrogate pair, and the sign that stands for bytes which were lost on the way.
const UNSEEN = /[\p{C}\p{Default_Ignorable_Code_Point}\uFFFD]/gu;

/**
 * Several lines as a person sees them: NFC, line feeds between lines, and nothing that cannot be seen. What this
 * gives is never `text-invalid`, and giving it once more changes nothing.
 */
export function plainText(typed: string): string {
  return typed
    .replaceAll(/\r\n?|[\u2028\u2029]/gu, '\n')
    .split('\n')
    .map((line) => line.replaceAll('\t', ' ').replaceAll(UNSEEN, ''))
    .join('\n')
    .normalize('NFC')
    .trim();
}

/** The same on one line: every run of white space is one blank. */
export function plainLine(typed: string): string {
  return plainText(typed).replaceAll(/\s+/gu, ' ').trim();
}

/** The beginning of a text: at most so many UTF-16 units, as the schemas count, and no half of a character. */
export function cutTo(text: string, maximum: number): string {
  return text
    .slice(0, maximum)
    .replace(/[\uD800-\uDBFF]$/u, '')
    .trimEnd();
}
