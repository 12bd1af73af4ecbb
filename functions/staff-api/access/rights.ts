import type { IncomingEvent } from '../../../events/incoming/index.ts';
import { ROLES, type Role } from '../../../shared/domain/access.ts';
import type { NarrowVoice } from '../../../shared/domain/traits/traits-of.ts';
import { TRAITS } from '../../../shared/domain/traits/traits.ts';
import { VOICES, maySayKind } from '../../../shared/domain/voices.ts';
import type { User } from './caller.ts';

type Type = IncomingEvent['type'];

const told = (voice: NarrowVoice) => (type: Type) =>
  TRAITS[type].toldBy.some((one: NarrowVoice) => one === voice);

/**
 * What each role may report by hand. Kommune and Archiv report all that their voice has; of what
 * the Land may tell, the rest comes from the systems that know it.
 */
const REPORTS: Readonly<Record<Role, ((type: Type) => boolean) | undefined>> = {
  land: (type) => TRAITS[type].isByHand,
  kommune: told('kommune'),
  archiv: told('archiv'),
  pruefung: undefined,
  revision: undefined,
};

/** Roles that may report something at all. */
export const REPORTING: readonly Role[] = ROLES.filter((role) => REPORTS[role] !== undefined);

/** Whether one of this person's roles may report this. */
export function mayReport({ roles }: User, type: Type): boolean {
  return roles.some((role) => REPORTS[role]?.(type) === true);
}

/** The roles that may report this by hand; none where only systems tell it. */
export function reportingRoles(type: Type): readonly Role[] {
  return ROLES.filter((role) => REPORTS[role]?.(type) === true);
}

/** Whether one of this person's roles may report a change of this kind: a Kommune only an Abweichung (§ 6). */
export function mayReportKind({ roles }: User, kind: string): boolean {
  return VOICES.some((voice) => roles.some((role) => role === voice) && maySayKind(voice, kind));
}
