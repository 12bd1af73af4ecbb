import { ROLES, type Role } from '../shared/domain/access.ts';

/** One entry of the main navigation and whom it is shown to. */
export type Entry = { readonly href: string; readonly label: string; readonly roles: readonly Role[] };

/** The main navigation, in order. */
export const NAVIGATION: readonly Entry[] = [
  { href: '/', label: 'Übersicht', roles: ROLES },
  { href: '/hochladen', label: 'Scan hochladen', roles: ['land', 'kommune'] },
  { href: '/entwurf', label: 'Entwerfen', roles: ['land'] },
  { href: '/klaerung', label: 'Klärungsstelle', roles: ['land', 'pruefung', 'revision'] },
];
