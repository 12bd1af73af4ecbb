import {
  gebietskoerperschaftenIn,
  type Gebietskoerperschaft,
} from '../../../shared/domain/register/gebietskoerperschaft.ts';
import type { States } from '../../../shared/domain/zielvereinbarung/telling/summary.ts';
import type { BoardRow } from '../../api/types.ts';
import { byUrgency, urgencyOf, type Urgency } from './urgency.ts';

/** One line of the board: a Gebietskoerperschaft and its Zielvereinbarung, where there is one. */
export type BoardLine = {
  readonly body: Gebietskoerperschaft;
  readonly row?: BoardRow;
  readonly urgency: Urgency;
};

/**
 * The board of a year, the most urgent line first: every Gebietskoerperschaft of the register, those without a
 * Zielvereinbarung too, and one line for each where a year has several programmes.
 */
export function boardOf(year: number, rows: readonly BoardRow[], today: string): readonly BoardLine[] {
  return gebietskoerperschaftenIn(year)
    .flatMap((body) => linesOf(body, rows, today))
    .toSorted((one, other) => byUrgency(one.urgency, other.urgency) || byName(one, other));
}

/** The lines of these rows alone: what somebody sees who speaks for one Gebietskoerperschaft. */
export function ownBoard(year: number, rows: readonly BoardRow[], today: string): readonly BoardLine[] {
  return boardOf(year, rows, today).filter(({ row }) => row !== undefined);
}

function linesOf(body: Gebietskoerperschaft, rows: readonly BoardRow[], today: string): readonly BoardLine[] {
  const own = rows.filter(({ ags }) => ags === body.ags);
  if (own.length === 0) return [{ body, urgency: urgencyOf(undefined, today) }];
  return own.map((row) => ({ body, row, urgency: urgencyOf(row, today) }));
}

function byName(one: BoardLine, other: BoardLine): number {
  return (
    one.body.shortName.localeCompare(other.body.shortName, 'de') || (one.body.ags < other.body.ags ? -1 : 1)
  );
}

/** States of a line; of one without a Zielvereinbarung only that it is not drafted. */
export function statesOfLine({ row }: BoardLine): Partial<States> {
  return row?.current.states ?? { vereinbarung: 'none' };
}
