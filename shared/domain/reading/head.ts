import {
  doubledWords,
  gebietskoerperschaftIn,
  type Gebietskoerperschaft,
} from '../register/gebietskoerperschaft.ts';
import { gebietskoerperschaften } from '../register/gebietskoerperschaften.ts';
import { PROGRAMMES, type Programme } from '../programme/index.ts';
import { findPhrase, phrase } from './phrases.ts';
import { found, unread, type Read } from './problems.ts';
import { wordsIn, type Range, type SourceText } from './source-text.ts';

/** What the head of the text says: for which year, under which programme, and with whom. */
export type DocumentHead = {
  readonly haushaltsjahr: Read<number>;
  readonly programme: Read<Programme>;
  readonly gebietskoerperschaft: Read<Gebietskoerperschaft>;
  /** From the title to the purpose; empty where there is no head. */
  readonly range: Range;
};

const TITLE = /\bZielvereinbarung\s(?<between>[^§]{0,200}?)\bzwischen\s/u;
const PURPOSE = String.raw`\szur\sUmsetzung\s`;
/** The longest head that was seen has some 400 characters. */
const HEAD_LENGTH = 1200;

/** Reads the title, the parties and the purpose. The Gebietskoerperschaft is matched by type and name. */
export function readHead(source: SourceText): DocumentHead {
  const title = TITLE.exec(source.folded);
  if (title === null) return withoutTitle(source);
  const behindTitle = { start: title.index + title[0].length, end: title.index + HEAD_LENGTH };
  const haushaltsjahr = readYear(source, title);
  const purpose = haushaltsjahr.ok
    ? purposeIn(source, behindTitle, haushaltsjahr.value)
    : { end: findPhrase(source, PURPOSE, behindTitle) };
  const parties = { start: behindTitle.start, end: purpose.end?.start ?? behindTitle.end };
  const range = { start: title.index, end: purpose.end?.end ?? behindTitle.start };
  return {
    haushaltsjahr,
    programme: programmeOf(source, purpose, { haushaltsjahr, parties }),
    gebietskoerperschaft: readGebietskoerperschaft(source, parties, haushaltsjahr),
    range,
  };
}

function withoutTitle(source: SourceText): DocumentHead {
  const whole = { start: 0, end: 0 };
  const code = source.text.trim() === '' ? 'text-empty' : 'title-missing';
  return {
    haushaltsjahr: unread(source, ['haushaltsjahr', code], whole),
    programme: unread(source, ['programme', 'depends-on-unread'], whole),
    gebietskoerperschaft: unread(source, ['ags', 'depends-on-unread'], whole),
    range: whole,
  };
}

function readYear(source: SourceText, title: RegExpExecArray): Read<number> {
  const between = title.groups?.['between'] ?? '';
  const start = title.index + title[0].indexOf(between, 'Zielvereinbarung'.length);
  const [year, ...others] = between.matchAll(/(?<![\d.,])(?:19|20)\d{2}(?![\d.,])/gu);
  if (year === undefined || others.some(([other]) => other !== year[0]))
    return unread(source, ['haushaltsjahr', 'year-unreadable'], { start, end: start + between.length });
  const at = start + year.index;
  return found(source, Number(year[0]), { start: at, end: at + year[0].length });
}

type Purpose = { readonly end?: Range | undefined; readonly programme?: Programme };

/** The programme of the year whose purpose stands here; of two that begin alike the longer one. */
function purposeIn(source: SourceText, within: Range, year: number): Purpose {
  const candidates = PROGRAMMES.filter(({ haushaltsjahr }) => haushaltsjahr === year)
    .toSorted((first, second) => second.purpose.length - first.purpose.length)
    .flatMap((programme) => {
      const end = findPhrase(source, String.raw`\s${phrase(programme.purpose)}`, within);
      return end === undefined ? [] : [{ programme, end }];
    });
  return candidates[0] ?? { end: findPhrase(source, PURPOSE, within) };
}

function programmeOf(
  source: SourceText,
  { end, programme }: Purpose,
  { haushaltsjahr, parties }: { haushaltsjahr: Read<number>; parties: Range },
): Read<Programme> {
  if (!haushaltsjahr.ok) return unread(source, ['programme', 'depends-on-unread'], end ?? parties);
  return programme === undefined || end === undefined
    ? unread(source, ['programme', 'programme-unknown'], end ?? parties)
    : found(source, programme, end);
}

function readGebietskoerperschaft(
  source: SourceText,
  parties: Range,
  haushaltsjahr: Read<number>,
): Read<Gebietskoerperschaft> {
  const second = findPhrase(source, String.raw`\bund\sde[mr]\s`, parties);
  if (second === undefined) return unread(source, ['ags', 'gebietskoerperschaft-missing'], parties);
  const range = { start: second.end, end: parties.end };
  if (!haushaltsjahr.ok) return unread(source, ['ags', 'depends-on-unread'], range);
  const name = wordsIn(source, range);
  const named = gebietskoerperschaften.filter((known) => isNamed(known, name));
  const [first] = named;
  if (first === undefined) return unread(source, ['ags', 'gebietskoerperschaft-unknown'], range);
  const valid = gebietskoerperschaftIn(haushaltsjahr.value, first.ags);
  return valid === undefined
    ? unread(source, ['ags', 'gebietskoerperschaft-not-valid-in-year'], range)
    : found(source, valid, range);
}

/**
 * The official name, a type doubled before it, or another word for the same type before the short name
 * ("Landkreis Bergstraße", "Stadt Darmstadt"). Never the short name alone: Kassel and Offenbach have two.
 */
function isNamed({ officialName, shortName, kind }: Gebietskoerperschaft, name: string): boolean {
  if (name === officialName) return true;
  const [doubled] = doubledWords(name);
  if (doubled?.index === 0 && name.slice(name.indexOf(' ') + 1) === officialName) return true;
  const [type = '', ...rest] = name.split(' ');
  const isOfKind =
    kind === 'landkreis' ? /^(?:Landk|K)reis$/u.test(type) : /^\p{Lu}?\p{Ll}*[Ss]tadt$/u.test(type);
  return isOfKind && rest.join(' ') === shortName;
}
