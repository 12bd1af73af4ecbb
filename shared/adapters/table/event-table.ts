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
  clearingPointer: 'CLEARING-KEY#',
  clearingPlace: 'PLACE',
  clearingMonths: 'CLEARING-MONTHS',
  waiting: 'WAITING#',
  upload: 'UPLOAD#',
  uploadMeta: 'META',
  uploadCount: 'UPLOADS#',
  revoked: 'REVOKED#',
  receipt: 'RECEIPT#',
  claimed: 'CLAIMED#',
  receiptId: 'ID#',
  mail: 'MAIL#',
  mailPositions: 'MAIL#POSITION',
  slip: 'NOTICE#',
  digest: 'DIGEST#',
  staff: 'STAFF#',
  noticeSettings: 'NOTICES',
} as const;

/** Digits of a version in a key: keys sort as numbers do. */
const VERSION_DIGITS = 6;

/** `EVENT#000001`. */
export function eventKey(version: number): string {
  return `${KEY.event}${String(version).padStart(VERSION_DIGITS, '0')}`;
}

/** Keys of the note for a receipt; what only claimed its source is noted apart. */
export function receiptKey(note: {
  readonly source: string;
  readonly id: string;
  readonly unproven?: true;
}): [partition: string, sort: string] {
  return [`${note.unproven ? KEY.claimed : KEY.receipt}${note.source}`, `${KEY.receiptId}${note.id}`];
}

/** Sort key of what one person is to be told: by day, so that a look back reads a stretch. */
export function slipKey({ day, matter }: { readonly day: string; readonly matter: string }): string {
  return matter === 'DIGEST' ? `${KEY.digest}${day}` : `${KEY.slip}${day}#${matter}`;
}
