import type { TextTerms } from '../../../shared/documents/zielvereinbarung-text.ts';
import type { PrintedSignature } from '../../../shared/documents/signature-block.ts';

/** The terms of the Zielvereinbarung 2025 of Limburg-Weilburg, as its text gives them. */
export const limburgWeilburgTerms: TextTerms = {
  haushaltsmittel: { amountCent: 89_521_000, currency: 'EUR' },
  massnahmen: [
    { art: 1, label: 'Ausbildungsvorbereitungsplätze für Benachteiligte' },
    { art: 1, label: 'Berufsvorbereitung/Teilzeitausbildung Beratung, Coaching, Online Angebot (-Zugänge)' },
    { art: 2, label: 'Intensiv begleitete integrative Ausbildung in festen Strukturen BaE integrativ' },
    {
      art: 2,
      label: 'Intensiv begleitete integrative Grundausbildung in festen Strukturen in Verbindung mit EQ',
    },
    {
      art: 2,
      label:
        'Intensiv begleitete kooperative Ausbildung mit integrativem Beginn in den Ausbildungswerkstätten der GAB',
    },
    { art: 3, label: 'Berufsperspektive für Frauen und Männer' },
  ],
};

/** Both signatures of the Zielvereinbarung 2025 of Limburg-Weilburg, as its text prints them. */
export const limburgWeilburgSignatures: readonly PrintedSignature[] = [
  {
    party: 'land',
    signatory: { name: 'Heike Hofmann', office: 'Staatsministerin' },
    place: 'Wiesbaden',
    signedOn: { date: '2025-08-02', asWritten: '2.8.2025' },
  },
  {
    party: 'kommune',
    signatory: { name: 'Michael Köberle', office: 'Landrat' },
    place: 'Limburg',
    signedOn: { date: '2025-08-14', asWritten: '14.08.2025' },
  },
];
