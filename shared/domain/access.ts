/** Roles of staff, as the groups of their accounts name them; each right is written down at its route. */
export const ROLES = ['land', 'kommune', 'pruefung', 'archiv', 'revision'] as const;

/** One of the {@link ROLES}. */
export type Role = (typeof ROLES)[number];

/** Scope that a system needs for every call of the API. */
export const SEND_SCOPE = 'events/send';
