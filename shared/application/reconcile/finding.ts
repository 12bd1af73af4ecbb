import { VersionConflict } from '../recording/while-head-moves.ts';

/**
 * What looking can find, each with the sentence that a person reads. A finding of a name that is not here cannot
 * be made. What to do about each stands in docs/operations.md.
 */
export const FINDINGS = {
  'could-not-look': 'Das ließ sich nicht prüfen; es bleibt, wie es ist.',
  'log-tampered':
    'Die Kette des Verlaufs hält von diesem Ereignis an nicht. Veröffentlicht wird dazu nichts mehr, bis jemand hingesehen hat.',
  'log-missing': 'Die Jahresliste nennt diese Zielvereinbarung, ihr Verlauf ist nicht da.',
  'head-missing': 'Zum Verlauf fehlt der Stand, auf dem geurteilt wird.',
  'head-differs': 'Der Stand, auf dem geurteilt wird, gehört nicht zum Ende des Verlaufs.',
  'head-outdated': 'Der Stand, auf dem geurteilt wird, sagt anderes als der Verlauf.',
  'row-differs': 'Die Zeile der Jahresliste sagt anderes als der Verlauf, oder sie fehlt.',
  'row-unexplained': 'Diese Zeile der Jahresliste gehört zu keiner Zielvereinbarung.',
  'waiting-held-up': 'Ein Ereignis wartet, obwohl nichts mehr fehlt.',
  'signing-pdf-missing':
    'Zu einer freigegebenen Fassung ist kein Dokument für die Unterschrift festgehalten.',
  'publication-overdue': 'Die Zeit der Veröffentlichung ist gekommen, und niemand hat sie angestoßen.',
  'page-outstanding': 'Die neueste Fassung der Seite ist noch nicht veröffentlicht.',
  'page-stopped':
    'Der Verlauf verlangt eine neuere Seite. Sie erscheint erst, wenn er wieder ganz ist und seine Kette hält.',
  'page-file-missing': 'Eine Datei der Seite fehlt.',
  'page-file-differs': 'Eine Datei der Seite ist nicht die, die der Verlauf verlangt.',
  'page-newer-than-log': 'Eine Datei der Seite gibt sich als neuer aus, als der Verlauf ist.',
  'withdrawn-page-visible': 'Die Seite ist zurückgenommen und doch noch zu lesen.',
  'shared-file-missing': 'Eine Übersichtsseite fehlt.',
  'shared-file-differs': 'Eine Übersichtsseite sagt anderes als die Jahreslisten.',
  'orphan-publication': 'Diese Datei hat niemand veröffentlicht.',
  'archive-object-missing': 'Ein archiviertes Dokument fehlt im Archiv.',
  'archive-object-differs': 'Im Archiv liegen andere Bytes, als festgehalten ist.',
  'archive-orphan': 'Im Archiv liegt ein Dokument, das kein Verlauf nennt.',
  'retention-too-short': 'Ein archiviertes Dokument ist kürzer gesperrt, als festgehalten ist.',
  'legal-hold-missing': 'Auf einem archivierten Dokument fehlt die festgehaltene Löschsperre.',
  'legal-hold-lifted': 'Auf einem archivierten Dokument liegt noch die Löschsperre, die aufgehoben wurde.',
  'legal-hold-unrecorded':
    'Auf einem archivierten Dokument liegt eine Löschsperre, die niemand festgehalten hat.',
  'upload-not-inspected': 'Ein hochgeladenes Dokument hat niemand geprüft.',
  'upload-not-told': 'Was die Prüfung eines hochgeladenen Dokuments ergab, ist nicht festgehalten.',
  'clearing-unfiled':
    'In diesem Monat der Klärungsstelle liegen Nachrichten, zu denen Wegweiser oder Monatsliste nichts sagen.',
} as const;

/** Name of a finding, kebab-case; also in logs. */
export type FindingCode = keyof typeof FINDINGS;

/** `moved`: somebody changed it meanwhile; the next run looks again. `open`: it was tried, and is as it was. */
export type Repaired = 'repaired' | 'moved' | 'open';

/** Something that log, head, archive, portal or inbox do not agree on. Looking makes it and changes nothing. */
export type Finding = {
  readonly code: FindingCode;
  /** Zielvereinbarung, where it is about one. */
  readonly subject?: string;
  /** Key of the object, or id of the upload. */
  readonly key?: string;
  /** Event of the log. */
  readonly version?: number;
  /** Present where it can be put right from the log. */
  readonly repair?: () => Promise<Repaired>;
  /** Present where a person has to look: has that recorded. */
  readonly report?: () => Promise<void>;
  /** Present where a look failed: for logs, never for people. */
  readonly error?: unknown;
};

/** What became of a finding; `open` remains for a person, `moved` for the next run. */
export type Settled = Omit<Finding, 'repair' | 'report'> & {
  readonly became: Repaired;
  readonly isRepairable: boolean;
};

/** Found only where somebody else wrote, or where a promise was late: put right, and told all the same. */
const TOLD_ALSO_REPAIRED: readonly FindingCode[] = [
  'publication-overdue',
  'orphan-publication',
  'page-newer-than-log',
  'withdrawn-page-visible',
];

/** Whether a person has to hear of it: what remains, and what was put right and should never have been there. */
export function isAlarming({ code, became }: Settled): boolean {
  return became === 'open' || (became === 'repaired' && TOLD_ALSO_REPAIRED.includes(code));
}

/** A head that kept moving is somebody at work. */
function remaining(error: unknown): 'moved' | 'open' {
  return error instanceof VersionConflict ? 'moved' : 'open';
}

/** Only looks: whatever is found remains. */
export function noted(finding: Finding): Settled {
  const { repair, report: _, ...found } = finding;
  return { ...found, isRepairable: repair !== undefined, became: remaining(finding.error) };
}

/** Puts right what can be put right, or has it recorded; a failure leaves it open and stops nothing else. */
export async function settled(finding: Finding): Promise<Settled> {
  const open = noted(finding);
  try {
    await finding.report?.();
    return { ...open, became: (await finding.repair?.()) ?? open.became };
  } catch (error) {
    return { ...open, became: remaining(error), error };
  }
}
