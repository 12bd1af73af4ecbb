import type { Party } from '../../events/primitives.ts';
import { perParty } from '../domain/per-party.ts';

/** Both sides, in the order of the signature block. */
export const BOTH_PARTIES: readonly Party[] = Object.values(perParty((party) => party));

/** Names of the two sides. */
export const PARTY_NAMES: Readonly<Record<Party, string>> = { land: 'Land', kommune: 'Kommune' };

/** "Land und Kommune", "Land", "niemand". */
export function partyList(parties: readonly Party[]): string {
  return parties.length === 0 ? 'niemand' : parties.map((party) => PARTY_NAMES[party]).join(' und ');
}
