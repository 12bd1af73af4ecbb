import type { Party } from '../../events/primitives.ts';

/** One value for each side, in the order of the signature block; a third side asks for its own here. */
export function perParty<Value>(of: (party: Party) => Value): Readonly<Record<Party, Value>> {
  return { land: of('land'), kommune: of('kommune') };
}
