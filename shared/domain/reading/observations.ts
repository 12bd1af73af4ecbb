import { doubledWords } from '../register/gebietskoerperschaft.ts';
import { isWeekend, parseGermanDate } from '../dates/german-dates.ts';
import { placeOf, type FoundClause } from './clauses.ts';
import type { ReadingHint, ReadingHintCode } from './hints.ts';
import type { ReadMassnahmenart } from './massnahmen.ts';
import type { Read } from './problems.ts';
import type { SignatureAsRead } from './signatures.ts';
import { spotOf, trimmed, type Range, type SourceText } from './source-text.ts';

/** What was read of the text, to be looked at once more. */
export type Observed = {
  readonly clauses: readonly FoundClause[];
  readonly arten: readonly ReadMassnahmenart[];
  readonly signatures: readonly Read<SignatureAsRead>[];
  readonly hasEckdaten: boolean;
  /** Runs that gave a value or belong to a clause. */
  readonly taken: readonly Range[];
};

/** The hints in the order of the text. */
export function observe(source: SourceText, observed: Observed): readonly ReadingHint[] {
  const { clauses, arten, signatures } = observed;
  const hints = [
    ...doubledWords(source.text).map(({ words, index }) =>
      hint(source, 'doubled-words', { start: index, end: index + words.length }),
    ),
    ...(observed.hasEckdaten ? [] : eckdatenHints(source, clauses)),
    ...arten.flatMap((art) => artHints(source, art)),
    ...signatures.flatMap(weekendHints),
    ...seasonHints(source),
    ...clauses.flatMap((clause) => clauseHints(source, clause)),
    ...beyondClauses(source, observed.taken),
  ];
  return hints.toSorted((first, second) => first.at.offset - second.at.offset);
}

function hint(source: SourceText, code: ReadingHintCode, range: Range): ReadingHint {
  return { code, at: spotOf(source, range) };
}

/** § 4 announces Eckdaten in its heading; every other § that names them refers to it. */
function eckdatenHints(source: SourceText, clauses: readonly FoundClause[]): readonly ReadingHint[] {
  const own = placeOf(clauses, 'eckdaten')?.clause;
  return clauses.flatMap(({ clause, heading, parts }) => {
    if (own !== undefined && clause.id === own.clause.id) {
      return heading !== undefined && /Eckdaten/u.test(source.text.slice(heading.start, heading.end))
        ? [hint(source, 'eckdaten-announced-but-missing', heading)]
        : [];
    }
    return parts.flatMap((range) => eckdatenIn(source, range));
  });
}

function eckdatenIn(source: SourceText, range: Range | undefined): readonly ReadingHint[] {
  if (range === undefined) return [];
  const at = source.text.slice(range.start, range.end).indexOf('Eckdaten');
  if (at === -1) return [];
  const start = range.start + at;
  return [hint(source, 'eckdaten-referred-to-but-missing', { start, end: start + 'Eckdaten'.length })];
}

function artHints(source: SourceText, art: ReadMassnahmenart): readonly ReadingHint[] {
  return [
    ...(art.massnahmen.length === 0 ? [hint(source, 'massnahmenart-without-project', art.heading)] : []),
    ...(art.isKnown ? [] : [hint(source, 'massnahmenart-label-differs', art.heading)]),
  ];
}

function weekendHints(signature: Read<SignatureAsRead>): readonly ReadingHint[] {
  return signature.ok && isWeekend(signature.value.signedOn.date)
    ? [{ code: 'signed-on-weekend', at: signature.at }]
    : [];
}

const SEASON = /\bim\s(?:Frühjahr|Frühling|Sommer|Herbst|Winter)(?!\p{L})/gu;
const DATE = /\d{1,2}\.\s?(?:\d{1,2}\.|\p{L}+)\s?\d{4}/gu;

/** A season whose sentence names a day says enough; the dots of a date do not end it. */
function seasonHints(source: SourceText): readonly ReadingHint[] {
  return [...source.text.matchAll(SEASON)].flatMap((match) => {
    const around = sentenceAround(source.text, match.index);
    const isDated = [...around.matchAll(DATE)].some(([date]) => parseGermanDate(date).ok);
    const range = { start: match.index, end: match.index + match[0].length };
    return isDated ? [] : [hint(source, 'season-without-date', range)];
  });
}

function sentenceAround(text: string, index: number): string {
  const before = /(?:^|\p{L}[.!?]\s)(?:(?!\p{L}[.!?]\s).)*$/su.exec(
    text.slice(Math.max(0, index - 400), index),
  );
  const after = /^.*?\p{L}[.!?](?=\s|$)/su.exec(text.slice(index, index + 400));
  return `${before?.[0] ?? ''}${after?.[0] ?? text.slice(index, index + 400)}`;
}

function clauseHints(source: SourceText, found: FoundClause): readonly ReadingHint[] {
  const { clause, heading, isRenamed, parts, body } = found;
  const isLost = clause.parts.some((part, at) => part.kind === 'paragraph' && parts[at] === undefined);
  const isUntitled = clause.title.length === 0;
  const [sentence] = parts;
  const outside = isUntitled && sentence !== undefined;
  const differs = isLost || isRenamed || (!isUntitled && heading === undefined);
  return [
    ...(outside ? [hint(source, 'publication-outside-paragraphs', sentence)] : []),
    ...(differs ? [hint(source, 'clause-differs', heading ?? { start: body.start, end: body.start })] : []),
  ];
}

function beyondClauses(source: SourceText, taken: readonly Range[]): readonly ReadingHint[] {
  const inOrder = taken.toSorted((first, second) => first.start - second.start);
  const hints: ReadingHint[] = [];
  let behind = 0;
  for (const { start, end } of [...inOrder, { start: source.text.length, end: source.text.length }]) {
    const run = trimmed(source, { start: behind, end: Math.max(behind, start) });
    if (/[\p{L}\p{N}]/u.test(source.text.slice(run.start, run.end))) {
      hints.push(hint(source, 'text-beyond-clauses', run));
    }
    behind = Math.max(behind, end);
  }
  return hints;
}
