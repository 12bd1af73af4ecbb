/**
 * The closed list of hints: what is accepted and still worth a look. A hint never blocks anything; people
 * decide what it means. Codes for machines, German sentences for people.
 */
export const HINTS = {
  'signed-on-weekend':
    'Das Datum der Unterschrift ist ein Samstag oder Sonntag. Bitte vergleichen Sie es mit dem Papier.',
  'signed-before-draft':
    'Das Datum der Unterschrift liegt vor dem Stand des Entwurfs. Bitte vergleichen Sie es mit dem Papier.',
  'signatory-alike':
    'Ein ähnlich geschriebener Name steht schon auf dieser Fassung, etwa mit Titel oder in anderer Schreibweise. Ist das dieselbe Person? Bitte vergleichen Sie beide Unterschriften mit dem Papier.',
  'office-twice':
    'Unter demselben Amt hat für diese Seite schon jemand mit anderem Namen unterschrieben. Sind das zwei Personen? Bitte vergleichen Sie Namen und Ämter mit dem Papier.',
  'reference-expired':
    'Ein Bezugsdokument der Präambel galt zu diesem Zeitpunkt nicht mehr. Bitte prüfen Sie, ob es ein neueres gibt.',
  'doubled-words':
    'In einer besonderen Regelung steht ein Wort doppelt, etwa „Landkreis Landkreis“. Bitte prüfen Sie den Text.',
  'value-not-listed':
    'Eine Angabe steht nicht in der Liste des Programmjahrs. Sie wurde übernommen; bitte prüfen Sie die Schreibweise.',
  'antrag-late':
    'Der Antrag ging nach der Frist des Programmjahrs ein. Über die Folgen entscheidet die Bewilligungsstelle.',
  'aenderung-after-widerruf':
    'Der Änderungsbescheid ändert einen Bescheid, der ganz widerrufen ist. Ist ein neuer Zuwendungsbescheid gemeint? Die Bewilligungsstelle prüft das.',
  'calls-above-grant':
    'Die Mittelabrufe übersteigen zusammen die bewilligte Summe. Die Bewilligungsstelle prüft das.',
  'use-above-grant':
    'Der Verwendungsnachweis nennt mehr, als bewilligt ist. Die Bewilligungsstelle prüft das.',
  'meeting-outside-window':
    'Die Umsetzungsbesprechung liegt außerhalb des Herbstes (§ 6 Abs. 1). Bitte prüfen Sie das Datum.',
  'abweichung-not-considered':
    'Die Bewertung der Zielerreichung geht auf mindestens eine Abweichung des Jahres nicht ein (§ 6 Abs. 2). Bitte ergänzen Sie je Abweichung einen Satz.',
  'eckdatum-without-reference':
    'Zu diesem Eckdatum ist in der Vereinbarung kein Wert beziffert; die Abweichung hat keinen Bezugswert.',
  'strategie-outdated':
    'Die regionale Strategie ist bei Beginn des Haushaltsjahrs älter als fünf Jahre. Bitte prüfen Sie, ob es eine neuere gibt.',
} as const;

/** A code of {@link HINTS}. */
export type Hint = keyof typeof HINTS;
