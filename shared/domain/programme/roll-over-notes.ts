import { assertNever } from '../decision.ts';
import type { RollOverNote } from './roll-over.ts';

/** What a person has to know about a draft or about one that is not made: half a sentence in German, to follow a name. */
export function noteSentence(note: RollOverNote): string {
  switch (note.kind) {
    case 'ended':
      return 'kein Entwurf, denn die Gebietskörperschaft besteht in diesem Jahr nicht mehr.';
    case 'amount-needed':
      return 'kein Entwurf, denn es gibt keine Zielvereinbarung des Vorjahres. Nennen Sie den Betrag.';
    case 'budgets-changed':
      return 'kein Entwurf, denn die Beträge des Vorjahres passen nicht zu den Budgets dieses Jahres.';
    case 'addition-not-fitting':
      return 'kein Entwurf, denn für jedes Budget des Programms wird genau ein Betrag gebraucht.';
    case 'key-unknown':
      return 'kein Entwurf, denn diesen Schlüssel hat in diesem Jahr keine Gebietskörperschaft.';
    case 'addition-not-needed':
      return 'der angegebene Betrag bleibt außer Betracht, denn es gilt der des Vorjahres.';
    case 'shape-changed':
      return `Betrag des Vorjahres unverändert übernommen, bitte prüfen. ${note.what}`;
    case 'reference-expired':
      return `ohne „${note.what}“, denn das Papier gilt nicht mehr.`;
    case 'massnahmenart-gone':
      return `ohne „${note.what}“, denn die Maßnahmenart gibt es in diesem Jahr nicht.`;
    case 'regelung-dropped':
      return `ohne die besondere Regelung zu ${note.what}; sie gehört zum Vorjahr.`;
    case 'eckdaten-dropped':
      return 'ohne Eckdaten; sie sind für das neue Jahr noch nicht vereinbart.';
    case 'text-document-dropped':
      return 'ohne die eigene Textfassung des Vorjahres; der Text kommt aus dem Programm.';
    default:
      return assertNever(note);
  }
}
