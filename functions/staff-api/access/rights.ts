import { codeName } from '../../../events/fact.ts';
import type { IncomingEvent } from '../../../events/incoming/index.ts';
import { TOLD_BY, maySayKind } from '../../../shared/domain/voices.ts';
import { ROLES, type Role } from '../../../shared/domain/access.ts';
import type { User } from './caller.ts';

type Type = IncomingEvent['type'];

/**
 * What each role may report by hand. Kommune and Archiv report all that their voice has; of what
 * the Land may tell, the rest comes from the systems that know it.
 */
const RIGHTS: Readonly<Record<Role, readonly Type[]>> = {
  land: [
    'ZielvereinbarungDrafted',
    'ZielvereinbarungRevised',
    'ZielvereinbarungReleasedForSignature',
    'ZielvereinbarungCancelled',
    'SignatureReceived',
    'SignatureRefused',
    'SignatureWithdrawn',
    'ScanSetAside',
    'BudgetAmended',
    'EckdatenAmended',
    'UmsetzungsbesprechungScheduled',
    'UmsetzungsbesprechungHeld',
    'ZielerreichungAssessed',
    'StrategieUpdated',
    'PublicationHeld',
    'PublicationReleased',
    'PublicationWithdrawn',
  ],
  kommune: TOLD_BY.kommune.map((stem) => codeName(stem)),
  archiv: TOLD_BY.archiv.map((stem) => codeName(stem)),
  pruefung: [],
  revision: [],
};

/** Roles that may report something at all. */
export const REPORTING: readonly Role[] = ['land', 'kommune', 'archiv'];

/** Whether one of this person's roles may report this. */
export function mayReport({ roles }: User, type: Type): boolean {
  return roles.some((role) => RIGHTS[role].includes(type));
}

/** The roles that may report this by hand; none where only systems tell it. */
export function reportingRoles(type: Type): readonly Role[] {
  return ROLES.filter((role) => RIGHTS[role].includes(type));
}

/** Whether one of this person's roles may report a change of this kind: a Kommune only an Abweichung (§ 6). */
export function mayReportKind({ roles }: User, kind: string): boolean {
  return maySayKind(roles.includes('land') ? 'land' : 'kommune', kind);
}
