/** One shape of a Gebietskoerperschaft, as a fact told it; without `validTo` it lasts until the next one begins. */
export type RegisterEntry = { readonly validFrom: string; readonly validTo?: string };

/**
 * State of one Gebietskoerperschaft in the register (subject `ags-<five digits>`): what facts told of it, in the order
 * of their first days. It carries the status of a subject on which nothing is agreed, for so it is stored since the
 * first release.
 */
export type Register = { readonly status: 'none'; readonly register: readonly RegisterEntry[] };

/** Before the first fact: only the entries that come with the programme are known. */
export const UNTOLD: Register = { status: 'none', register: [] };

/** These entries by their first day. */
export function byFirstDay(entries: readonly RegisterEntry[]): readonly RegisterEntry[] {
  return entries.toSorted((one, other) => (one.validFrom < other.validFrom ? -1 : 1));
}
