import { z } from 'zod';

/**
 * The closed list of reason codes. Each has a German sentence that says what happened, what was kept, what
 * to do and who can do it. The same code stands in queue, store, API problem, page and documentation.
 */

const KEPT =
  'Die Nachricht liegt unverändert in der Klärungsstelle; eine berichtigte braucht eine neue Kennung.';

/** Why a message cannot be recorded; it goes to the clearing desk and its sender is told. */
export const REFUSALS = {
  'body-unreadable': `Die Nachricht ist kein lesbares JSON-Objekt. ${KEPT} Das sendende System berichtigt sie.`,
  'batch-unsupported': `Eine Nachricht trägt genau ein Ereignis, keine Liste davon. ${KEPT} Das sendende System sendet jedes Ereignis für sich.`,
  'encoding-invalid': `Die Nachricht ist nicht in UTF-8 kodiert, oder ein Text darin ist beschädigt angekommen. ${KEPT} Das sendende System sendet JSON in UTF-8.`,
  'duplicate-json-key': `Ein Feld steht zweimal in der Nachricht; welches gilt, wird nicht geraten. ${KEPT} Das sendende System sendet jedes Feld einmal.`,
  'key-forbidden': `Ein Feld trägt einen Namen, der nicht erlaubt ist. ${KEPT} Das sendende System lässt das Feld weg.`,
  'event-too-complex': `Die Nachricht ist zu tief geschachtelt oder hat zu viele Felder. ${KEPT} Das sendende System sendet nur, was der Ereignisvertrag nennt.`,
  'schema-violated': `Die Nachricht entspricht nicht dem Ereignisvertrag; das Feld ist genannt. ${KEPT} Das sendende System berichtigt sie.`,
  'event-type-unknown': `Diesen Ereignistyp gibt es nicht. ${KEPT} Das sendende System prüft Namen und Präfix im Ereigniskatalog.`,
  'event-version-unknown': `Diese Version des Ereignistyps gibt es nicht. ${KEPT} Das sendende System prüft die Version im Ereigniskatalog.`,
  'text-invalid': `Ein Text enthält unsichtbare, steuernde oder nicht normalisierte Zeichen. ${KEPT} Das sendende System muss den Text bereinigen.`,
  'number-invalid': `Eine Zahl ist keine ganze Zahl im erlaubten Bereich; Geld wird in ganzen Cent gesendet. ${KEPT} Das sendende System muss sie berichtigen.`,
  'event-time-invalid': `Die Zeit des Ereignisses liegt vor 2010 oder in der Zukunft. ${KEPT} Das sendende System prüft seine Uhr.`,
  'sender-not-allowed': `Dieser Absender darf dieses Ereignis hier nicht melden. ${KEPT} Der Betrieb prüft die Liste der Absender.`,
  'subject-not-allowed': `Dieser Absender darf nicht für diese Gebietskörperschaft melden. ${KEPT} Zuständig ist die genannte Gebietskörperschaft selbst.`,
  'subject-unknown': `Die Kennung passt nicht zu Programm, Haushaltsjahr und Gebietskörperschaft der Daten. ${KEPT} Das sendende System muss beide in Übereinstimmung bringen.`,
  'event-id-reused': `Unter dieser Kennung wurde schon ein anderer Inhalt gemeldet; der erste gilt weiter. ${KEPT} Das sendende System muss eine neue Kennung vergeben.`,
  'sequence-reused': `Diese laufende Nummer wurde von diesem Absender schon verwendet. ${KEPT} Das sendende System prüft seine Zählung.`,
  'already-exists': `Diese Zielvereinbarung gibt es schon. ${KEPT} Änderungen meldet das Ministerium als neue Fassung.`,
  'programme-unknown': `Für dieses Programm und Haushaltsjahr sind keine Vertragsbestimmungen hinterlegt. ${KEPT} Das Ministerium lässt sie einpflegen.`,
  'gebietskoerperschaft-not-valid-in-year': `Diese Gebietskörperschaft gibt es im Haushaltsjahr nicht. ${KEPT} Das Ministerium prüft den Gemeindeschlüssel.`,
  'massnahmenart-unknown': `Diese Maßnahmenart gibt es im Programmjahr nicht. ${KEPT} Das Ministerium prüft die Nummer der Maßnahmenart.`,
  'amount-implausible': `Der Betrag ist nicht möglich: null, negativ oder größer als die Summe, zu der er gehört. ${KEPT} Der Absender prüft den Betrag.`,
  'budget-from-mismatch': `Der Ausgangsbetrag stimmt nicht mit dem geltenden Betrag überein. ${KEPT} Der Absender prüft, ob ihm eine Änderung fehlt.`,
  'fassung-outdated': `Das Ereignis gehört zu einer überholten Fassung und zählt nicht. ${KEPT} Die Beteiligten unterschreiben die geltende Fassung.`,
  'already-concluded': `Die Zielvereinbarung ist schon abgeschlossen. ${KEPT} Nach dem Abschluss ändert nur eine Änderungsvereinbarung den Betrag; Abweichungen werden nach § 6 gemeldet.`,
  'not-concluded': `Die Zielvereinbarung ist noch nicht abgeschlossen. ${KEPT} Vor dem Abschluss wird der Betrag durch eine Korrektur geändert.`,
  'transition-not-allowed': `Dieser Schritt ist im jetzigen Stand nicht möglich. ${KEPT} Die Sachbearbeitung prüft den Verlauf der Zielvereinbarung.`,
  'date-invalid': `Dieses Datum gibt es nicht, oder es steht nicht in der Form JJJJ-MM-TT. ${KEPT} Das sendende System muss es berichtigen.`,
  'date-in-future': `Das Datum liegt in der Zukunft. ${KEPT} Der Absender prüft das Datum auf dem Papier.`,
  'slot-taken': `Für diese Seite hat bereits eine andere Person diese Fassung unterschrieben. ${KEPT} Soll die neue gelten, wird die erste zuerst zurückgezogen.`,
  'same-signatory': `Dieselbe Person kann nicht für beide Seiten unterschreiben. ${KEPT} Die Sachbearbeitung prüft die Angaben zur Person.`,
  'publication-not-withdrawn': `Die Zielvereinbarung ist veröffentlicht; eine Unterschrift lässt sich so nicht mehr zurückziehen. ${KEPT} Zuerst muss das Ministerium die Veröffentlichung zurückziehen.`,
  'parked-expired': `Das Ereignis hat bis zum Ende seiner Frist gewartet; worauf es sich bezieht, kam nicht. ${KEPT} Die Sachbearbeitung entscheidet in der Klärungsstelle darüber.`,
  'already-cancelled': `Die Zielvereinbarung ist aufgehoben oder aufgegeben; dieser Schritt ist nicht mehr möglich. ${KEPT} Das Ministerium klärt, ob eine neue Zielvereinbarung gemeint ist.`,
  'document-missing': `Dieser Schritt braucht ein neues Dokument; es fehlt. Nach dem Abschluss endet eine Zielvereinbarung nur durch ein Dokument, und zu einem eigenen Vertragstext gehört bei jeder Änderung der neue Text. ${KEPT} Das Ministerium meldet den Schritt mit der Prüfsumme des Dokuments.`,
  'eckdaten-from-mismatch': `Der Ausgangswert stimmt nicht mit dem vereinbarten Wert überein. ${KEPT} Der Absender prüft, ob ihm eine Änderung fehlt.`,
  'abweichung-unknown': `Die Bewertung nennt eine Abweichung, die es nicht gibt. ${KEPT} Die Sachbearbeitung prüft die Nummern der Abweichungen.`,
  'mittelabruf-number-reused': `Unter dieser Nummer wurde für dieses Aktenzeichen schon ein Mittelabruf gemeldet; der erste gilt. ${KEPT} Die Bewilligungsstelle prüft die Nummer.`,
  'retention-shorter': `Die Aufbewahrung wird nur verlängert, nie verkürzt. ${KEPT} Die Archivstelle prüft das Datum.`,
  'retention-running': `Die Aufbewahrungsfrist läuft noch; die Akte wird nicht ausgesondert. ${KEPT} Die Archivstelle meldet die Aussonderung nach Ablauf der Frist.`,
  'legal-hold-active': `Ein Löschverbot (Legal Hold) besteht; die Akte wird nicht ausgesondert. ${KEPT} Die Archivstelle hebt zuerst das Löschverbot auf.`,
  'register-gap': `Zwischen dieser und der vorigen Angabe zur Gebietskörperschaft fehlen Tage. ${KEPT} Das Ministerium prüft die Gültigkeit.`,
  'register-overlap': `Diese Angabe zur Gebietskörperschaft überschneidet sich mit einer früheren. ${KEPT} Das Ministerium prüft die Gültigkeit.`,
  'event-too-large': `Das Ereignis ist zu groß, um gespeichert zu werden. ${KEPT} Dokumente werden als Verweis und Prüfsumme gesendet, nicht im Ereignis.`,
} as const;

/** Why an event waits: it came before what it builds on. The closed list of rule 5. */
export const DELAYS = {
  'zielvereinbarung-unknown':
    'Die Zielvereinbarung ist noch nicht angelegt. Das Ereignis wartet und gilt, sobald sie angelegt ist; Sie müssen nichts tun.',
  'sequence-gap':
    'Eine frühere Meldung desselben Absenders fehlt noch. Das Ereignis wartet auf sie; das sendende System prüft, ob sie gesendet wurde.',
  'fassung-not-known':
    'Diese Fassung gibt es noch nicht. Das Ereignis wartet, bis das Ministerium sie anlegt.',
  'fassung-not-released':
    'Diese Fassung ist noch nicht zur Unterschrift freigegeben. Das Ereignis wartet auf die Freigabe durch das Ministerium.',
  'text-document-missing':
    'Der eigene Vertragstext, den der Entwurf nennt, liegt noch nicht geprüft im Archiv. Das Ereignis wartet, bis genau diese PDF-Datei hochgeladen und angenommen ist.',
  'bescheid-base-missing':
    'Der Bescheid, auf den sich dieser bezieht, ist noch nicht gemeldet. Das Ereignis wartet auf ihn.',
  'scan-unknown':
    'Der Scan, der nicht mehr maßgeblich sein soll, ist noch nicht archiviert. Das Ereignis wartet auf ihn.',
  'legal-hold-unknown':
    'Das Löschverbot, das aufgehoben wird, ist noch nicht gemeldet. Das Ereignis wartet darauf.',
  'signature-unknown':
    'Die Unterschrift, die zurückgezogen wird, ist noch nicht gemeldet. Das Ereignis wartet auf sie.',
} as const;

/** Why an uploaded file is refused. The original stays in the inbox for seven days. */
export const UPLOAD_REFUSALS = {
  'upload-empty': 'Die Datei ist leer. Bitte scannen Sie das Dokument neu und laden Sie es noch einmal hoch.',
  'upload-too-large':
    'Die Datei ist zu groß. Bitte scannen Sie mit 150 bis 300 dpi in Graustufen und laden Sie die kleinere Datei hoch.',
  'upload-size-mismatch': 'Es kam nicht die ganze Datei an. Bitte laden Sie sie noch einmal hoch.',
  'checksum-mismatch':
    'Die Datei wurde unterwegs verändert: die Prüfsumme stimmt nicht. Bitte laden Sie sie noch einmal hoch.',
  'not-a-pdf': 'Die Datei ist kein PDF, auch wenn sie so heißt. Bitte speichern Sie den Scan als PDF.',
  'pdf-polyglot':
    'Die Datei enthält neben dem PDF fremde Inhalte. Bitte scannen Sie das Papier neu, statt eine Datei umzuwandeln.',
  'pdf-active-content':
    'Das PDF enthält ausführbare Inhalte. Bitte scannen Sie das Papier neu und laden Sie den Scan hoch.',
  'pdf-embedded-file': 'Im PDF stecken weitere Dateien. Bitte laden Sie nur den Scan hoch.',
  'pdf-xfa': 'Das PDF ist ein Formular (XFA). Bitte laden Sie den Scan des unterschriebenen Papiers hoch.',
  'pdf-encrypted':
    'Das PDF ist verschlüsselt oder mit einem Kennwort geschützt. Bitte speichern Sie es ohne Schutz und laden Sie es noch einmal hoch.',
  'pdf-decompression-limit':
    'Das PDF entpackt sich auf eine unzulässige Größe. Bitte scannen Sie das Papier neu.',
  'pdf-too-complex':
    'Das PDF ließ sich nicht in der erlaubten Zeit prüfen. Bitte scannen Sie das Papier neu mit 150 bis 300 dpi.',
  'pdf-multiple-revisions':
    'Das PDF wurde nach einer digitalen Signatur verändert. Bitte laden Sie die unveränderte Datei hoch.',
  'pdf-page-count':
    'Das PDF hat keine oder zu viele Seiten (höchstens 200). Bitte laden Sie nur die Zielvereinbarung hoch.',
  'pdf-broken': 'Das PDF ist beschädigt und lässt sich nicht lesen. Bitte scannen Sie das Papier neu.',
  'text-document-not-plain':
    'Der eigene Vertragstext enthält etwas, das auf dem unterschriebenen Papier nicht zu sehen wäre, oder einen QR-Code; er wird so nicht zur Unterschrift freigegeben. Bitte entfernen Sie es im Schreibprogramm und exportieren Sie den Text neu als PDF; das Ministerium legt damit eine neue Fassung an.',
  'text-document-not-copyable':
    'Vom eigenen Vertragstext ließ sich in der erlaubten Zeit keine seitengleiche Ausfertigung ohne Angaben zum Verfasser herstellen. Bitte exportieren Sie ihn im Schreibprogramm neu als PDF; das Ministerium legt damit eine neue Fassung an.',
  'upload-overwritten':
    'Unter diesem Hochladen kam eine zweite Datei an; die erste gilt. Bitte beginnen Sie für die zweite ein neues Hochladen.',
} as const;

/** Why the API does not carry out a request. */
export const API_REFUSALS = {
  'token-invalid':
    'Die Anmeldung ist ungültig. Bitte melden Sie sich neu an; Ihre Eingaben wurden nicht gespeichert.',
  'token-expired':
    'Die Anmeldung ist abgelaufen. Bitte melden Sie sich neu an; Ihre Eingaben wurden nicht gespeichert.',
  'token-not-for-us': 'Diese Anmeldung gilt nicht für diese Anwendung. Bitte melden Sie sich hier an.',
  'wrong-token-use': 'Für diese Schnittstelle gilt nur ein Zugriffstoken (access token).',
  'role-missing':
    'Ihre Rolle erlaubt das nicht. Bitte wenden Sie sich an die Stelle, die Ihre Zugänge verwaltet.',
  'party-not-own':
    'Sie dürfen nur für Ihre eigene Seite erklären. Die andere Seite erklärt ihre Unterschrift selbst.',
  'not-found': 'Das gibt es nicht, oder Sie haben keinen Zugriff darauf.',
  'request-invalid':
    'Die Anfrage ist unvollständig oder falsch; das Feld ist genannt. Es wurde nichts gespeichert.',
  'idempotency-key-missing':
    'Es fehlt der Kopf Idempotency-Key. Ohne ihn ließe sich eine Wiederholung nicht erkennen; es wurde nichts gespeichert.',
  'command-id-reused':
    'Unter diesem Idempotency-Key wurde schon ein anderer Auftrag ausgeführt. Der erste gilt; bitte vergeben Sie einen neuen Schlüssel.',
  'version-changed':
    'Inzwischen hat sich die Zielvereinbarung geändert. Bitte laden Sie den neuen Stand und wiederholen Sie den Auftrag.',
  'already-done': 'Das ist schon geschehen. Hier ist nichts mehr zu tun.',
  'version-missing':
    'Es fehlt der Stand, den Sie gelesen haben (Kopf If-Match). Bitte laden Sie die Zielvereinbarung neu; es wurde nichts gespeichert.',
  'field-not-allowed':
    'Die Anfrage enthält ein Feld, das es hier nicht gibt; es ist genannt. Es wurde nichts gespeichert.',
  'session-revoked':
    'Dieser Zugang wurde gesperrt. Bitte wenden Sie sich an die Stelle, die Ihre Zugänge verwaltet; es wurde nichts gespeichert.',
  'four-eyes-required':
    'Auf dieser Stage bestätigt eine andere Person, was Sie hochgeladen haben. Bitte geben Sie den Scan zur zweiten Bestätigung weiter; es wurde nichts gespeichert.',
  'upload-not-archived':
    'Der Scan ist noch nicht geprüft und archiviert. Bitte warten Sie einen Moment und wiederholen Sie die Bestätigung.',
  'state-closed': 'Zu dieser Fassung werden keine Scans mehr angenommen.',
  'fassung-unknown':
    'Diese Fassung gibt es nicht. Bitte wählen Sie eine Fassung, die das Ministerium angelegt hat; es wurde nichts gespeichert.',
  'upload-quota-reached':
    'Die Höchstzahl an Scans, die je Gebietskörperschaft an einem Tag angenommen werden, ist für heute erreicht. Was schon hochgeladen ist, bleibt; dieser Scan wurde nicht angenommen. Ab morgen, 0 Uhr, geht es wieder; wer heute mehr braucht, wendet sich an den Betrieb.',
  'clearing-decided':
    'Über diese Nachricht ist schon entschieden. Die erste Entscheidung gilt; bitte laden Sie den Eintrag neu.',
  'replacement-differs':
    'Die neue Nachricht muss Absender, Kennung, Gegenstand und laufende Nummer der ersten behalten; das Feld ist genannt. Es wurde nichts gespeichert.',
  'reason-missing':
    'Es fehlt die Begründung. Sie bleibt bei der Nachricht stehen; bitte geben Sie an, warum sie verworfen wird.',
  'gap-not-open':
    'Diese laufende Nummer ist schon verbraucht oder wartet; hier ist keine Lücke zu schließen. Es wurde nichts gespeichert.',
  'content-type-unsupported':
    'Die Anfrage muss als application/json gesendet werden, ein Ereignis als application/cloudevents+json.',
  'scope-missing':
    'Diesem Zugang fehlt die Berechtigung (scope) für diese Schnittstelle. Bitte wenden Sie sich an die Stelle, die die Zugänge verwaltet.',
} as const;

/** A code of {@link REFUSALS}. */
export type Refusal = keyof typeof REFUSALS;
/** A code of {@link DELAYS}. */
export type Delay = keyof typeof DELAYS;
/** A code of {@link UPLOAD_REFUSALS}. */
export type UploadRefusal = keyof typeof UPLOAD_REFUSALS;
/** A code of {@link API_REFUSALS}. */
export type ApiRefusal = keyof typeof API_REFUSALS;
/** Any code of the closed list. */
export type Reason = Refusal | Delay | UploadRefusal | ApiRefusal;

/** Every reason code with its German sentence. */
export const REASONS: Readonly<Record<Reason, string>> = {
  ...REFUSALS,
  ...DELAYS,
  ...UPLOAD_REFUSALS,
  ...API_REFUSALS,
};

/** What the strict reader refuses of a body that a parser may have read all the same. */
const ABOUT_FORM: readonly Refusal[] = [
  'encoding-invalid',
  'duplicate-json-key',
  'key-forbidden',
  'event-too-complex',
  'number-invalid',
  'text-invalid',
];

/** Whether a message was refused for how it is written, so that an earlier release may have read it. */
export function isAboutForm(reason: Refusal): boolean {
  return ABOUT_FORM.includes(reason);
}

/** What every message may meet, whatever it tells; each fact names the others itself (`reasons`). */
export const GENERAL_REASONS: readonly (Refusal | Delay)[] = [
  'body-unreadable',
  'batch-unsupported',
  'encoding-invalid',
  'duplicate-json-key',
  'key-forbidden',
  'event-too-complex',
  'schema-violated',
  'event-type-unknown',
  'event-version-unknown',
  'text-invalid',
  'number-invalid',
  'date-invalid',
  'event-time-invalid',
  'sender-not-allowed',
  'subject-not-allowed',
  'subject-unknown',
  'event-id-reused',
  'sequence-reused',
  'event-too-large',
  'parked-expired',
  'transition-not-allowed',
  'already-cancelled',
  'zielvereinbarung-unknown',
  'sequence-gap',
];

/** Narrows a string to a refusal of an upload. */
export function isUploadRefusal(code: string): code is UploadRefusal {
  return Object.hasOwn(UPLOAD_REFUSALS, code);
}

/** Schema of the reasons of a refused upload. */
export const uploadReason = z.enum(Object.keys(UPLOAD_REFUSALS).filter(isUploadRefusal));

/** The sentence for somebody who is answered at once: their order was not carried out, and nothing was kept. */
export function answerSentence(code: Reason): string {
  return REASONS[code].replace(KEPT, 'Es wurde nichts gespeichert.');
}

/** Narrows a string to a refusal of the closed list. */
export function isRefusal(code: unknown): code is Refusal {
  return typeof code === 'string' && Object.hasOwn(REFUSALS, code);
}

/** The sentence beside a step that nobody asked for yet: what stands in the way, and nothing of what was kept. */
export function stateSentence(code: Reason): string {
  const [first = ''] = REASONS[code].split(/(?<=[.]) (?=[A-Z])/u);
  return Object.hasOwn(DELAYS, code) ? first : REASONS[code].replace(` ${KEPT}`, '');
}
