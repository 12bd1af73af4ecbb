import { assertNever } from '../../assert-never.ts';
import type { NewEvent } from '../../../../events/recorded/index.ts';
import type { FactIn } from '../../traits/has-trait.ts';
import { formatDate } from '../../dates/german-dates.ts';

/** Parts of the year whose facts are told here. */
export const ADMINISTRATION = ['publication', 'akte'] as const;

/** What a fact of publication, records management or of our own functions means, in one German sentence. */
export function onAdministration(fact: FactIn<NewEvent, (typeof ADMINISTRATION)[number]>): string {
  switch (fact.type) {
    case 'ZielvereinbarungPublished':
      return `Festgehalten wird, dass die Seite der Fassung ${fact.data.fassung} zu lesen ist.`;
    case 'PublicationDue':
      return `Die Fassung ${fact.data.fassung} wird veröffentlicht.`;
    case 'PublicationHeld':
      return fact.data.until === undefined
        ? 'Die Veröffentlichung wird zurückgehalten, bis das Ministerium sie freigibt.'
        : `Die Veröffentlichung wird bis zum ${formatDate(fact.data.until)} zurückgehalten.`;
    case 'PublicationReleased':
      return 'Die Veröffentlichung ist freigegeben.';
    case 'PublicationWithdrawn':
      return 'Die Veröffentlichung ist zurückgezogen. Im Archiv bleibt alles, wie es ist.';
    case 'RetentionExtended':
      return `Die Unterlagen werden mindestens bis zum ${formatDate(fact.data.until)} aufbewahrt. Kürzer wird diese Frist nie.`;
    case 'LegalHoldPlaced':
      return 'Bis zur Aufhebung des Löschverbots wird nichts ausgesondert oder gelöscht.';
    case 'LegalHoldLifted':
      return 'Ein Löschverbot ist aufgehoben.';
    case 'AkteClosed':
      return fact.data.retainUntil === undefined
        ? 'Das Dokument wird neben der geschlossenen Akte festgehalten.'
        : `Die Akte ist geschlossen und wird bis zum ${formatDate(fact.data.retainUntil)} aufbewahrt.`;
    case 'AkteOffered':
      return 'Festgehalten wird, dass die Akte dem Landesarchiv angeboten ist.';
    case 'AkteDisposed':
      return 'Die Akte ist ausgesondert. Danach wird zu ihr nichts mehr festgehalten.';
    case 'PersonalDataErased':
      return `Namen und freie Texte ${entries(fact.data.versions.length)} werden für immer gelöscht. Das lässt sich nicht rückgängig machen.`;
    case 'DeadlineApproaching':
      return `Erinnert wird an die Frist am ${formatDate(fact.data.dueOn)}.`;
    case 'DeadlineMissed':
      return `Festgehalten wird, dass die Frist am ${formatDate(fact.data.dueOn)} verstrichen ist.`;
    case 'IntegrityViolated':
      return 'Die Veröffentlichung ruht, bis jemand die Abweichung zwischen Protokoll, Archiv und Seite geklärt hat.';
    case 'GebietskoerperschaftChanged':
      return 'Die Änderung im Verzeichnis der Gebietskörperschaften wird festgehalten.';
    default:
      return assertNever(fact);
  }
}

function entries(count: number): string {
  return count === 1 ? 'eines Eintrags' : `von ${count} Einträgen`;
}
