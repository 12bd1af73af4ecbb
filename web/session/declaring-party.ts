import type { Party } from '../../events/primitives.ts';
import { partsOf } from '../../shared/domain/zielvereinbarung/identity.ts';
import { hasRole, type Person } from './roles.ts';

/** The side that this person declares for; nobody declares for the other one. */
export function declaringParty(person: Person, zielvereinbarung: string): Party | undefined {
  if (hasRole(person, 'land')) return 'land';
  const isOwn = person.ags.includes(partsOf(zielvereinbarung).ags);
  return hasRole(person, 'kommune') && isOwn ? 'kommune' : undefined;
}
