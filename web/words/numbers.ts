import { numberText } from '../../shared/words/numbers.ts';

/** A number as people type it: `12`, `1.250,5`; undefined where it is none, or has more digits than are kept exactly. */
export function readNumber(typed: string): number | undefined {
  const plain = typed.trim();
  return /^-?(?:\d{1,3}(?:\.\d{3}){1,3}|\d{1,12})(?:,\d{1,6})?$/u.test(plain)
    ? Number(plain.replaceAll('.', '').replace(',', '.')) + 0
    : undefined;
}

/** Size of a file, in units of 1000: `240 kB`, `3,4 MB`. */
export function sizeText(bytes: number): string {
  const kilobytes = Math.max(1, Math.round(bytes / 1000));
  return kilobytes < 1000
    ? `${kilobytes}\u00A0kB`
    : `${numberText(Math.round(kilobytes / 100) / 10)}\u00A0MB`;
}
