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

/** A state in German; one that this build does not know yet stands as it came. */
export function stateName(line: StateLine, state: string): string {
  const names: Readonly<Record<string, string>> = STATE_NAMES[line];
  return names[state] ?? state;
}
