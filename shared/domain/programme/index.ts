import { aqb } from './aqb.ts';
import type { Programme } from './programme.ts';

export type { Clause, ClausePart, Massnahmenart, Programme } from './programme.ts';
export { ministryOn, type Ministry } from './ministries.ts';

/** Every programme year whose text is known. */
export const PROGRAMMES: readonly Programme[] = [...aqb];

/** The programme in this Haushaltsjahr as data, or `undefined` where its text is not known. */
export function programmeOf(programme: string, haushaltsjahr: number): Programme | undefined {
  return PROGRAMMES.find((known) => known.programme === programme && known.haushaltsjahr === haushaltsjahr);
}
