import { readFileSync } from 'node:fs';

/** The text of the Zielvereinbarung 2025 of Limburg-Weilburg as it was signed, doubled words included. */
export const seedText = readFileSync(
  new URL('zielvereinbarung-2025-limburg-weilburg.txt', import.meta.url),
  'utf8',
);

/** Joins all white space into single spaces, so that line breaks of the source do not matter. */
export function withoutLayout(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
