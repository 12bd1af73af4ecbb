import type { FactType, TraitsOf } from './traits-of.ts';

// oxfmt-ignore
const ROWS = {
  ZielvereinbarungDrafted: {
    part: 'fassung', word: 'Entwurf angelegt', isPersonal: false, isOfSide: false, isChange: false,
    toldBy: [], isByHand: true, isEdit: false, until: 'ever',
    isBound: true, isHinted: true, page: 'unchanged', isInCourse: true, mailTo: 'nobody',
  },
  ZielvereinbarungRevised: {
    part: 'fassung', word: 'Neue Fassung', isPersonal: true, isOfSide: false, isChange: false,
    toldBy: [], isByHand: true, isEdit: true, until: 'cancelled',
    isBound: true, isHinted: true, page: 'unchanged', isInCourse: true, mailTo: 'nobody',
  },
  ZielvereinbarungReleasedForSignature: {
    part: 'signature', word: 'Zur Unterschrift freigegeben', isPersonal: false, isOfSide: false, isChange: false,
    toldBy: [], isByHand: true, isEdit: true, until: 'cancelled',
    isBound: true, isHinted: false, page: 'unchanged', isInCourse: false, mailTo: 'kommune',
  },
  ZielvereinbarungCancelled: {
    part: 'fassung', word: 'Aufgehoben', isPersonal: true, isOfSide: false, isChange: false,
    toldBy: [], isByHand: true, isEdit: true, until: 'cancelled',
    isBound: false, isHinted: false, page: 'renewed', isInCourse: true, mailTo: 'all',
  },
  ZielvereinbarungConcluded: {
    part: 'signature', word: 'Abgeschlossen: beide Unterschriften liegen vor', isPersonal: false, isOfSide: false, isChange: false,
    toldBy: [], isByHand: false, isEdit: false, until: null,
    isBound: false, isHinted: false, page: 'unchanged', isInCourse: false, mailTo: 'all',
  },
  ZielvereinbarungPublished: {
    part: 'publication', word: 'Seite veröffentlicht', isPersonal: false, isOfSide: false, isChange: false,
    toldBy: [], isByHand: false, isEdit: false, until: 'disposed',
    isBound: false, isHinted: false, page: 'unchanged', isInCourse: true, mailTo: 'all',
  },
  SignatureReceived: {
    part: 'signature', word: 'Unterschrift erklärt', isPersonal: true, isOfSide: true, isChange: false,
    toldBy: ['kommune'], isByHand: true, isEdit: false, until: 'cancelled',
    isBound: true, isHinted: true, page: 'unchanged', isInCourse: false, mailTo: 'other-sides',
  },
  SignatureRefused: {
    part: 'signature', word: 'Unterschrift abgelehnt', isPersonal: true, isOfSide: true, isChange: false,
    toldBy: ['kommune'], isByHand: true, isEdit: false, until: 'cancelled',
    isBound: true, isHinted: false, page: 'unchanged', isInCourse: false, mailTo: 'other-sides',
  },
  SignatureWithdrawn: {
    part: 'signature', word: 'Unterschrift zurückgezogen', isPersonal: true, isOfSide: true, isChange: false,
    toldBy: ['kommune'], isByHand: true, isEdit: false, until: 'cancelled',
    isBound: true, isHinted: false, page: 'taken-back', isInCourse: false, mailTo: 'other-sides',
  },
  SignatureVoided: {
    part: 'signature', word: 'Unterschrift zählt nicht mehr', isPersonal: false, isOfSide: true, isChange: false,
    toldBy: [], isByHand: false, isEdit: false, until: null,
    isBound: false, isHinted: false, page: 'unchanged', isInCourse: false, mailTo: 'its-side',
  },
  BudgetAmended: {
    part: 'fassung', word: 'Haushaltsmittel geändert', isPersonal: true, isOfSide: false, isChange: true,
    toldBy: ['kommune'], isByHand: true, isEdit: true, until: 'cancelled',
    isBound: true, isHinted: false, page: 'renewed', isInCourse: true, mailTo: 'all-of-abweichung',
  },
  EckdatenAmended: {
    part: 'fassung', word: 'Eckdatum geändert', isPersonal: true, isOfSide: false, isChange: true,
    toldBy: ['kommune'], isByHand: true, isEdit: true, until: 'cancelled',
    isBound: true, isHinted: true, page: 'renewed', isInCourse: true, mailTo: 'all-of-abweichung',
  },
  ScanSubmitted: {
    part: 'scan', word: 'Scan eingegangen', isPersonal: true, isOfSide: false, isChange: false,
    toldBy: [], isByHand: false, isEdit: false, until: 'disposed',
    isBound: false, isHinted: false, page: 'unchanged', isInCourse: false, mailTo: 'nobody',
  },
  ScanArchived: {
    part: 'scan', word: 'Scan archiviert', isPersonal: true, isOfSide: false, isChange: false,
    toldBy: [], isByHand: false, isEdit: false, until: 'disposed',
    isBound: false, isHinted: false, page: 'unchanged', isInCourse: false, mailTo: 'nobody',
  },
  ScanRefused: {
    part: 'scan', word: 'Scan abgelehnt', isPersonal: false, isOfSide: false, isChange: false,
    toldBy: [], isByHand: false, isEdit: false, until: 'disposed',
    isBound: false, isHinted: false, page: 'unchanged', isInCourse: false, mailTo: 'all',
  },
  ScanChecked: {
    part: 'scan', word: 'Scan geprüft', isPersonal: true, isOfSide: false, isChange: false,
    toldBy: [], isByHand: false, isEdit: false, until: 'cancelled',
    isBound: false, isHinted: false, page: 'renewed', isInCourse: false, mailTo: 'nobody',
  },
  ScanSetAside: {
    part: 'scan', word: 'Scan nicht maßgeblich', isPersonal: true, isOfSide: false, isChange: false,
    toldBy: ['archiv'], isByHand: true, isEdit: false, until: 'cancelled',
    isBound: true, isHinted: false, page: 'renewed', isInCourse: false, mailTo: 'all',
  },
  DocumentArchived: {
    part: 'scan', word: 'Dokument archiviert', isPersonal: false, isOfSide: false, isChange: false,
    toldBy: [], isByHand: false, isEdit: false, until: 'disposed',
    isBound: false, isHinted: false, page: 'unchanged', isInCourse: true, mailTo: 'nobody',
  },
  AntragReceived: {
    part: 'bescheid', word: 'Antrag eingegangen', isPersonal: false, isOfSide: false, isChange: false,
    toldBy: ['bewilligungsstelle'], isByHand: false, isEdit: false, until: 'cancelled',
    isBound: false, isHinted: true, page: 'unchanged', isInCourse: false, mailTo: 'nobody',
  },
  BescheidIssued: {
    part: 'bescheid', word: 'Bescheid erlassen', isPersonal: false, isOfSide: false, isChange: false,
    toldBy: ['bewilligungsstelle'], isByHand: false, isEdit: false, until: 'disposed',
    isBound: false, isHinted: true, page: 'renewed', isInCourse: true, mailTo: 'nobody',
  },
  BescheidBecameFinal: {
    part: 'bescheid', word: 'Bescheid bestandskräftig', isPersonal: false, isOfSide: false, isChange: false,
    toldBy: ['bewilligungsstelle'], isByHand: false, isEdit: false, until: 'disposed',
    isBound: false, isHinted: false, page: 'renewed', isInCourse: true, mailTo: 'nobody',
  },
  BescheidDifferenceFound: {
    part: 'bescheid', word: 'Bescheid weicht vom vereinbarten Betrag ab', isPersonal: false, isOfSide: false, isChange: false,
    toldBy: [], isByHand: false, isEdit: false, until: null,
    isBound: false, isHinted: false, page: 'unchanged', isInCourse: false, mailTo: 'all',
  },
  MittelabrufReported: {
    part: 'bescheid', word: 'Mittel abgerufen', isPersonal: false, isOfSide: false, isChange: false,
    toldBy: ['bewilligungsstelle'], isByHand: false, isEdit: false, until: 'disposed',
    isBound: false, isHinted: true, page: 'unchanged', isInCourse: false, mailTo: 'nobody',
  },
  VerwendungsnachweisReceived: {
    part: 'bescheid', word: 'Verwendungsnachweis eingegangen', isPersonal: false, isOfSide: false, isChange: false,
    toldBy: ['bewilligungsstelle'], isByHand: false, isEdit: false, until: 'disposed',
    isBound: false, isHinted: true, page: 'unchanged', isInCourse: false, mailTo: 'nobody',
  },
  VerwendungsnachweisExamined: {
    part: 'bescheid', word: 'Verwendungsnachweis geprüft', isPersonal: false, isOfSide: false, isChange: false,
    toldBy: ['bewilligungsstelle'], isByHand: false, isEdit: false, until: 'disposed',
    isBound: false, isHinted: false, page: 'unchanged', isInCourse: false, mailTo: 'nobody',
  },
  UmsetzungsbesprechungScheduled: {
    part: 'steering', word: 'Umsetzungsbesprechung angesetzt', isPersonal: false, isOfSide: false, isChange: false,
    toldBy: [], isByHand: true, isEdit: false, until: 'cancelled',
    isBound: false, isHinted: true, page: 'unchanged', isInCourse: false, mailTo: 'all',
  },
  UmsetzungsbesprechungHeld: {
    part: 'steering', word: 'Umsetzungsbesprechung gehalten', isPersonal: false, isOfSide: false, isChange: false,
    toldBy: [], isByHand: true, isEdit: false, until: 'cancelled',
    isBound: false, isHinted: true, page: 'renewed', isInCourse: true, mailTo: 'nobody',
  },
  ZielerreichungAssessed: {
    part: 'steering', word: 'Zielerreichung bewertet', isPersonal: true, isOfSide: false, isChange: false,
    toldBy: [], isByHand: true, isEdit: true, until: 'cancelled',
    isBound: true, isHinted: true, page: 'renewed', isInCourse: true, mailTo: 'nobody',
  },
  ParticipationReported: {
    part: 'steering', word: 'Teilnahme gemeldet', isPersonal: false, isOfSide: false, isChange: false,
    toldBy: ['kommune'], isByHand: false, isEdit: false, until: 'cancelled',
    isBound: false, isHinted: false, page: 'unchanged', isInCourse: false, mailTo: 'nobody',
  },
  StrategieUpdated: {
    part: 'steering', word: 'Strategie fortgeschrieben', isPersonal: false, isOfSide: false, isChange: false,
    toldBy: ['kommune'], isByHand: true, isEdit: false, until: 'cancelled',
    isBound: false, isHinted: true, page: 'unchanged', isInCourse: false, mailTo: 'nobody',
  },
  PublicationDue: {
    part: 'publication', word: 'Veröffentlichung fällig', isPersonal: false, isOfSide: false, isChange: false,
    toldBy: [], isByHand: false, isEdit: false, until: 'cancelled',
    isBound: false, isHinted: false, page: 'renewed', isInCourse: false, mailTo: 'nobody',
  },
  PublicationHeld: {
    part: 'publication', word: 'Veröffentlichung angehalten', isPersonal: true, isOfSide: false, isChange: false,
    toldBy: [], isByHand: true, isEdit: true, until: 'cancelled',
    isBound: true, isHinted: false, page: 'taken-back', isInCourse: false, mailTo: 'all',
  },
  PublicationReleased: {
    part: 'publication', word: 'Veröffentlichung freigegeben', isPersonal: true, isOfSide: false, isChange: false,
    toldBy: [], isByHand: true, isEdit: true, until: 'cancelled',
    isBound: true, isHinted: false, page: 'unchanged', isInCourse: false, mailTo: 'all',
  },
  PublicationWithdrawn: {
    part: 'publication', word: 'Veröffentlichung zurückgezogen', isPersonal: true, isOfSide: false, isChange: false,
    toldBy: [], isByHand: true, isEdit: true, until: 'disposed',
    isBound: true, isHinted: false, page: 'taken-back', isInCourse: false, mailTo: 'all',
  },
  RetentionExtended: {
    part: 'akte', word: 'Aufbewahrung verlängert', isPersonal: true, isOfSide: false, isChange: false,
    toldBy: ['archiv'], isByHand: false, isEdit: false, until: 'disposed',
    isBound: false, isHinted: false, page: 'unchanged', isInCourse: false, mailTo: 'nobody',
  },
  LegalHoldPlaced: {
    part: 'akte', word: 'Löschsperre gesetzt', isPersonal: true, isOfSide: false, isChange: false,
    toldBy: ['archiv'], isByHand: false, isEdit: false, until: 'disposed',
    isBound: false, isHinted: false, page: 'unchanged', isInCourse: false, mailTo: 'nobody',
  },
  LegalHoldLifted: {
    part: 'akte', word: 'Löschsperre aufgehoben', isPersonal: true, isOfSide: false, isChange: false,
    toldBy: ['archiv'], isByHand: false, isEdit: false, until: 'disposed',
    isBound: true, isHinted: false, page: 'unchanged', isInCourse: false, mailTo: 'nobody',
  },
  AkteClosed: {
    part: 'akte', word: 'Akte geschlossen', isPersonal: true, isOfSide: false, isChange: false,
    toldBy: ['archiv'], isByHand: false, isEdit: true, until: 'disposed',
    isBound: true, isHinted: false, page: 'unchanged', isInCourse: false, mailTo: 'nobody',
  },
  AkteOffered: {
    part: 'akte', word: 'Akte dem Landesarchiv angeboten', isPersonal: true, isOfSide: false, isChange: false,
    toldBy: ['archiv'], isByHand: false, isEdit: true, until: 'disposed',
    isBound: true, isHinted: false, page: 'unchanged', isInCourse: false, mailTo: 'nobody',
  },
  AkteDisposed: {
    part: 'akte', word: 'Akte ausgesondert', isPersonal: true, isOfSide: false, isChange: false,
    toldBy: ['archiv'], isByHand: false, isEdit: true, until: 'ever',
    isBound: true, isHinted: false, page: 'unchanged', isInCourse: false, mailTo: 'nobody',
  },
  PersonalDataErased: {
    part: 'akte', word: 'Personenbezogene Angaben gelöscht', isPersonal: true, isOfSide: false, isChange: false,
    toldBy: ['archiv'], isByHand: false, isEdit: true, until: 'ever',
    isBound: true, isHinted: false, page: 'renewed', isInCourse: false, mailTo: 'nobody',
  },
  DeadlineApproaching: {
    part: 'akte', word: 'Frist rückt näher', isPersonal: false, isOfSide: false, isChange: false,
    toldBy: [], isByHand: false, isEdit: false, until: 'cancelled',
    isBound: false, isHinted: false, page: 'unchanged', isInCourse: false, mailTo: 'all',
  },
  DeadlineMissed: {
    part: 'akte', word: 'Frist verstrichen', isPersonal: false, isOfSide: false, isChange: false,
    toldBy: [], isByHand: false, isEdit: false, until: 'cancelled',
    isBound: false, isHinted: false, page: 'unchanged', isInCourse: false, mailTo: 'all',
  },
  IntegrityViolated: {
    part: 'akte', word: 'Prüfung der Unversehrtheit fehlgeschlagen', isPersonal: false, isOfSide: false, isChange: false,
    toldBy: [], isByHand: false, isEdit: false, until: 'disposed',
    isBound: false, isHinted: false, page: 'unchanged', isInCourse: false, mailTo: 'nobody',
  },
  GebietskoerperschaftChanged: {
    part: 'akte', word: 'Verzeichnis geändert', isPersonal: false, isOfSide: false, isChange: false,
    toldBy: [], isByHand: false, isEdit: false, until: 'ever',
    isBound: false, isHinted: false, page: 'unchanged', isInCourse: false, mailTo: 'nobody',
  },
  ParkingExpired: {
    part: 'akte', word: 'Wartezeit abgelaufen', isPersonal: false, isOfSide: false, isChange: false,
    toldBy: [], isByHand: false, isEdit: false, until: 'ever',
    isBound: false, isHinted: false, page: 'unchanged', isInCourse: false, mailTo: 'nobody',
  },
} as const satisfies { readonly [Name in FactType]: TraitsOf<Name> };

type Rows = typeof ROWS;

/**
 * Every kind of fact and its traits, one row each: the only place that says what a kind of fact is beside its
 * definition in `events/` and its rule. Lists of kinds are derived from it. A row is read as a whole: how the fact is
 * called, who brings it and until when, what follows from it.
 */
export const TRAITS: {
  readonly [Name in FactType]: Name extends keyof Rows ? Rows[Name] : TraitsOf<Name>;
} = ROWS;
