import fc from 'fast-check';

/** How a text is laid out anew: choices that are used up one by one and then from the start again. */
export const layout = fc.record({
  choices: fc.array(fc.nat({ max: 19 }), { minLength: 20, maxLength: 200 }),
  newline: fc.constantFrom('\n', '\r\n'),
  hyphenates: fc.boolean(),
});

/** One way to lay a text out anew. */
export type Layout = typeof layout extends fc.Arbitrary<infer Value> ? Value : never;

const CONJUNCTIONS = ['und', 'oder', 'bzw', 'sowie', 'bis', 'als', 'wie'];

/**
 * Lays a text out anew without changing a word: other white space for spaces, line breaks at spaces, words
 * divided at line ends where the rest could not be taken for a word of its own. Empty lines and the lines of
 * a list stay where they are.
 */
export function rewrapped(text: string, { choices, newline, hyphenates }: Layout): string {
  let used = 0;
  const choose = () => choices[used++ % choices.length] ?? 0;
  const spaced = text.replaceAll(/(?<=\S) (?=\S)/gu, () => SPACES[choose()] ?? ' ');
  const divided = hyphenates
    ? spaced.replaceAll(/\p{Ll}{6,}/gu, (letters) =>
        choose() < 3 ? dividedWord(letters, choose()) : letters,
      )
    : spaced;
  return divided.replaceAll('\n', newline);
}

/** Divides a word once; "Hintergr-/und" is left whole. */
function dividedWord(letters: string, choice: number): string {
  const at = 3 + (choice % (letters.length - 5));
  const rest = letters.slice(at);
  return CONJUNCTIONS.includes(rest) ? letters : `${letters.slice(0, at)}-\n${rest}`;
}

const SPACES = ['\n', '\n', '\n   ', ' \n', '  ', '   ', '\u00A0', '\u202F', '\t'];
