import type { Deadline } from '../../../shared/domain/zielvereinbarung/year/deadlines.ts';
import type { States } from '../../../shared/domain/zielvereinbarung/telling/summary.ts';
import type { BoardRow } from '../../api/types.ts';
import { DEADLINE_NAMES, daysOverdue, deadlineText, sinceText } from '../../../shared/words/deadlines.ts';
import { partyList } from '../../../shared/words/parties.ts';

/** How urgent a line is: its class (0 first), within it the day that presses most, and why, in words. */
export type Urgency = {
  readonly rank: number;
  /** The day by which lines of a rank are ordered; without one a line comes last in its rank. */
  readonly dueOn?: string;
  readonly daysOverdue: number;
  readonly text: string;
};

type Current = BoardRow['current'];
type Rule = {
  readonly applies: (states: States, current: Current) => boolean;
  readonly text: string;
  /** Said instead while an older Fassung or revision is public. */
  readonly besidePublic?: string;
  /** Stands behind the text; undefined where there is nothing to say. */
  readonly more?: (current: Current, today: string) => string | undefined;
};

/** What a line is waiting for, the most urgent first; an overdue deadline stands above all of them. */
const RULES: readonly Rule[] = [
  { applies: ({ vereinbarung }) => vereinbarung === 'cancelled', text: '' },
  {
    applies: ({ publication }) => publication === 'withdrawn',
    text: 'Veröffentlichung zurückgezogen: neu entscheiden',
  },
  { applies: ({ bescheid }) => bescheid === 'refused', text: 'Antrag abgelehnt: klären' },
  { applies: ({ bescheid }) => bescheid === 'revoked', text: 'Bescheid widerrufen: klären' },
  {
    applies: (_, { refusedBy = [] }) => refusedBy.length > 0,
    text: 'Unterschrift abgelehnt',
    more: ({ refusedBy = [] }) => `(${partyList(refusedBy)}): klären`,
  },
  { applies: ({ scan }) => scan === 'archived', text: 'Scan prüfen und Unterschriften erklären' },
  { applies: ({ scan }) => scan === 'not-authoritative', text: 'Neuen Scan hochladen' },
  { applies: signed('partly-signed'), text: 'Eine Unterschrift fehlt noch', more: waitingSince },
  { applies: signed('released'), text: 'Wartet auf die Unterschriften', more: waitingSince },
  {
    applies: ({ publication }) => publication === 'held',
    text: 'Veröffentlichung angehalten',
    besidePublic: 'Veröffentlichung der neuen Fassung angehalten',
  },
  { applies: signed('drafted'), text: 'Entwurf: zur Unterschrift freigeben' },
  { applies: ({ vereinbarung }) => vereinbarung === 'none', text: 'Noch nicht entworfen' },
  {
    applies: ({ publication }) => publication === 'due',
    text: 'Seite entsteht',
    besidePublic: 'Seite wird erneuert',
  },
  {
    applies: ({ publication }) => publication === 'waiting',
    text: 'Erscheint zum festgesetzten Zeitpunkt',
    besidePublic: 'Neue Fassung erscheint zum festgesetzten Zeitpunkt',
  },
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

function waitingSince({ signingSince }: Current, today: string): string | undefined {
  return signingSince && `(${sinceText(signingSince, today)} freigegeben)`;
}

/** Why somebody should look at this row, and how soon. */
export function urgencyOf(row: BoardRow | undefined, today: string): Urgency {
  if (row === undefined) return { rank: NOT_DRAFTED, daysOverdue: 0, text: 'Noch nicht entworfen' };
  const { deadlines = [], refusedBy } = row.current;
  const first = deadlines.toSorted((one, other) => (one.dueOn < other.dueOn ? -1 : 1))[0];
  const late = first === undefined ? 0 : daysOverdue(first, today);
  const step = stepOf(row, today);
  if (first !== undefined && late > 0) {
    const text = [named(first, today), refusedBy && step.text].filter(Boolean).join('; ');
    return { rank: OVERDUE, dueOn: first.dueOn, daysOverdue: late, text };
  }
  const text = [step.text, first && named(first, today)].filter(Boolean).join('; ');
  return { rank: step.rank, ...(first && { dueOn: first.dueOn }), daysOverdue: 0, text };
}

function named(deadline: Deadline, today: string): string {
  return `${DEADLINE_NAMES[deadline.deadline]} ${deadlineText(deadline, today)}`;
}

function stepOf(
  { current, public: page }: BoardRow,
  today: string,
): { readonly rank: number; readonly text: string } {
  const index = RULES.findIndex(({ applies }) => applies(current.states, current));
  const rule = RULES[index];
  if (rule === undefined) return { rank: DONE, text: 'Nichts zu tun' };
  if (rule.text === '') return { rank: DONE + 1, text: 'Aufgehoben' };
  const said = page === undefined ? rule.text : (rule.besidePublic ?? rule.text);
  const text = [said, rule.more?.(current, today)].filter(Boolean).join(' ');
  return { rank: index + 1, text };
}

/** Order of two lines: the lower rank first, in it the earlier day. */
export function byUrgency(one: Urgency, other: Urgency): number {
  if (one.rank !== other.rank) return one.rank - other.rank;
  return (one.dueOn ?? '9999') < (other.dueOn ?? '9999') ? -1 : Number(one.dueOn !== other.dueOn);
}
