import type { Terms } from '../../../events/incoming/terms.ts';
import { parseEuro } from '../euro.ts';
import type { Programme } from '../programme/index.ts';
import { itemsIn, paragraphAt } from './bullets.ts';
import { placeOf, type FoundClause } from './clauses.ts';
import { germanNumber } from './figures.ts';
import { phrase } from './phrases.ts';
import { found, type Found } from './problems.ts';
import { spotOf, trimmed, wordsIn, type Range, type SourceText, type Spot } from './source-text.ts';

type Massnahme = Terms['massnahmen'][number];

/** One Massnahmenart as the text lists it. */
export type ReadMassnahmenart = {
  readonly art: number;
  /** As printed. */
  readonly label: string;
  /** The catalogue of the year has this number with this label. */
  readonly isKnown: boolean;
  readonly heading: Range;
  readonly at: Spot;
  readonly massnahmen: readonly Found<Massnahme>[];
  /** Words between the heading and the first item, which are no project. */
  readonly stray?: Range;
  /** Heading and items, each with its mark. */
  readonly ranges: readonly Range[];
};

/** The Massnahmenarten in the order of the text, and the run in which they were looked for. */
export type ReadMassnahmen = { readonly arten: readonly ReadMassnahmenart[]; readonly place: Range };

/** Reads the list of § 5. An Art without a project is valid; one that the year does not know is kept. */
export function readMassnahmen(
  source: SourceText,
  clauses: readonly FoundClause[],
  { massnahmenarten }: Programme,
): ReadMassnahmen | undefined {
  const located = placeOf(clauses, 'massnahmen');
  if (located === undefined || (located.clause.heading === undefined && !located.isExact)) return undefined;
  const headings = headingsIn(source, located.place, massnahmenarten);
  const arten = headings.map((heading, at) =>
    readArt(source, heading, headings[at + 1]?.heading.start ?? located.place.end),
  );
  return { arten, place: located.place };
}

type ArtHeading = Pick<ReadMassnahmenart, 'art' | 'isKnown' | 'heading'>;

const NUMBERED = /(?<=^|\s)(?<art>\d{1,2})\.\s(?=\S)/gu;

/**
 * A number with its label from the catalogue begins an Art wherever it stands. With other words it does so
 * only at the start of a line, above the one before, and if the label of the catalogue is nowhere: so
 * "Stufe 2." within a label is none.
 */
function headingsIn(
  source: SourceText,
  place: Range,
  arten: Programme['massnahmenarten'],
): readonly ArtHeading[] {
  const numbered = numberedIn(source, place, arten);
  const known = new Set(numbered.filter(({ isKnown }) => isKnown).map(({ art }) => art));
  const headings: ArtHeading[] = [];
  for (const heading of numbered) {
    const counts = heading.isKnown || (heading.isLine && !known.has(heading.art));
    if (counts && heading.art > (headings.at(-1)?.art ?? 0)) headings.push(heading);
  }
  return headings;
}

function numberedIn(source: SourceText, place: Range, arten: Programme['massnahmenarten']) {
  const text = source.folded.slice(place.start, place.end);
  return [...text.matchAll(NUMBERED)].map((match): ArtHeading & { readonly isLine: boolean } => {
    const art = Number(match.groups?.['art']);
    const start = place.start + match.index;
    const end = start + match[0].length;
    const label = labelAt(source, { start: end, end: place.end }, { art, arten });
    return {
      art,
      isKnown: label !== undefined,
      isLine: start === 0 || /[\n\u2029]/u.test(source.text.charAt(start - 1)),
      heading: { start, end: label?.end ?? end },
    };
  });
}

function labelAt(
  source: SourceText,
  within: Range,
  { art, arten }: { art: number; arten: Programme['massnahmenarten'] },
): Range | undefined {
  const known = arten.find((candidate) => candidate.art === art);
  if (known === undefined) return undefined;
  const label = new RegExp(`^${phrase(known.label)}(?=\\s|$)`, 'u').exec(
    source.folded.slice(within.start, within.end),
  );
  return label === null ? undefined : { start: within.start, end: within.start + label[0].length };
}

function readArt(source: SourceText, { art, isKnown, heading }: ArtHeading, end: number): ReadMassnahmenart {
  const items = itemsIn(source, { start: heading.end, end });
  const label = isKnown ? heading : paragraphAt(source, { start: heading.start, end: items[0]?.mark ?? end });
  const stray = trimmed(source, { start: label.end, end: items[0]?.mark ?? end });
  const isStray = /[\p{L}\p{N}]/u.test(source.text.slice(stray.start, stray.end));
  return {
    art,
    isKnown,
    ...(isStray ? { stray } : {}),
    heading: label,
    at: spotOf(source, label),
    label: wordsIn(source, label).replace(/^\d{1,2}\. /u, ''),
    massnahmen: items.map(({ words, range }) => found(source, { art, ...projectOf(words) }, range)),
    ranges: [label, ...items.map(({ mark, range }) => ({ start: mark, end: range.end }))],
  };
}

/** `Bezeichnung (Träger: …; 12 Plätze; 100 Euro)`; brackets that say anything else belong to the label. */
function projectOf(words: string): Omit<Massnahme, 'art'> {
  for (const open of words.matchAll(/ \(/gu)) {
    const inner = words.slice(open.index + 2);
    const details = inner.endsWith(')') ? detailsOf(inner.slice(0, -1)) : undefined;
    if (details !== undefined) return { label: words.slice(0, open.index), ...details };
  }
  return { label: words };
}

type Details = Pick<Massnahme, 'traeger' | 'places' | 'amount'>;

function detailsOf(inner: string): Details | undefined {
  let details: Details = {};
  for (const piece of inner.split('; ')) {
    const detail = detailOf(piece);
    if (detail === undefined) return undefined;
    details = { ...details, ...detail };
  }
  return details;
}

function detailOf(piece: string): Details | undefined {
  const [, traeger] = /^Träger: (.+)$/u.exec(piece) ?? [];
  if (traeger !== undefined) return { traeger };
  const [, digits] = /^([\d.]+) Pl(?:atz|ätze)$/u.exec(piece) ?? [];
  const places = digits === undefined ? undefined : germanNumber(digits);
  if (places !== undefined) return { places };
  const amount = parseEuro(piece);
  return amount.ok ? { amount: { amountCent: amount.cents, currency: 'EUR' } } : undefined;
}
