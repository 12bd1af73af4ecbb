import type { Clause, ClausePart } from '../programme.ts';

/** The clauses of the Ausbildungs- und Qualifizierungsbudget as agreed for 2025, word for word. */
export const aqbClauses2025: readonly Clause[] = [
  {
    id: 'praeambel',
    title: ['Präambel'],
    parts: [
      paragraph(
        'Erfolgreiche Arbeitsmarktpolitik bindet die regionalen Akteure des Arbeitsmarktes in eine gemeinsame, auf die Zukunftsanforderungen fokussierte Strategie ein. Dafür will {ministry.nominative} ({short}) regionale Handlungs- und Entscheidungsspielräume eröffnen und vereinbart dazu Ziele mit den Kreisen und kreisfreien Städten. Bei allen Maßnahmen und Angeboten, die über das Ausbildungs- und Qualifizierungsbudget umgesetzt werden, orientiert sich das {short} an den landespolitischen Zielsetzungen der Arbeitsmarktpolitik, dem „Bündnis für Ausbildung für die Jahre 2025 bis 2029“, dem Fachkonzept „Arbeitswelt Hessen“ des {short} sowie an der regionalen Arbeitsmarkt- und Ausbildungsstrategie {gk.genitive}. Die Maßnahmen sind grundsätzlich genderadäquat, ohne Altersbegrenzungen und inklusiv angelegt und überdies den Leitlinien der UN-Behindertenrechtskonvention verpflichtet.',
      ),
    ],
  },
  {
    id: '1',
    number: '§ 1',
    title: ['Ausbildungs- und Qualifizierungsbudget', 'Ziele des Landes'],
    parts: [
      paragraph(
        'Das {short} verfolgt mit dem Ausbildungs- und Qualifizierungsbudget {year} das Ziel, die Ausbildungsfähigkeit von benachteiligten Menschen zu steigern, ihre Beschäftigungsfähigkeit zu sichern, ihnen Ausbildungsabschlüsse zu ermöglichen und sie durch längerfristige, flexible und arbeitsmarktnahe Qualifizierung zu einer eigenständigen Existenzsicherung zu befähigen. Der flexible und ganzheitliche Handlungsansatz des Budgets bietet den Kreisen und kreisfreien Städten die Möglichkeit, bedarfsorientierte berufliche und qualifikatorische Angebote für unterschiedliche Zielgruppen auf Basis der regional entwickelten Arbeitsmarkt- und Ausbildungsstrategie umzusetzen. Menschen mit ihren jeweiligen Bedürfnissen und Herausforderungen ernst zu nehmen und bei ihrem Weg in Ausbildung und Beschäftigung zu unterstützen, betrachtet das {short} als zentralen Baustein für eine erfolgversprechende und nachhaltige Integration in unsere Gesellschaft.',
      ),
      paragraph(
        'Bei der Erreichung dieses Ziels setzt das {short} auf einen rechtskreisübergreifenden Förderansatz in den hessischen Kreisen und kreisfreien Städten. Nur wenn die einzelnen Rechtskreise SGB II, III, VIII, XII und AsylbLG sinnvoll zusammenwirken, alle Zielgruppen – inklusive der sog. Stillen Reserve – und weitere regionale Akteure aus Arbeitsmarkt und Wirtschaft potenziell einbezogen sind, können Unterstützungsstrukturen geschaffen werden, die ein selbstbestimmtes Leben auch in herausfordernden Lebenslagen ermöglichen.',
      ),
      paragraph(
        'Dem Land Hessen ist es wichtig, Menschen mit familiensorgenden Tätigkeiten einen vollqualifizierenden Berufsabschluss zu ermöglichen. Daher werden spezifisch Mittel für Maßnahmen zur Ermöglichung von Teilzeitausbildungen bereitgestellt. Über die im Rahmen des ESF Hessen geförderte „Servicestelle Teilzeit-Ausbildung“ unterstützt das {short} die Zusammenarbeit aller regionalen Akteure am Übergang Schule-Beruf.',
      ),
      paragraph(
        'Schwerpunkte im Ausbildungs- und Qualifizierungsbudget sind Maßnahmen zur Ausbildungs- und Qualifizierungsvorbereitung, zu Ausbildung und Ausbildungscoaching in anerkannten Ausbildungsberufen, Qualifizierungsprojekte zur Arbeitsmarktintegration und Fachkräftesicherung sowie Weiterbildungen für Fachpersonal der Gebietskörperschaften mit Bezug zu Teilnehmenden des AQB.',
      ),
    ],
  },
  {
    id: '2',
    number: '§ 2',
    title: ['Verpflichtungen der Vereinbarungspartner'],
    parts: [
      paragraph(
        '{Ministry.nominative} und {gk.nominative} setzen die ihnen zur Verfügung stehenden Kompetenzen dafür ein, dass die in § 5 vereinbarten Ziele erreicht werden. Die Entscheidung über den Mitteleinsatz erfolgt im Kontext der von {gk.dative} bereits erarbeiteten und regelmäßig zu aktualisierenden regionalen Ausbildungs- und Arbeitsmarktstrategie, die mit den regionalen Akteuren der Rechtskreise SGB II, III, VIII, XII und AsylbLG, der Wirtschaft und – für den Bereich des Übergangs von der Schule in den Beruf – mit den regionalen OloV-Steuerungsgruppen abgestimmt ist.',
      ),
      paragraph(
        'Im Jahr {year} werden im Rahmen des AQB erneut Landesmittel für spezifische Angebote zur Integration von Menschen mit Migrationshintergrund zur Verfügung gestellt. Die geförderten Angebote sind durch eine hohe Individualität und Vielfalt gekennzeichnet.',
      ),
    ],
  },
  {
    id: '3',
    number: '§ 3',
    title: ['Umsetzung der UN-Behindertenrechtskonvention'],
    parts: [
      paragraph(
        'Die Integration in das Erwerbsleben stellt aus der Sicht {ministry.genitive} eine der vordringlichsten Maßnahmen zur Förderung der Teilhabe von Menschen mit Behinderungen dar. Auch angesichts der demografischen Entwicklung und eines damit verbundenen aktuellen und zukünftigen Fachkräftemangels kommt der nachhaltigen Förderung von Maßnahmen zur Integration von Menschen mit Behinderungen in den Arbeitsprozess eine große Bedeutung zu.',
      ),
    ],
  },
  {
    id: '4',
    number: '§ 4',
    title: ['Haushaltsmittel und Eckdaten'],
    parts: [
      paragraph('Das {short} stellt {gk.dative} im Jahr {year} Haushaltsmittel in Höhe von insgesamt'),
      { kind: 'amount' },
      paragraph('aus dem Ausbildungs- und Qualifizierungsbudget {year} zur Verfügung.'),
      { kind: 'budget-items' },
      { kind: 'eckdaten' },
    ],
  },
  {
    id: '5',
    number: '§ 5',
    title: ['Ziele für die Umsetzung {gk.genitive}'],
    parts: [
      paragraph(
        '{Gk.nominative} finanziert mit den Mitteln des Ausbildungs- und Qualifizierungsbudgets {year} in den jeweiligen Maßnahmenarten folgende Projekte:',
      ),
      { kind: 'massnahmen' },
      paragraph(
        'Die Förderung der aufgeführten Maßnahmen erfolgt auf Basis und nach Maßgabe des – nach Antragstellung durch {gk.accusative} vom Regierungspräsidium Kassel erlassenen – Bescheides.',
      ),
    ],
  },
  {
    id: '6',
    number: '§ 6',
    title: ['Zielsteuerung'],
    parts: [
      paragraph(
        '{Gk.nominative} und das {short} bleiben über die Entwicklung des Budgets {year} im engen Austausch. Dazu wird unter anderem eine Umsetzungsbesprechung im Herbst angesetzt.',
      ),
      paragraph(
        'Unterjährige Abweichungen von den in § 4 genannten Haushaltsmitteln und Eckdaten werden bei der Beurteilung der Zielerreichung berücksichtigt.',
      ),
    ],
  },
  {
    id: '7',
    number: '§ 7',
    title: ['Kontinuierlicher Verbesserungsprozess'],
    parts: [
      paragraph(
        '{Gk.nominative} beteiligt sich an Umfragen und Tagungen des {short} mit dem Ziel, Erfahrungen auszutauschen, gute Praxis zu identifizieren und neue Impulse für die regionale Arbeitsmarkt- und Ausbildungspolitik zu setzen.',
      ),
    ],
  },
  {
    id: 'veroeffentlichung',
    title: [],
    parts: [
      paragraph(
        'Die Zielvereinbarungen werden auf dem Internetportal des {short} „Arbeitswelt Hessen“ veröffentlicht.',
      ),
    ],
  },
];

function paragraph(text: string): ClausePart {
  return { kind: 'paragraph', text };
}
