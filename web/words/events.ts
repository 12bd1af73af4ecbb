import type { RecordedEvent } from '../../events/recorded/index.ts';

type EventType = RecordedEvent['type'];

/** What facts are about, for those who look for some of them. */
export type EventGroup = keyof typeof EVENT_GROUPS;

/** Names of the groups, in the order of the filter. */
export const EVENT_GROUPS = {
  fassung: 'Fassungen und Beträge',
  signature: 'Unterschriften',
  scan: 'Scans und Dokumente',
  publication: 'Veröffentlichung',
  bescheid: 'Antrag und Bescheid',
  steering: 'Steuerung',
  akte: 'Fristen und Akte',
} as const;

const EVENTS: Readonly<Record<EventType, readonly [group: EventGroup, name: string]>> = {
  ZielvereinbarungDrafted: ['fassung', 'Entwurf angelegt'],
  ZielvereinbarungRevised: ['fassung', 'Neue Fassung'],
  ZielvereinbarungReleasedForSignature: ['signature', 'Zur Unterschrift freigegeben'],
  ZielvereinbarungCancelled: ['fassung', 'Aufgehoben'],
  ZielvereinbarungConcluded: ['signature', 'Abgeschlossen: beide Unterschriften liegen vor'],
  ZielvereinbarungPublished: ['publication', 'Seite veröffentlicht'],
  SignatureReceived: ['signature', 'Unterschrift erklärt'],
  SignatureRefused: ['signature', 'Unterschrift abgelehnt'],
  SignatureWithdrawn: ['signature', 'Unterschrift zurückgezogen'],
  SignatureVoided: ['signature', 'Unterschrift zählt nicht mehr'],
  BudgetAmended: ['fassung', 'Haushaltsmittel geändert'],
  EckdatenAmended: ['fassung', 'Eckdatum geändert'],
  ScanSubmitted: ['scan', 'Scan eingegangen'],
  ScanArchived: ['scan', 'Scan archiviert'],
  ScanRefused: ['scan', 'Scan abgelehnt'],
  ScanChecked: ['scan', 'Scan geprüft'],
  ScanSetAside: ['scan', 'Scan nicht maßgeblich'],
  DocumentArchived: ['scan', 'Dokument archiviert'],
  AntragReceived: ['bescheid', 'Antrag eingegangen'],
  BescheidIssued: ['bescheid', 'Bescheid erlassen'],
  BescheidBecameFinal: ['bescheid', 'Bescheid bestandskräftig'],
  BescheidDifferenceFound: ['bescheid', 'Bescheid weicht vom vereinbarten Betrag ab'],
  MittelabrufReported: ['bescheid', 'Mittel abgerufen'],
  VerwendungsnachweisReceived: ['bescheid', 'Verwendungsnachweis eingegangen'],
  VerwendungsnachweisExamined: ['bescheid', 'Verwendungsnachweis geprüft'],
  UmsetzungsbesprechungScheduled: ['steering', 'Umsetzungsbesprechung angesetzt'],
  UmsetzungsbesprechungHeld: ['steering', 'Umsetzungsbesprechung gehalten'],
  ZielerreichungAssessed: ['steering', 'Zielerreichung bewertet'],
  ParticipationReported: ['steering', 'Teilnahme gemeldet'],
  StrategieUpdated: ['steering', 'Strategie fortgeschrieben'],
  PublicationDue: ['publication', 'Veröffentlichung fällig'],
  PublicationHeld: ['publication', 'Veröffentlichung angehalten'],
  PublicationReleased: ['publication', 'Veröffentlichung freigegeben'],
  PublicationWithdrawn: ['publication', 'Veröffentlichung zurückgezogen'],
  RetentionExtended: ['akte', 'Aufbewahrung verlängert'],
  LegalHoldPlaced: ['akte', 'Löschsperre gesetzt'],
  LegalHoldLifted: ['akte', 'Löschsperre aufgehoben'],
  AkteClosed: ['akte', 'Akte geschlossen'],
  AkteOffered: ['akte', 'Akte dem Landesarchiv angeboten'],
  AkteDisposed: ['akte', 'Akte ausgesondert'],
  PersonalDataErased: ['akte', 'Personenbezogene Angaben gelöscht'],
  DeadlineApproaching: ['akte', 'Frist rückt näher'],
  DeadlineMissed: ['akte', 'Frist verstrichen'],
  IntegrityViolated: ['akte', 'Prüfung der Unversehrtheit fehlgeschlagen'],
  GebietskoerperschaftChanged: ['akte', 'Verzeichnis geändert'],
};

const BY_TYPE: Readonly<Record<string, readonly [group: EventGroup, name: string]>> = EVENTS;

/** What happened, in a few words; a kind that this build does not know yet stands as it came. */
export function eventName(type: string): string {
  return BY_TYPE[type]?.[1] ?? type;
}

/** What it was about. */
export function eventGroup(type: string): EventGroup {
  return BY_TYPE[type]?.[0] ?? 'akte';
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
