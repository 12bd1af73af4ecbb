import type { Deadline } from '../../../shared/domain/zielvereinbarung/year/deadlines.ts';
import { formatDate } from '../../../shared/domain/dates/german-dates.ts';
import { DEADLINE_NAMES } from '../../../shared/words/deadlines.ts';
import { LINE_NAMES, STATE_LINES, stateName } from '../../../shared/words/states.ts';
import { statesOfLine, type BoardLine } from './board-line.ts';

/** A value of a cell: text, a whole number, money in cents, or a key whose leading zero counts. */
export type Cell =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number | undefined }
  | { readonly kind: 'money'; readonly cents: number | undefined }
  | { readonly kind: 'key'; readonly text: string };

/** The board as a table of values: headings once, rows in the order shown. */
export type Sheet = { readonly headings: readonly string[]; readonly rows: readonly (readonly Cell[])[] };

const KINDS = { landkreis: 'Landkreis', 'kreisfreie-stadt': 'kreisfreie Stadt' } as const;

/** The lines as a table for other programmes: the same for CSV and XLSX. */
export function sheetOf(lines: readonly BoardLine[], year: number): Sheet {
  return {
    headings: [
      'AGS',
      'Gebietskörperschaft',
      'Art',
      'Haushaltsjahr',
      'Zielvereinbarung',
      'Fassung',
      'Betrag in Euro',
      ...STATE_LINES.map((line) => LINE_NAMES[line]),
      'Nächster Schritt',
      'Frist',
      'Fällig am',
      'Überfällig seit Tagen',
    ],
    rows: lines.map((line) => rowOf(line, year)),
  };
}

function rowOf(line: BoardLine, year: number): readonly Cell[] {
  const { body, row, urgency } = line;
  const states = statesOfLine(line);
  const isPublic = row?.public !== undefined;
  const deadline = row?.current.deadlines?.find(({ dueOn }) => dueOn === urgency.dueOn);
  return [
    { kind: 'key', text: body.ags },
    text(body.officialName),
    text(KINDS[body.kind]),
    { kind: 'number', value: year },
    text(row?.subject ?? ''),
    { kind: 'number', value: row?.current.fassung },
    { kind: 'money', cents: row?.current.amountCent },
    ...STATE_LINES.map((each) =>
      text(states[each] === undefined ? '' : stateName(each, states[each], { isPublic })),
    ),
    text(urgency.text),
    text(nameOf(deadline)),
    text(urgency.dueOn === undefined ? '' : formatDate(urgency.dueOn)),
    { kind: 'number', value: urgency.daysOverdue === 0 ? undefined : urgency.daysOverdue },
  ];
}

function nameOf(deadline: Deadline | undefined): string {
  return deadline === undefined ? '' : DEADLINE_NAMES[deadline.deadline];
}

function text(value: string): Cell {
  return { kind: 'text', text: value };
}
