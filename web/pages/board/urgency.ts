import type { Deadline } from '../../../shared/domain/zielvereinbarung/deadlines.ts';
import type { States } from '../../../shared/domain/zielvereinbarung/summary.ts';
import type { BoardRow } from '../../api/types.ts';
import { DEADLINE_NAMES, daysOverdue, deadlineText } from '../../words/deadlines.ts';

/** How urgent a line is: its class (0 first), within it the day that presses most, and why, in words. */
export type Urgency = {
  readonly rank: number;
  /** The day by which lines of a rank are ordered; without one a line comes last in its rank. */
  readonly dueOn?: string;
  readonly daysOverdue: number;
  readonly text: string;
};

type Rule = { readonly applies: (states: States) => boolean; readonly text: string };

/** What a line is waiting for, the most urgent first; an overdue deadline stands above all of them. */
const RULES: readonly Rule[] = [
  { applies: ({ vereinbarung }) => vereinbarung === 'cancelled', text: '' },
  {
    applies: ({ publication }) => publication === 'withdrawn',
    text: 'Veröffentlichung zurückgezogen: neu entscheiden',
  },
  { applies: ({ bescheid }) => bescheid === 'refused', text: 'Antrag abgelehnt: klären' },
  { applies: ({ bescheid }) => bescheid === 'revoked', text: 'Bescheid widerrufen: klären' },
  { applies: ({ scan }) => scan === 'archived', text: 'Scan prüfen und Unterschriften erklären' },
  { applies: ({ scan }) => scan === 'not-authoritative', text: 'Neuen Scan hochladen' },
  { applies: signed('partly-signed'), text: 'Eine Unterschrift fehlt noch' },
  { applies: signed('released'), text: 'Wartet auf die Unterschriften' },
  { applies: ({ publication }) => publication === 'held', text: 'Veröffentlichung angehalten' },
  { applies: signed('drafted'), text: 'Entwurf: zur Unterschrift freigeben' },
  { applies: ({ vereinbarung }) => vereinbarung === 'none', text: 'Noch nicht entworfen' },
  { applies: ({ publication }) => publication === 'due', text: 'Seite entsteht' },
  { applies: ({ publication }) => publication === 'waiting', text: 'Erscheint zum festgesetzten Zeitpunkt' },
  {
    applies: ({ abweichungen }) => abweichungen === 'open',
    text: 'Abweichung bei der Bewertung berücksichtigen',
  },
  {
    applies: ({ umsetzungsbesprechung }) => umsetzungsbesprechung === 'open',
    text: 'Umsetzungsbesprechung ansetzen',
  },
];

const OVERDUE = 0;
const NOT_DRAFTED = 1 + RULES.findIndex(({ text }) => text === 'Noch nicht entworfen');
const DONE = 1 + RULES.length;

function signed(state: States['vereinbarung'] & States['aenderung']): Rule['applies'] {
  return ({ vereinbarung, aenderung }) => vereinbarung === state || aenderung === state;
}

/** Why somebody should look at this row, and how soon. */
export function urgencyOf(row: BoardRow | undefined, today: string): Urgency {
  if (row === undefined) return { rank: NOT_DRAFTED, daysOverdue: 0, text: 'Noch nicht entworfen' };
  const { states, deadlines = [] } = row.current;
  const first = deadlines.toSorted((one, other) => (one.dueOn < other.dueOn ? -1 : 1))[0];
  const late = first === undefined ? 0 : daysOverdue(first, today);
  if (first !== undefined && late > 0)
    return { rank: OVERDUE, dueOn: first.dueOn, daysOverdue: late, text: named(first, today) };
  const step = stepOf(states);
  const text = [step.text, first && named(first, today)].filter(Boolean).join('; ');
  return { rank: step.rank, ...(first && { dueOn: first.dueOn }), daysOverdue: 0, text };
}

function named(deadline: Deadline, today: string): string {
  return `${DEADLINE_NAMES[deadline.deadline]} ${deadlineText(deadline, today)}`;
}

function stepOf(states: States): { readonly rank: number; readonly text: string } {
  const index = RULES.findIndex(({ applies }) => applies(states));
  const rule = RULES[index];
  if (rule === undefined) return { rank: DONE, text: 'Nichts zu tun' };
  return rule.text === '' ? { rank: DONE + 1, text: 'Aufgehoben' } : { rank: index + 1, text: rule.text };
}

/** Order of two lines: the lower rank first, in it the earlier day. */
export function byUrgency(one: Urgency, other: Urgency): number {
  if (one.rank !== other.rank) return one.rank - other.rank;
  return (one.dueOn ?? '9999') < (other.dueOn ?? '9999') ? -1 : Number(one.dueOn !== other.dueOn);
}
