import type { Programme } from './programme.ts';
import { aqb2025 } from './years/aqb-2025.ts';
import { aqb2026 } from './years/aqb-2026.ts';
import { aqbamb2018 } from './years/aqbamb-2018.ts';

export type { Clause, ClausePart, Massnahmenart, Programme } from './programme.ts';
export { ministryOn, type Ministry } from './ministries.ts';

/** Every programme year whose text is known: one data file in `years/` and its line here, nothing else. */
export const PROGRAMMES: readonly Programme[] = [aqbamb2018, aqb2025, aqb2026];

/** The programme in this Haushaltsjahr as data, or `undefined` where its text is not known. */
export function programmeOf(programme: string, haushaltsjahr: number): Programme | undefined {
  return PROGRAMMES.find((known) => known.programme === programme && known.haushaltsjahr === haushaltsjahr);
}

/** The programmes of a Haushaltsjahr, the one whose pages stand in the year's own folders first. */
export function programmesIn(haushaltsjahr: number): readonly Programme[] {
  const known = PROGRAMMES.filter((programme) => programme.haushaltsjahr === haushaltsjahr);
  return known.toSorted((one, other) => (one.pageFolder < other.pageFolder ? -1 : 1));
}
