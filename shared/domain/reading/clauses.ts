import type { Clause, ClausePart } from '../programme/index.ts';
import { clausePhrase, findPhrase, phrase, type Named } from './phrases.ts';
import type { Range, SourceText } from './source-text.ts';

/** A clause of the programme as it stands in the text. */
export type FoundClause = {
  readonly clause: Clause;
  /** Heading as printed; absent where the clause has none or the text lacks it. */
  readonly heading?: Range;
  /** The heading is there, in other words than the programme's. */
  readonly isRenamed: boolean;
  /** From the heading to the next one; without a heading the rest of the text. */
  readonly body: Range;
  /** For each part of the clause where its words stand; absent for parts that are data, and where the text differs. */
  readonly parts: readonly (Range | undefined)[];
};

type Heading = { readonly clause: Clause; readonly heading?: Range; readonly isRenamed: boolean };

/** Looks for the clauses of the programme in their order. */
export function findClauses(source: SourceText, named: Named, from: number): readonly FoundClause[] {
  const headings: Heading[] = [];
  let cursor = from;
  for (const clause of named.programme.clauses) {
    const heading = findHeading(source, { clause, named, from: cursor });
    headings.push(heading);
    cursor = heading.heading?.end ?? cursor;
  }
  return headings.map((heading, at) => {
    const body = bodyOf(source, { headings, at, first: from, last: cursor });
    return { ...heading, body, parts: findParts(source, { clause: heading.clause, named, body }) };
  });
}

/** The clause that holds a part of this kind, and what stands in the place of that part. */
export function placeOf(
  clauses: readonly FoundClause[],
  kind: ClausePart['kind'],
): { readonly clause: FoundClause; readonly place: Range; readonly isExact: boolean } | undefined {
  const clause = clauses.find(({ clause: { parts } }) => parts.some((part) => part.kind === kind));
  if (clause === undefined) return undefined;
  const at = clause.clause.parts.findIndex((part) => part.kind === kind);
  const before = clause.parts.slice(0, at).findLast((range) => range !== undefined);
  const after = clause.parts.slice(at + 1).find((range) => range !== undefined);
  const place = { start: before?.end ?? clause.body.start, end: after?.start ?? clause.body.end };
  return { clause, place, isExact: before !== undefined && after !== undefined };
}

type HeadingSearch = { readonly clause: Clause; readonly named: Named; readonly from: number };

function findHeading(source: SourceText, { clause, named, from }: HeadingSearch): Heading {
  const within = { start: from, end: source.text.length };
  if (clause.title.length === 0) return { clause, isRenamed: false };
  const words = [...(clause.number === undefined ? [] : [clause.number]), ...clause.title].join(' ');
  const exact = findPhrase(source, `(?<!\\S)${clausePhrase(words, named)}(?!\\S)`, within);
  if (exact !== undefined) return { clause, heading: exact, isRenamed: false };
  const renamed =
    clause.number === undefined ? undefined : findPhrase(source, headingByNumber(clause.number), within);
  return renamed === undefined ? { clause, isRenamed: false } : { clause, heading: renamed, isRenamed: true };
}

/** "§ 4" before a capital letter, where no part of a law follows: a heading, and no reference in a sentence. */
function headingByNumber(number: string): string {
  return String.raw`(?<!\S)${phrase(number)}\s(?=\p{Lu})(?!Abs|Satz|Nr|Nummer|SGB|LHO|HKO|HGO)`;
}

type BodySearch = {
  readonly headings: readonly Heading[];
  readonly at: number;
  /** End of the head of the text. */
  readonly first: number;
  /** End of the last heading that was found. */
  readonly last: number;
};

/** A clause whose heading is missing may stand anywhere; a sentence in no § behind the last heading. */
function bodyOf(source: SourceText, { headings, at, first, last }: BodySearch): Range {
  const own = headings[at];
  if (own?.heading === undefined) {
    return { start: own?.clause.title.length === 0 ? last : first, end: source.text.length };
  }
  const next = headings.slice(at + 1).find(({ heading }) => heading !== undefined);
  return { start: own.heading.end, end: next?.heading?.start ?? source.text.length };
}

function findParts(
  source: SourceText,
  { clause, named, body }: { clause: Clause; named: Named; body: Range },
): readonly (Range | undefined)[] {
  let cursor = body.start;
  return clause.parts.map((part) => {
    if (part.kind !== 'paragraph') return undefined;
    const range = findPhrase(source, `(?<![\\p{L}\\p{N}])${clausePhrase(part.text, named)}`, {
      start: cursor,
      end: body.end,
    });
    cursor = range?.end ?? cursor;
    return range;
  });
}
