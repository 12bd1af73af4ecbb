import type { BoardLine } from './board-line.ts';
import { statesOfLine } from './board-line.ts';
import { LINE_NAMES, STATE_LINES, stateName, type StateLine } from '../../../shared/words/states.ts';
import { counted } from '../../../shared/words/numbers.ts';

/** What the address of the board asks for; a shared link shows the same. */
export type BoardQuery = {
  readonly year: number;
  readonly search: string;
  /** `<state line>.<state>`, e.g. `vereinbarung.concluded`; empty for all. */
  readonly state: string;
  readonly kind: '' | 'landkreis' | 'kreisfreie-stadt';
  readonly isOverdueOnly: boolean;
};

/** First year of the register of Gebietskoerperschaften. */
export const FIRST_YEAR = 2018;

/** Years that can be chosen: from the first of the register to the one after this, for which drafts are made. */
export function yearsUntil(thisYear: number): readonly number[] {
  return Array.from({ length: thisYear + 2 - FIRST_YEAR }, (_, index) => thisYear + 1 - index);
}

/** Reads the address; what it does not say, or says wrongly, is as if it were not there. */
export function readBoardQuery(query: Readonly<Record<string, string>>, thisYear: number): BoardQuery {
  const year = Number(query['jahr']);
  const kind = query['art'];
  return {
    year: yearsUntil(thisYear).includes(year) ? year : thisYear,
    search: query['suche'] ?? '',
    state: query['stand'] ?? '',
    kind: kind === 'landkreis' || kind === 'kreisfreie-stadt' ? kind : '',
    isOverdueOnly: query['ueberfaellig'] === 'ja',
  };
}

/** The address that asks for this; the year always stands in it, so that a link means the same next year. */
export function boardHref({ year, search, state, kind, isOverdueOnly }: BoardQuery): string {
  const parts = new URLSearchParams({ jahr: String(year) });
  if (search !== '') parts.set('suche', search);
  if (state !== '') parts.set('stand', state);
  if (kind !== '') parts.set('art', kind);
  if (isOverdueOnly) parts.set('ueberfaellig', 'ja');
  return `/?${parts.toString()}`;
}

/** Whether anything but the year is asked for. */
export function isNarrowed({ search, state, kind, isOverdueOnly }: BoardQuery): boolean {
  return search.trim() !== '' || state !== '' || kind !== '' || isOverdueOnly;
}

/** The lines that the query asks for, in their order. */
export function narrowed(lines: readonly BoardLine[], query: BoardQuery): readonly BoardLine[] {
  const words = plain(query.search).split(' ').filter(Boolean);
  return lines.filter(
    (line) =>
      words.every((word) => haystack(line).includes(word)) &&
      (query.state === '' || hasState(line, query.state)) &&
      (query.kind === '' || line.body.kind === query.kind) &&
      (!query.isOverdueOnly || line.urgency.daysOverdue > 0),
  );
}

function haystack({ body, row }: BoardLine): string {
  return plain([body.officialName, body.shortName, body.ags, row?.subject ?? ''].join(' '));
}

/** Lower case, umlauts written out, no other accents: `Groß-Gerau` is found by `gross gerau`. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFC')
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replaceAll(/\p{Mark}/gu, '')
    .replaceAll(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim();
}

function hasState(line: BoardLine, state: string): boolean {
  return statesIn(line).includes(state);
}

function statesIn(line: BoardLine): readonly string[] {
  const states = statesOfLine(line);
  return STATE_LINES.flatMap((each) => (states[each] === undefined ? [] : [`${each}.${states[each]}`]));
}

/** A state that occurs, with how many lines are in it. */
export type StateCount = {
  readonly state: string;
  readonly line: StateLine;
  readonly label: string;
  readonly count: number;
};

/** Every state that occurs among these lines with its number, in the order of the state lines. */
export function stateCounts(lines: readonly BoardLine[]): readonly StateCount[] {
  const all = lines.flatMap(statesIn);
  return STATE_LINES.flatMap((line) =>
    [...new Set(all.filter((state) => state.startsWith(`${line}.`)))].map((state) => ({
      state,
      line,
      label: stateName(line, state.slice(line.length + 1)),
      count: all.filter((each) => each === state).length,
    })),
  );
}

/** Choices of the filter: every state that occurs, and the chosen one even where none is left in it. */
export function stateOptions(lines: readonly BoardLine[], chosen: string) {
  const options = stateCounts(lines).map(({ state, line, label, count }) => ({
    value: state,
    label: `${LINE_NAMES[line]}: ${label} (${count})`,
  }));
  const isKnown = chosen === '' || options.some(({ value }) => value === chosen);
  return [
    { value: '', label: 'Alle' },
    ...options,
    ...(isKnown ? [] : [{ value: chosen, label: chosenLabel(chosen) }]),
  ];
}

function chosenLabel(chosen: string): string {
  const line = STATE_LINES.find((each) => chosen.startsWith(`${each}.`));
  return line === undefined
    ? `${chosen} (0)`
    : `${LINE_NAMES[line]}: ${stateName(line, chosen.slice(line.length + 1))} (0)`;
}

/** How many are shown, for eyes and for screen readers. */
export function hitsText(shown: number, all: number): string {
  if (all === 0) return 'Keine Zielvereinbarung';
  return shown === all
    ? counted(all, 'Eintrag', 'Einträge')
    : `${shown} von ${counted(all, 'Eintrag', 'Einträgen')}`;
}
