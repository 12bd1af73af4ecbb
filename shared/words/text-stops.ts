import type { TextStop } from '../../events/incoming/scan.ts';
import type { TextPlace } from '../domain/zielvereinbarung/terms/supplied-text.ts';

/** What is there, as the end of "Auf Seite 3 …", and what whoever wrote the text does about it. */
const STOPS: Readonly<Record<TextStop, { readonly is: string; readonly remedy: string }>> = {
  'text-recognition': {
    is: 'liegt unsichtbarer Text aus einer Texterkennung über einem Bild',
    remedy: 'Bitte exportieren Sie den Text aus dem Schreibprogramm, oder scannen Sie ohne Texterkennung.',
  },
  'invisible-text': {
    is: 'steht Text, der nicht gezeichnet wird',
    remedy: 'Bitte löschen Sie ihn im Schreibprogramm oder machen Sie ihn sichtbar.',
  },
  'unseen-text': {
    is: 'steht Text, den man nicht sieht: in der Farbe des Hintergrunds, verdeckt oder abgeschnitten',
    remedy: 'Bitte löschen Sie ihn im Schreibprogramm oder machen Sie ihn sichtbar.',
  },
  'tiny-text': {
    is: 'steht Text, der zu klein zum Lesen ist',
    remedy: 'Bitte löschen Sie ihn im Schreibprogramm oder machen Sie ihn größer.',
  },
  'outside-page': {
    is: 'reicht Text über den Rand der Seite hinaus',
    remedy: 'Bitte löschen Sie ihn im Schreibprogramm oder holen Sie ihn auf die Seite.',
  },
  layer: {
    is: 'gibt es eine Ebene, die sich ein- und ausblenden lässt',
    remedy: 'Bitte führen Sie die Ebenen zusammen und exportieren Sie ohne Ebenen.',
  },
  annotation: {
    is: 'gibt es eine Anmerkung, einen Stempel oder eine digitale Signatur',
    remedy: 'Bitte entfernen Sie sie und exportieren Sie den Text neu.',
  },
  'qr-code': {
    is: 'steht ein QR-Code; an ihm würde ein Scan einem anderen Papier zugeordnet',
    remedy: 'Bitte entfernen Sie ihn.',
  },
};

/** "Auf Seite 3 steht Text, den man nicht sieht …: „…“. Bitte …" */
export function textPlaceSentence({ kind, page, excerpt }: TextPlace): string {
  const { is, remedy } = STOPS[kind];
  const where = page === undefined ? 'In der Datei' : `Auf Seite ${page}`;
  const words = excerpt === undefined || excerpt === '' ? '' : ` („${excerpt}“)`;
  return `${where} ${is}${words}. ${remedy}`;
}
