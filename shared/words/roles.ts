import type { Role } from '../domain/access.ts';

/** Names of the roles of staff. */
export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  land: 'Land',
  kommune: 'Kommune',
  pruefung: 'Prüfung',
  archiv: 'Archiv',
  revision: 'Revision',
};

/** Who stands behind a role, in a sentence. */
export const ROLE_HOLDERS: Readonly<Record<Role, string>> = {
  land: 'das Ministerium',
  kommune: 'die Gebietskörperschaft',
  archiv: 'die Archivstelle',
  pruefung: 'die zweite Bestätigung',
  revision: 'die Revision',
};
