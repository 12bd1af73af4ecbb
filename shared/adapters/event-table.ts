/** Names of keys and items of the one table; infra and adapters share them. Constants only. */
export const TABLE_KEYS = { partition: 'PK', sort: 'SK' } as const;

/** How keys begin. */
export const KEY = {
  zielvereinbarung: 'ZV#',
  event: 'EVENT#',
  head: 'HEAD',
  terms: 'HEAD#TERMS',
  parked: 'PARKED#',
  seen: 'SEEN#',
  year: 'YEAR#',
  clearing: 'CLEARING#',
  upload: 'UPLOAD#',
  uploadMeta: 'META',
} as const;

/** Digits of a version in a key: keys sort as numbers do. */
const VERSION_DIGITS = 6;

/** `EVENT#000001`. */
export function eventKey(version: number): string {
  return `${KEY.event}${String(version).padStart(VERSION_DIGITS, '0')}`;
}
