import type { Source } from './source.ts';

/** A kind of fact by its stem on the wire, and the files that name it. */
export type FactPlaces = { readonly stem: string; readonly files: readonly string[] };

/** Where each kind of fact is named in code, the one with the most files first. */
export function factPlaces(stems: readonly string[], sources: readonly Source[]): readonly FactPlaces[] {
  return stems
    .map((stem) => ({ stem, files: sources.filter((source) => names(source, stem)).map(({ path }) => path) }))
    .toSorted((one, other) => other.files.length - one.files.length || (one.stem < other.stem ? -1 : 1));
}

/**
 * Whether a file names this kind of fact: `BescheidIssued` or `bescheidIssued` as an identifier or in a text,
 * or its stem `bescheid.issued` in a text, also inside a longer one (`de.example.bescheid.issued.v1`).
 * Comments do not count.
 */
export function names(source: Source, stem: string): boolean {
  const name = codeNameOf(stem);
  if (source.names.has(name) || source.names.has(name.charAt(0).toLowerCase() + name.slice(1))) return true;
  const said = new RegExp(String.raw`(?<![\w-])(?:${stem.replaceAll('.', '[.]')}|${name})(?![\w-])`, 'u');
  return source.texts.some((text) => said.test(text));
}

/** `bescheid.issued` → `BescheidIssued`; on purpose not the mapping of the product that is measured. */
function codeNameOf(stem: string): string {
  return stem.replaceAll(/(?:^|[.-])([a-z\d])/gu, (_, letter: string) => letter.toUpperCase());
}

/** Number in the middle of these; the lower of two, 0 of none. */
export function median(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor((numbers.length - 1) / 2)] ?? 0;
}
