import type { Gebietskoerperschaft, GrammaticalForms } from '../register/gebietskoerperschaft.ts';
import type { Programme } from '../programme/index.ts';
import { fold, type Range, type SourceText } from './source-text.ts';

/** Whose names may stand in a phrase; the Gebietskoerperschaft is absent where its name cannot be read. */
export type Named = {
  readonly programme: Programme;
  readonly gebietskoerperschaft: Gebietskoerperschaft | undefined;
};

/** A phrase as the source of a pattern: any white space between its words, quotes and hyphens of any kind. */
export function phrase(text: string): string {
  return fold(text)
    .split(/\s+/u)
    .filter(Boolean)
    .map((word) => word.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`))
    .join(String.raw`\s`);
}

/**
 * The words of a clause as the source of a pattern. In the place of a name stands what the programme would
 * put there, a doubled type ("des Landkreises Landkreis …") let through: that is a hint, not another clause.
 */
export function clausePhrase(text: string, named: Named): string {
  return text
    .split(/(\{[\w.]+\})/u)
    .map((piece) => (piece.startsWith('{') ? placeholder(piece.slice(1, -1), named) : edged(piece)))
    .join('');
}

/** A name in one case as the source of a pattern, a doubled type let through. */
export function namePhrase(name: string): string {
  const words = name.split(' ').map((word) => `${DOUBLED_TYPE}${phrase(word)}`);
  return words.join(String.raw`\s`);
}

/** The first place of a pattern in a range of the text. */
export function findPhrase(source: SourceText, pattern: string, within: Range): Range | undefined {
  const match = new RegExp(pattern, 'u').exec(source.folded.slice(within.start, within.end));
  if (match === null) return undefined;
  const start = within.start + match.index;
  return { start, end: start + match[0].length };
}

const DOUBLED_TYPE = String.raw`(?:(?:(?:Land)?[Kk]reis(?:es)?|Stadt)\s)?`;
const ANY_NAME = String.raw`\p{L}[^§]{1,119}?`;

/** A piece between two placeholders keeps the white space at its edges. */
function edged(piece: string): string {
  const lead = /^\s/u.test(piece) ? String.raw`\s` : '';
  const trail = piece.trim() !== '' && /\s$/u.test(piece) ? String.raw`\s` : '';
  return `${lead}${phrase(piece)}${trail}`;
}

function placeholder(name: string, { programme, gebietskoerperschaft }: Named): string {
  const [party = '', form = ''] = name.split('.');
  if (name === 'year') return String(programme.haushaltsjahr);
  if (name === 'short') return phrase(programme.ministry.abbreviation);
  const forms = party.toLowerCase() === 'ministry' ? programme.ministry.forms : gebietskoerperschaft?.forms;
  const words = forms === undefined ? undefined : formOf(forms, form);
  if (words === undefined) return ANY_NAME;
  const [article = '', ...rest] = words.split(' ');
  return `(?:${article}|${capitalized(article)})\\s${namePhrase(rest.join(' '))}`;
}

function formOf(forms: GrammaticalForms, name: string): string | undefined {
  return Object.entries(forms).find(([form]) => form === name)?.[1];
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
