import { z } from 'zod';

/**
 * The closed list of reason codes. Each has a German sentence that says what happened, and then what to do and who
 * does it. What was kept is the same for all of a kind and is added once by whoever tells it: `refusedSentence`,
 * `waitingSentence`, `answerSentence`. The same code stands in queue, store, API problem, page and documentation.
 */

/** Why a message cannot be recorded; it goes to the clearing desk and its sender is told. */
export const REFUSALS = {
  'body-unreadable': 'Die Nachricht ist kein lesbares JSON-Objekt. Das sendende System berichtigt sie.',
  'batch-unsupported':
    'Eine Nachricht trägt genau ein Ereignis, keine Liste davon. Das sendende System sendet jedes Ereignis für sich.',
  'encoding-invalid':
    'Die Nachricht ist nicht in UTF-8 kodiert, oder ein Text darin ist beschädigt angekommen. Das sendende System sendet JSON in UTF-8.',
  'duplicate-json-key':
    'Ein Feld steht zweimal in der Nachricht; welches gilt, wird nicht geraten. Das sendende System sendet jedes Feld einmal.',
  'key-forbidden':
    'Ein Feld trägt einen Namen, der nicht erlaubt ist. Das sendende System lässt das Feld weg.',
  'event-too-complex':
    'Die Nachricht ist zu tief geschachtelt oder hat zu viele Felder. Das sendende System sendet nur, was der Ereignisvertrag nennt.',
  'schema-violated':
    'Die Nachricht entspricht nicht dem Ereignisvertrag; das Feld ist genannt. Das sendende System berichtigt sie.',
  'event-type-unknown':
    'Diesen Ereignistyp gibt es nicht. Das sendende System prüft Namen und Präfix im Ereigniskatalog.',
  'event-version-unknown':
    'Diese Version des Ereignistyps gibt es nicht. Das sendende System prüft die Version im Ereigniskatalog.',
  'text-invalid':
    'Ein Text enthält unsichtbare, steuernde oder nicht normalisierte Zeichen. Das sendende System bereinigt den Text.',
  'number-invalid':
    'Eine Zahl ist keine ganze Zahl im erlaubten Bereich; Geld wird in ganzen Cent gesendet. Das sendende System berichtigt sie.',
  'event-time-invalid':
    'Die Zeit des Ereignisses liegt vor 2010 oder in der Zukunft. Das sendende System prüft seine Uhr; ging nur sie vor, sendet es die Meldung später unter derselben Kennung noch einmal.',
  'sender-not-allowed':
    'Dieser Absender darf dieses Ereignis hier nicht melden. Der Betrieb prüft die Liste der Absender.',
  'subject-not-allowed':
    'Dieser Absender darf nicht für diese Gebietskörperschaft melden. Die genannte Gebietskörperschaft meldet es selbst.',
  'subject-unknown':
    'Die Kennung passt nicht zu Programm, Haushaltsjahr und Gebietskörperschaft der Daten. Das sendende System bringt beide in Übereinstimmung.',
  'event-id-reused':
    'Unter dieser Kennung wurde schon ein anderer Inhalt gemeldet; der erste gilt weiter. Das sendende System meldet jeden Inhalt unter einer eigenen Kennung.',
  'sequence-reused':
    'Diese laufende Nummer wurde von diesem Absender schon verwendet. Das sendende System prüft seine Zählung.',
  'already-exists':
    'Diese Zielvereinbarung gibt es schon. Das Ministerium meldet Änderungen als neue Fassung.',
  'programme-unknown':
    'Für dieses Programm und Haushaltsjahr sind keine Vertragsbestimmungen hinterlegt. Das Ministerium lässt sie einpflegen.',
  'gebietskoerperschaft-not-valid-in-year':
    'Diese Gebietskörperschaft gibt es im Haushaltsjahr nicht. Das Ministerium prüft den Gemeindeschlüssel.',
  'massnahmenart-unknown':
    'Diese Maßnahmenart gibt es im Programmjahr nicht. Das Ministerium prüft die Nummer der Maßnahmenart.',
  'amount-implausible':
    'Der Betrag ist nicht möglich: null, negativ oder größer als die Summe, zu der er gehört. Der Absender prüft den Betrag.',
  'budget-from-mismatch':
    'Der Ausgangsbetrag stimmt nicht mit dem geltenden Betrag überein. Der Absender prüft, ob ihm eine Änderung fehlt.',
  'fassung-outdated':
    'Das Ereignis gehört zu einer überholten Fassung und zählt nicht. Der Absender meldet es zur geltenden Fassung; auch unterschrieben wird nur diese.',
  'already-concluded':
    'Die Zielvereinbarung ist schon abgeschlossen. Der Absender meldet eine Abweichung nach § 6, oder das Ministerium meldet eine Änderungsvereinbarung.',
  'not-concluded':
    'Die Zielvereinbarung ist noch nicht abgeschlossen. Vor dem Abschluss ändert das Ministerium den Betrag durch eine Korrektur; danach meldet der Absender, was ansteht.',
  'transition-not-allowed':
    'Dieser Schritt ist im jetzigen Stand nicht möglich. Der Absender prüft, was im Weg steht und welche Schritte stattdessen offen sind; beides ist genannt.',
  'date-invalid':
    'Dieses Datum gibt es nicht, oder es steht nicht in der Form JJJJ-MM-TT. Das sendende System berichtigt es.',
  'date-in-future':
    'Das Datum liegt in der Zukunft. Der Absender prüft es; stimmt es, sendet er die Meldung an jenem Tag unter derselben Kennung noch einmal.',
  'slot-taken':
    'Für diese Seite hat bereits eine andere Person diese Fassung unterschrieben. Soll die neue Unterschrift gelten, zieht diese Seite die erste zuerst zurück.',
  'same-signatory':
    'Dieselbe Person kann nicht für beide Seiten unterschreiben. Die Sachbearbeitung prüft die Angaben zur Person.',
  'publication-not-withdrawn':
    'Worauf die veröffentlichte Seite beruht, lässt sich nicht mehr zurücknehmen, solange sie zu lesen ist. Das Ministerium zieht zuerst die Veröffentlichung zurück.',
  'parked-expired':
    'Das Ereignis hat bis zum Ende seiner Frist gewartet; worauf es sich bezieht, kam nicht. Die Sachbearbeitung entscheidet in der Klärungsstelle darüber.',
  'already-cancelled':
    'Die Zielvereinbarung ist aufgehoben oder aufgegeben; dieser Schritt ist nicht mehr möglich. Das Ministerium klärt, ob eine neue Zielvereinbarung gemeint ist.',
  'document-missing':
    'Dieser Schritt braucht ein neues Dokument; es fehlt. Nach dem Abschluss endet eine Zielvereinbarung nur durch ein Dokument, und zu einem eigenen Vertragstext gehört bei jeder Änderung der neue Text. Das Ministerium meldet den Schritt mit der Prüfsumme des Dokuments.',
  'eckdaten-from-mismatch':
    'Der Ausgangswert stimmt nicht mit dem vereinbarten Wert überein. Der Absender prüft, ob ihm eine Änderung fehlt.',
  'abweichung-unknown':
    'Die Bewertung nennt eine Abweichung, die es nicht gibt. Die Sachbearbeitung prüft die Nummern der Abweichungen.',
  'mittelabruf-number-reused':
    'Unter dieser Nummer wurde für dieses Aktenzeichen schon ein Mittelabruf gemeldet; der erste gilt. Die Bewilligungsstelle prüft die Nummer.',
  'retention-shorter':
    'Die Aufbewahrung wird nur verlängert, nie verkürzt. Die Archivstelle prüft das Datum.',
  'retention-running':
    'Die Aufbewahrungsfrist läuft noch; die Akte wird nicht ausgesondert. Die Archivstelle meldet die Aussonderung nach Ablauf der Frist.',
  'legal-hold-active':
    'Ein Löschverbot (Legal Hold) besteht; die Akte wird nicht ausgesondert. Die Archivstelle hebt zuerst das Löschverbot auf.',
  'register-gap':
    'Zwischen dieser und der vorigen Angabe zur Gebietskörperschaft fehlen Tage. Das Ministerium prüft die Gültigkeit.',
  'register-overlap':
    'Diese Angabe zur Gebietskörperschaft überschneidet sich mit einer früheren. Das Ministerium prüft die Gültigkeit.',
  'event-too-large':
    'Das Ereignis ist zu groß, um gespeichert zu werden. Das sendende System sendet Dokumente als Verweis mit Prüfsumme, nicht im Ereignis.',
} as const;

/** Why an event waits: it came before what it builds on. The closed list of rule 5. */
export const DELAYS = {
  'zielvereinbarung-unknown':
    'Die Zielvereinbarung ist noch nicht angelegt. Das Ministerium legt sie mit dem Entwurf an.',
  'sequence-gap':
    'Eine frühere Meldung desselben Absenders fehlt noch. Das sendende System prüft, ob sie gesendet wurde.',
  'fassung-not-known':
    'Diese Fassung gibt es noch nicht. Das Ministerium legt sie an, oder der Absender prüft ihre Nummer.',
  'fassung-not-released':
    'Diese Fassung ist noch nicht zur Unterschrift freigegeben. Das Ministerium gibt sie frei.',
  'text-document-missing':
    'Der eigene Vertragstext, den der Entwurf nennt, liegt noch nicht geprüft im Archiv. Das Ministerium lädt genau diese PDF-Datei hoch.',
  'bescheid-base-missing':
    'Der Bescheid, auf den sich die Meldung bezieht, ist noch nicht gemeldet. Die Bewilligungsstelle meldet ihn.',
  'scan-unknown':
    'Der Scan, der nicht mehr maßgeblich sein soll, ist noch nicht archiviert. Die Sachbearbeitung prüft, ob er hochgeladen wurde.',
  'legal-hold-unknown':
    'Das Löschverbot, das aufgehoben wird, ist noch nicht gemeldet. Die Archivstelle prüft, ob es gemeldet wurde.',
  'signature-unknown':
    'Die Unterschrift, die zurückgezogen wird, ist noch nicht gemeldet. Der Absender prüft, ob sie gesendet wurde.',
  'publication-stands':
    'Die Seite ist veröffentlicht und beruht auf der Unterschrift, die zurückgezogen wird. Das Ministerium entscheidet, ob es die Veröffentlichung zurückzieht.',
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
  'token-invalid': 'Die Anmeldung ist ungültig. Bitte melden Sie sich neu an.',
  'token-expired': 'Die Anmeldung ist abgelaufen. Bitte melden Sie sich neu an.',
  'token-not-for-us': 'Diese Anmeldung gilt nicht für diese Anwendung. Bitte melden Sie sich hier an.',
  'wrong-token-use':
    'Gesendet wurde etwas anderes als ein Zugriffstoken (access token). Bitte verwenden Sie das Zugriffstoken.',
  'role-missing':
    'Ihre Rolle erlaubt das nicht. Bitte wenden Sie sich an die Stelle, die Ihre Zugänge verwaltet.',
  'party-not-own':
    'Sie dürfen nur für Ihre eigene Seite erklären. Die andere Seite erklärt ihre Unterschrift selbst.',
  'not-found': 'Das gibt es nicht, oder Sie haben keinen Zugriff darauf. Bitte prüfen Sie die Adresse.',
  'request-invalid':
    'Die Anfrage ist unvollständig oder falsch; das Feld ist genannt. Bitte berichtigen Sie es.',
  'idempotency-key-missing':
    'Es fehlt der Kopf Idempotency-Key; ohne ihn ließe sich eine Wiederholung nicht erkennen. Bitte senden Sie ihn mit.',
  'command-id-reused':
    'Unter diesem Idempotency-Key wurde schon ein anderer Auftrag ausgeführt; der erste gilt. Bitte vergeben Sie einen neuen Schlüssel.',
  'version-changed':
    'Inzwischen hat sich die Zielvereinbarung geändert. Bitte laden Sie den neuen Stand und wiederholen Sie den Auftrag.',
  'already-done': 'Das ist schon geschehen. Sie müssen hier nichts mehr tun.',
  'version-missing':
    'Es fehlt der Stand, den Sie gelesen haben (Kopf If-Match). Bitte laden Sie die Zielvereinbarung neu.',
  'field-not-allowed':
    'Die Anfrage enthält ein Feld, das es hier nicht gibt; es ist genannt. Bitte lassen Sie es weg.',
  'session-revoked':
    'Dieser Zugang wurde gesperrt. Bitte wenden Sie sich an die Stelle, die Ihre Zugänge verwaltet.',
  'four-eyes-required':
    'Auf dieser Stage bestätigt eine andere Person, was Sie hochgeladen haben. Bitte geben Sie den Scan zur zweiten Bestätigung weiter.',
  'scan-contradicts':
    'Ein QR-Code auf dem Scan passt nicht zu der Fassung, der er zugeordnet ist. Bitte begründen Sie, warum er trotzdem gilt, oder weisen Sie ihn zurück; eine andere Person bestätigt ihn danach.',
  'second-person-required':
    'Sie haben schon begründet, warum der Scan trotz eines anderen QR-Codes gilt. Bitte lassen Sie ihn von einer anderen Person beim Land, bei der Gebietskörperschaft oder in der Prüfung bestätigen.',
  'upload-not-archived':
    'Der Scan ist noch nicht geprüft und archiviert. Bitte warten Sie einen Moment und wiederholen Sie die Bestätigung.',
  'state-closed':
    'Zu dieser Fassung werden keine Scans mehr angenommen. Bitte ordnen Sie den Scan der geltenden Fassung zu.',
  'fassung-unknown':
    'Diese Fassung gibt es nicht. Bitte wählen Sie eine Fassung, die das Ministerium angelegt hat.',
  'upload-quota-reached':
    'Die Höchstzahl an Scans, die je Gebietskörperschaft an einem Tag angenommen werden, ist für heute erreicht. Ab morgen, 0 Uhr, geht es wieder; wer heute mehr braucht, wendet sich an den Betrieb.',
  'clearing-decided':
    'Über diese Nachricht ist schon entschieden. Die erste Entscheidung gilt; bitte laden Sie den Eintrag neu.',
  'replacement-differs':
    'Die neue Nachricht hat Absender, Kennung, Gegenstand oder laufende Nummer der ersten nicht behalten; das Feld ist genannt. Bitte setzen Sie dort den ersten Wert wieder ein.',
  'reason-missing':
    'Es fehlt die Begründung. Bitte geben Sie an, warum die Nachricht verworfen wird; das bleibt bei ihr stehen.',
  'gap-not-open':
    'Diese laufende Nummer ist schon verbraucht oder wartet; hier ist keine Lücke zu schließen. Bitte prüfen Sie die Nummer.',
  'content-type-unsupported':
    'Die Anfrage kam in einem anderen Format. Bitte senden Sie sie als application/json, ein Ereignis als application/cloudevents+json.',
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

/** Narrows a string to a refusal of an upload. */
export function isUploadRefusal(code: string): code is UploadRefusal {
  return Object.hasOwn(UPLOAD_REFUSALS, code);
}

/** Schema of the reasons of a refused upload. */
export const uploadReason = z.enum(Object.keys(UPLOAD_REFUSALS).filter(isUploadRefusal));

/** Where a refused message is, whatever its reason: said once, by whoever tells of the refusal. */
export const AFTER_REFUSAL =
  'Die Nachricht liegt unverändert in der Klärungsstelle; eine berichtigte braucht eine neue Kennung.';

/** What becomes of an early message, whatever it waits for: said once, by whoever tells that it waits. */
export const WHILE_WAITING = 'Die Meldung wartet darauf und wird dann von selbst noch einmal beurteilt.';

/** What is left of an order that was not carried out, whatever its reason: said once, by whoever answers. */
export const NOTHING_STORED = 'Es wurde nichts gespeichert.';

/** The sentence for the sender of a refused message, with where it is now. */
export const refusedSentence = (code: Refusal) => `${REFUSALS[code]} ${AFTER_REFUSAL}`;

/** The sentence for the sender of an early message, with what becomes of it. */
export const waitingSentence = (code: Delay) => `${DELAYS[code]} ${WHILE_WAITING}`;

/** The sentence for somebody who is answered at once: their order was not carried out, and nothing was kept. */
export const answerSentence = (code: Reason) => `${REASONS[code]} ${NOTHING_STORED}`;

/** The sentence beside a step that nobody asked for yet: what stands in the way; nobody sent anything that could wait. */
export function stateSentence(code: Reason): string {
  const [first = ''] = REASONS[code].split(/(?<=[.]) (?=[A-Z])/u);
  return Object.hasOwn(DELAYS, code) ? first : REASONS[code];
}

/** Narrows a string to a refusal of the closed list. */
export function isRefusal(code: unknown): code is Refusal {
  return typeof code === 'string' && Object.hasOwn(REFUSALS, code);
}
