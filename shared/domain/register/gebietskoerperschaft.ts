import { gebietskoerperschaften, type Gebietskoerperschaft } from './gebietskoerperschaften.ts';

export type { Gebietskoerperschaft, GrammaticalForms } from './gebietskoerperschaften.ts';

/**
 * The Gebietskoerperschaft with this key as it was on 1 January of the Haushaltsjahr, the day from which
 * the budget runs; `undefined` where there was none (reason code `gebietskoerperschaft-not-valid-in-year`).
 */
export function gebietskoerperschaftIn(haushaltsjahr: number, ags: string): Gebietskoerperschaft | undefined {
  return gebietskoerperschaftenIn(haushaltsjahr).find((candidate) => candidate.ags === ags);
}

/** All Gebietskoerperschaften of a Haushaltsjahr in the order of their keys: 26 in 2025, 27 from 2026. */
export function gebietskoerperschaftenIn(haushaltsjahr: number): readonly Gebietskoerperschaft[] {
  const day = `${String(haushaltsjahr).padStart(4, '0')}-01-01`;
  return gebietskoerperschaften.filter(
    ({ validFrom, validTo }) => validFrom <= day && (validTo === undefined || day <= validTo),
  );
}

/** A place in a text where a noun stands twice, or where a type stands before a name that carries it. */
export type DoubledWords = { readonly words: string; readonly index: number };

/**
 * Finds "Landkreis Landkreis", "des Landkreises Landkreis", "Landkreis Main-Kinzig-Kreis" and a masculine
 * article before a Stadt. It gives hints, never errors: the text is the parties' own.
 */
export function doubledWords(text: string): readonly DoubledWords[] {
  const words = [...text.matchAll(/[\p{L}-]+/gu)];
  return words.flatMap((first, at) => {
    const second = words[at + 1];
    if (second === undefined || !isAdjacent(text, first, second)) return [];
    if (!clashes(first[0], second[0])) return [];
    return [{ words: `${first[0]} ${second[0]}`, index: first.index }];
  });
}

function isAdjacent(text: string, first: RegExpExecArray, second: RegExpExecArray): boolean {
  return /^\s+$/u.test(text.slice(first.index + first[0].length, second.index));
}

function clashes(first: string, second: string): boolean {
  if (/^(?:des|dem|den)$/u.test(first)) return /^(?:\p{Lu}\p{Ll}*)?[Ss]tadt$/u.test(second);
  if (!/^\p{Lu}/u.test(first) || !/^\p{Lu}/u.test(second)) return false;
  if (stem(first) === stem(second)) return true;
  return /^(?:Land)?kreis$/iu.test(stem(first)) && /kreis$/iu.test(stem(second));
}

function stem(noun: string): string {
  return noun.replace(/(?<=\p{L}{3})e?s$/u, '').replace(/krei$/iu, '$&s');
}
