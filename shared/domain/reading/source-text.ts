/** Where a value was read in the raw text. */
export type Spot = {
  /** First character in the raw text, from 0, in UTF-16 units. */
  readonly offset: number;
  /** Line of the raw text, from 1. */
  readonly line: number;
  /** The raw text as it stands there, line breaks included. */
  readonly excerpt: string;
};

/** A run of the text to be read: first character, and the one behind the last. */
export type Range = { readonly start: number; readonly end: number };

/** A text to be read beside the raw text it was made of. */
export type SourceText = {
  /** As it came, untouched. */
  readonly raw: string;
  /**
   * White space is one character: a space, `\n` for a line break, U+2029 for an empty line. Words divided
   * at a line end are whole again; characters that nobody sees are gone; the rest stands as it was written.
   */
  readonly text: string;
  /** The same, character by character, with plain quotes and plain hyphens: to search in, never to read from. */
  readonly folded: string;
  /** Raw offset of each character of `text`, and the one behind it. */
  readonly origins: readonly Range[];
  /** Raw offsets behind each line break, ascending. */
  readonly lineStarts: readonly number[];
};

/** Divides paragraphs in the text to be read. */
export const PARAGRAPH = '\u2029';

const LINE_BREAK = /\r\n|[\n\r\f\v\u2028\u2029]/u;
const LINE_BREAKS = /\r\n|[\n\r\f\v\u2028\u2029]/gu;
// In this order: a soft hyphen with the line break behind it, a hyphen at a line end, white space, what
// nobody sees (controls, zero-width and bidi marks), a character with its accents.
const TOKEN =
  // oxlint-disable-next-line no-control-regex -- naming the control characters is the point of this rule
  /(?<soft>\u00AD(?:[^\S\n\r]*(?:\r\n|[\n\r\f])\s*)?)|(?<hyphen>(?<=[\p{L}\p{N}])[-\u2010][^\S\n\r]*[\n\r\f]\s*(?=[\p{L}\p{N}]))|(?<space>(?:(?!\uFEFF)\s)+)|(?<unseen>[\u0000-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFF0-\uFFFC\uFFFE\uFFFF])|(?<character>\P{M}\p{M}*|\p{M}+)/gu;

/** Prepares a text for reading. Never throws, whatever the text holds; what is read can be found again in `raw`. */
export function sourceText(raw: string): SourceText {
  const pieces: string[] = [];
  const origins: Range[] = [];
  for (const match of raw.matchAll(TOKEN)) {
    const piece = pieceOf(raw, match);
    pieces.push(piece);
    const origin = { start: match.index, end: match.index + match[0].length };
    for (let unit = 0; unit < piece.length; unit += 1) origins.push(origin);
  }
  const text = pieces.join('');
  const lineStarts = [...raw.matchAll(LINE_BREAKS)].map(({ index, 0: mark }) => index + mark.length);
  return { raw, text, folded: fold(text), origins, lineStarts };
}

/** The text with plain quotes, hyphens and dashes, each in the place of the one it stands for. */
export function fold(text: string): string {
  return text
    .replaceAll(/[„“”«»‟〝〞]/gu, '"')
    .replaceAll(/[‚‘’‛‹›]/gu, "'")
    .replaceAll(/[‐‑‒–—―−]/gu, '-');
}

/** Where a run of the text to be read stands in the raw text, without the white space around it. */
export function spotOf(source: SourceText, range: Range): Spot {
  const { start, end } = trimmed(source, range);
  const offset = source.origins[start]?.start ?? source.raw.length;
  const behind = end > start ? (source.origins[end - 1]?.end ?? offset) : offset;
  const excerpt = source.raw.slice(offset, behind);
  return { offset, line: 1 + countUpTo(source.lineStarts, offset), excerpt };
}

/** How many of the ascending numbers are not above the limit, by halving. */
function countUpTo(numbers: readonly number[], limit: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? limit) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The words of a run as one line, each white space a plain space. */
export function wordsIn({ text }: SourceText, { start, end }: Range): string {
  return text.slice(start, end).replaceAll(/\s+/gu, ' ').trim();
}

/** The run without the white space at its ends. */
export function trimmed({ text }: SourceText, { start, end }: Range): Range {
  const run = text.slice(start, end);
  const lead = run.length - run.trimStart().length;
  return { start: start + lead, end: Math.max(start + lead, start + run.trimEnd().length) };
}

function pieceOf(raw: string, match: RegExpExecArray): string {
  const { hyphen, space, character } = match.groups ?? {};
  if (hyphen !== undefined) return hyphenAtLineEnd(raw, match);
  if (space !== undefined) return spaceOf(space);
  return character === undefined ? '' : character.normalize('NFC');
}

function spaceOf(run: string): string {
  const breaks = run.match(LINE_BREAKS)?.length ?? 0;
  if (breaks > 1) return PARAGRAPH;
  return LINE_BREAK.test(run) ? '\n' : ' ';
}

const CONJUNCTION = /^(?:und|oder|bzw|sowie|bis|als|wie)(?![\p{L}\p{N}])/u;

/**
 * "Massnah-/men" is one word, "Ausbildungs-/und" two, "Limburg-/Weilburg" and "IT-/gestützt" keep their
 * hyphen: only between small letters does a hyphen at a line end divide a word that has none.
 */
function hyphenAtLineEnd(raw: string, match: RegExpExecArray): string {
  const next = raw.slice(match.index + match[0].length).slice(0, 8);
  if (CONJUNCTION.test(next)) return '- ';
  if (!/^\p{Ll}/u.test(next)) return spaceOf(match[0].slice(1)) === PARAGRAPH ? `-${PARAGRAPH}` : '-';
  return /\p{Ll}$/u.test(raw.slice(Math.max(0, match.index - 2), match.index)) ? '' : '-';
}
