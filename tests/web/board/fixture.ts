import type { BoardRow } from '../../../web/api/types.ts';
import type { States } from '../../../shared/domain/zielvereinbarung/telling/summary.ts';

const STATES: States = {
  vereinbarung: 'concluded',
  scan: 'checked',
  publication: 'published',
  bescheid: 'granted',
  aenderung: 'none',
  umsetzungsbesprechung: 'held',
  abweichungen: 'none',
  zielerreichung: 'open',
  akte: 'open',
};

type Given = {
  readonly ags?: string;
  readonly name?: string;
  readonly states?: Partial<States>;
} & Pick<BoardRow['current'], 'deadlines' | 'signingSince' | 'refusedBy'>;

/** A row of the board for 2025; published with nothing to do where nothing else is said. */
export function row({
  ags = '06533',
  name = 'Landkreis Limburg-Weilburg',
  states,
  ...signing
}: Given = {}): BoardRow {
  return {
    subject: `AQB-2025-${ags}`,
    ags,
    name,
    current: {
      fassung: 1,
      amountCent: 89_521_000,
      states: { ...STATES, ...states },
      ...signing,
    },
  };
}
