import { PARAGRAPH, trimmed, wordsIn, type Range, type SourceText } from './source-text.ts';

/** One item of a list: where its mark stands, its words as one line, and where they stand. */
export type BulletItem = { readonly mark: number; readonly words: string; readonly range: Range };

const BULLET = /(?<=^|[\n\u2029])[-–—•·*▪‣◦\uF0B7](?=\s)/gu;
/** Marks that stand in sentences too. */
const AMBIGUOUS = /[-–—·*]/u;

/**
 * The items of a list within a run. The first mark says which one the list uses, so that a dash at the
 * start of a line within an item is none; a mark that stands in no sentence always counts. An empty line ends an item: what follows is no part of the list.
 */
export function itemsIn(source: SourceText, within: Range): readonly BulletItem[] {
  const marks = [...source.text.slice(within.start, within.end).matchAll(BULLET)];
  const own = marks.filter(([mark]) => mark === marks[0]?.[0] || !AMBIGUOUS.test(mark));
  return own.map(({ index }, at) => {
    const next = own[at + 1]?.index ?? within.end - within.start;
    const range = paragraphAt(source, { start: within.start + index + 1, end: within.start + next });
    return { mark: within.start + index, words: wordsIn(source, range), range };
  });
}

/** The first paragraph of a run, without the white space around it. */
export function paragraphAt(source: SourceText, range: Range): Range {
  const { start, end } = trimmed(source, range);
  const length = source.text.slice(start, end).indexOf(PARAGRAPH);
  return { start, end: length === -1 ? end : start + length };
}
