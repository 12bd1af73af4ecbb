import type { AnyTraits, Part } from '../domain/traits/traits-of.ts';
import { TRAITS } from '../domain/traits/traits.ts';

/** What facts are about, for those who look for some of them. */
export type EventGroup = Part;

/** Names of the groups, in the order of the filter. */
export const EVENT_GROUPS: Readonly<Record<EventGroup, string>> = {
  fassung: 'Fassungen und Beträge',
  signature: 'Unterschriften',
  scan: 'Scans und Dokumente',
  publication: 'Veröffentlichung',
  bescheid: 'Antrag und Bescheid',
  steering: 'Steuerung',
  akte: 'Fristen und Akte',
};

const BY_TYPE: Readonly<Record<string, AnyTraits>> = TRAITS;

/** What happened, in a few words; a kind that this build does not know yet stands as it came. */
export function eventName(type: string): string {
  return BY_TYPE[type]?.word ?? type;
}

/** What it was about. */
export function eventGroup(type: string): EventGroup {
  return BY_TYPE[type]?.part ?? 'akte';
}

const OWN_SOURCES: Readonly<Record<string, string>> = {
  'urn:aqb:staff-api': 'Arbeitsplatz',
  'urn:aqb:inspect-scan': 'Prüfung der Scans',
  'urn:aqb:produce-documents': 'Erstellung der Dokumente',
  'urn:aqb:publish-portal': 'Portal',
  'urn:aqb:remind': 'Erinnerung',
  'urn:aqb:reconcile': 'Abgleich',
  'urn:aqb:record-event': 'Aufzeichnung',
};

/** Who told it: one of our own parts by name, another system by its address. */
export function sourceName(source: string): string {
  return OWN_SOURCES[source] ?? source;
}
