import type { States } from '../domain/zielvereinbarung/telling/summary.ts';

/** A state line of a Zielvereinbarung. */
export type StateLine = keyof States;

/** State lines in the order in which they are shown. */
export const STATE_LINES = [
  'vereinbarung',
  'scan',
  'publication',
  'bescheid',
  'aenderung',
  'umsetzungsbesprechung',
  'abweichungen',
  'zielerreichung',
  'akte',
] as const satisfies readonly StateLine[];

/** Names of the state lines for people. */
export const LINE_NAMES: Readonly<Record<StateLine, string>> = {
  vereinbarung: 'Vereinbarung',
  scan: 'Scan',
  publication: 'Veröffentlichung',
  bescheid: 'Bescheid',
  aenderung: 'Änderungsvereinbarung',
  umsetzungsbesprechung: 'Umsetzungsbesprechung',
  abweichungen: 'Abweichungen',
  zielerreichung: 'Zielerreichung',
  akte: 'Akte',
};

const STATE_NAMES: { readonly [Line in StateLine]: Readonly<Record<States[Line], string>> } = {
  vereinbarung: {
    none: 'noch nicht entworfen',
    drafted: 'Entwurf',
    released: 'zur Unterschrift freigegeben',
    'partly-signed': 'teilweise unterschrieben',
    concluded: 'abgeschlossen',
    cancelled: 'aufgehoben',
  },
  scan: {
    none: 'noch keiner',
    archived: 'archiviert, zu prüfen',
    checked: 'geprüft',
    'not-authoritative': 'nicht maßgeblich',
  },
  publication: {
    'not-ready': 'noch nicht bereit',
    held: 'angehalten',
    waiting: 'wartet auf den Zeitpunkt',
    due: 'Seite entsteht',
    published: 'veröffentlicht',
    withdrawn: 'zurückgezogen',
  },
  bescheid: {
    none: 'noch keiner',
    applied: 'beantragt',
    refused: 'abgelehnt',
    granted: 'bewilligt',
    final: 'bestandskräftig',
    settled: 'abgerechnet',
    revoked: 'widerrufen',
  },
  aenderung: {
    none: 'keine',
    drafted: 'Entwurf',
    released: 'zur Unterschrift freigegeben',
    'partly-signed': 'teilweise unterschrieben',
  },
  umsetzungsbesprechung: { open: 'offen', scheduled: 'angesetzt', held: 'gehalten' },
  abweichungen: { none: 'keine', open: 'noch nicht berücksichtigt', considered: 'berücksichtigt' },
  zielerreichung: { open: 'noch nicht bewertet', assessed: 'bewertet' },
  akte: { open: 'offen', closed: 'geschlossen', offered: 'angeboten', disposed: 'ausgesondert' },
};

/** How a publication stands that is still to come while the page of an older Fassung, or an older revision, is public. */
const BESIDE_PUBLIC: Readonly<Record<string, string>> = {
  held: 'veröffentlicht; neue Fassung angehalten',
  waiting: 'veröffentlicht; neue Fassung wartet auf den Zeitpunkt',
  due: 'veröffentlicht; Seite wird erneuert',
};

/**
 * A state in German; one that this build does not know yet stands as it came. What is public stays published,
 * whatever comes next.
 */
export function stateName(line: StateLine, state: string, { isPublic = false } = {}): string {
  const names: Readonly<Record<string, string>> = STATE_NAMES[line];
  const beside = isPublic && line === 'publication' ? BESIDE_PUBLIC[state] : undefined;
  return beside ?? names[state] ?? state;
}

/** Title over what stands open, by whether a page can be read already. */
export function openConditionsTitle(isPublic: boolean): string {
  return isPublic ? 'Gut zu wissen' : 'Warum noch nicht veröffentlicht?';
}
