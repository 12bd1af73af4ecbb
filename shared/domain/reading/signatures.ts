import { perParty } from '../per-party.ts';
import { PARTIES, type Party } from '../../../events/primitives.ts';
import { parseGermanDate } from '../dates/german-dates.ts';
import { paragraphAt } from './bullets.ts';
import { findPhrase, namePhrase, phrase, type Named } from './phrases.ts';
import { found, unread, type Read, type ReadingProblemCode } from './problems.ts';
import { PARAGRAPH, trimmed, wordsIn, type Range, type SourceText } from './source-text.ts';

/** A signature as the text prints it: read, and no proof. It becomes no event. */
export type SignatureAsRead = {
  readonly party: Party;
  readonly name: string;
  readonly office: string;
  /** `i. V.` or the like. */
  readonly capacity?: string;
  readonly place: string;
  readonly signedOn: { readonly date: string; readonly asWritten: string };
};

/** The signature block: what was read, empty lines to sign on, and the runs that both take. */
export type SignatureBlock = {
  readonly signatures: readonly Read<SignatureAsRead>[];
  readonly empty: Readonly<Record<Party, number>>;
  readonly ranges: readonly Range[];
};

/** `, den 2.8.2025`, and whatever else stands there instead of a date; a line of underscores is none. */
const DATED =
  /,\s(?:(?:den|am)\s(?<named>\d{1,2}\.\s?(?:\d{1,2}\.|\p{L}+)\s?\d+|\d[^\s,;]*)|(?<bare>\d{1,2}\.\s?(?:\d{1,2}\.|\p{L}+)\s?\d{2,4}(?!\p{L})))/gu;

const OFFICE =
  /(?<!\S)(?:(?:Erste|Haupt|Stellvertretende|Hauptamtliche)[rn]?\s)?(?:Staats(?:minister(?:in)?|sekretär(?:in)?|rat|rätin)|(?:Vize)?[Ll]and(?:rat|rätin)|(?:Ober|Erste[rn]?\s)?[Bb]ürgermeister(?:in)?|(?:Kreis|Stadt)(?:beigeordnete[rn]?|rat|rätin|kämmerer|kämmerin)|Kämmerer|Kämmerin|Beigeordnete[rn]?|(?:Sozial|Fach)?[Dd]ezernent(?:in)?|(?:Abteilungs|Fachbereichs|Amts)leit(?:er|erin|ung)|Ministerial(?:rat|rätin|dirigent|dirigentin|direktor|direktorin)|Regierungspräsident(?:in)?)(?!\S)/gu;

const NAME = /^\p{L}[\p{L}\p{M}.' -]{1,79}$/u;
const CAPACITY = /^(?:i\.\s?[VA]\.|In Vertretung|Im Auftrag)/u;

/** Reads the signature block, which begins behind the last sentence of the programme. */
export function readSignatures(source: SourceText, named: Named, block: Range): SignatureBlock {
  const empty = emptyLines(source, named, block);
  const dated = [...source.text.slice(block.start, block.end).matchAll(DATED)];
  const signatures: Read<SignatureAsRead>[] = [];
  const ranges: Range[] = [...empty.ranges];
  let behind = block.start;
  for (const [at, match] of dated.entries()) {
    const comma = block.start + match.index;
    const until = dated[at + 1]?.index;
    const person = {
      start: comma + match[0].length,
      end: Math.min(
        until === undefined ? block.end : block.start + until,
        empty.ranges.find(({ start }) => start > comma)?.start ?? block.end,
      ),
    };
    const entry = readEntry(source, named, {
      place: placeBefore(source, { start: behind, end: comma }),
      date: { start: comma + match[0].search(/\d/u), end: person.start },
      person,
    });
    signatures.push(entry.signature);
    ranges.push(entry.range);
    behind = entry.range.end;
  }
  return { signatures, empty: empty.lines, ranges };
}

type Entry = { readonly place: Range; readonly date: Range; readonly person: Range };

function readEntry(
  source: SourceText,
  named: Named,
  { place, date, person }: Entry,
): { readonly signature: Read<SignatureAsRead>; readonly range: Range } {
  const signatory = readSignatory(source, named, person);
  const range = { start: place.start, end: signatory.end };
  const asWritten = wordsIn(source, date);
  const reading = parseGermanDate(asWritten);
  const refuse = (code: ReadingProblemCode, at: Range) => ({
    signature: unread(source, ['signature', code], at),
    range,
  });
  if (!reading.ok) return refuse(reading.reason, date);
  if (place.end === place.start) return refuse('place-missing', date);
  const { name, office, party } = signatory;
  if (name === undefined || office === undefined) return refuse('signatory-unreadable', person);
  if (party === undefined) return refuse('party-unreadable', person);
  const capacity = CAPACITY.exec(name)?.[0];
  const signature: SignatureAsRead = {
    party,
    name: name.slice(capacity?.length ?? 0).trim(),
    office,
    ...(capacity === undefined ? {} : { capacity }),
    place: wordsIn(source, place),
    signedOn: { date: reading.date, asWritten },
  };
  return { signature: found(source, signature, range), range };
}

type Signatory = {
  readonly name?: string;
  readonly office?: string;
  readonly party?: Party | undefined;
  readonly end: number;
};

/**
 * Name, office and body are parted by the office: line breaks say nothing, they may be soft. Two offices are
 * two columns that a text has mixed up.
 */
function readSignatory(source: SourceText, named: Named, person: Range): Signatory {
  const text = source.text.slice(person.start, person.end);
  const [office, ...others] = text.matchAll(OFFICE);
  const name =
    office === undefined ? '' : wordsIn(source, { start: person.start, end: person.start + office.index });
  const plainName = name.replace(/^gez\. ?/u, '');
  if (office === undefined || others.length > 0 || !NAME.test(plainName)) {
    return { end: paragraphAt(source, person).end };
  }
  const behindOffice = { start: person.start + office.index + office[0].length, end: person.end };
  const body = bodyBelow(source, named, behindOffice);
  return {
    name: plainName,
    office: office[0].replaceAll(/\s+/gu, ' '),
    party: body?.party ?? partyOf(office[0]),
    end: body?.end ?? behindOffice.start,
  };
}

function bodyBelow(
  source: SourceText,
  { programme: { ministry }, gebietskoerperschaft }: Named,
  within: Range,
): { readonly party: Party; readonly end: number } | undefined {
  const names = [
    ...[ministry.name, ...Object.values(ministry.forms)].map((name) => ({ party: 'land' as const, name })),
    ...(gebietskoerperschaft === undefined
      ? []
      : [gebietskoerperschaft.officialName, ...Object.values(gebietskoerperschaft.forms)].map((name) => ({
          party: 'kommune' as const,
          name,
        }))),
  ];
  for (const { party, name } of names) {
    const body = findPhrase(source, String.raw`^\s(?:(?:im|in|für)\s)?${namePhrase(name)}(?!\S)`, within);
    if (body !== undefined) return { party, end: body.end };
  }
  return undefined;
}

function partyOf(office: string): Party | undefined {
  if (/^(?:Staats|Ministerial)/u.test(office)) return 'land';
  return /(?:[Ll]and|Stadt|Kreis)r(?:at|ätin)|[Ll]andr(?:at|ätin)|ürgermeister|beigeordnete|kämmer/u.test(
    office,
  )
    ? 'kommune'
    : undefined;
}

/** The last paragraph before the comma, and of that what follows the last sentence. */
function placeBefore(source: SourceText, { start, end }: Range): Range {
  const text = source.text.slice(start, end).trimEnd();
  const paragraph = text.lastIndexOf(PARAGRAPH) + 1;
  const sentence = /^.*\p{L}{3}[.!?](?=\s\p{Lu})/su.exec(text.slice(paragraph))?.[0].length ?? 0;
  const place = trimmed(source, { start: start + paragraph + sentence, end });
  const words = wordsIn(source, place);
  return /^\p{Lu}[\p{L} .()/-]{1,80}$/u.test(words) ? place : { start: end, end };
}

type EmptyLines = {
  readonly lines: Readonly<Record<Party, number>>;
  readonly ranges: readonly Range[];
};

/** `Für den Landkreis …`, `Ort, Datum`, `Unterschrift`, `Name und Amt`: a slot that nobody has filled. */
function emptyLines(
  source: SourceText,
  { programme, gebietskoerperschaft }: Named,
  block: Range,
): EmptyLines {
  const names: Readonly<Record<Party, string | undefined>> = {
    land: programme.ministry.forms.accusative,
    kommune: gebietskoerperschaft?.forms.accusative,
  };
  const lines = PARTIES.flatMap((party) => {
    const name = names[party];
    if (name === undefined) return [];
    const pattern = `${phrase('Für')}\\s${namePhrase(name)}\\s${phrase('Ort, Datum Unterschrift Name und Amt')}(?:\\s${phrase('in Druckschrift')})?`;
    const text = source.folded.slice(block.start, block.end);
    return [...text.matchAll(new RegExp(pattern, 'gu'))].map((match) => ({
      party,
      start: block.start + match.index,
      end: block.start + match.index + match[0].length,
    }));
  });
  return {
    lines: perParty((party) => lines.filter((line) => line.party === party).length),
    ranges: lines.toSorted((first, second) => first.start - second.start),
  };
}
