import { formatDate } from '../domain/dates/german-dates.ts';
import type { WithdrawnZielvereinbarung } from './model/page-model.ts';
import { htmlDocument, Shell } from './shell.tsx';
import { yearAddress } from './wording.ts';

/** What stands at the address of a withdrawn page; the portal answers it with 410. The archive is untouched. */
export function withdrawnPage(model: WithdrawnZielvereinbarung): string {
  const { subject, haushaltsjahr, officialName, withdrawnOn } = model;
  const year = yearAddress(model.pageFolder);
  return htmlDocument(
    <Shell
      title={`Zurückgezogen: Zielvereinbarung ${haushaltsjahr}, ${officialName}`}
      description="Diese Veröffentlichung wurde zurückgezogen."
      home={`../../${year}`}
      trail={[
        { label: 'Start', href: `../../${year}` },
        { label: String(haushaltsjahr), href: year },
        { label: officialName },
      ]}
      noIndex
      stand={`Kennung ${subject}`}
    >
      <h1>
        Veröffentlichung zurückgezogen <span>{`Zielvereinbarung ${haushaltsjahr}, ${officialName}`}</span>
      </h1>
      <p class="lead">
        Die Zielvereinbarung war hier veröffentlicht
        {withdrawnOn === undefined ? ' und wurde' : ` und wurde am ${formatDate(withdrawnOn)}`} zurückgezogen.
      </p>
      <p>Die archivierten Unterlagen sind davon nicht betroffen. Die Adresse dieser Seite bleibt bestehen.</p>
      <p>
        <a href={year}>Alle Zielvereinbarungen {haushaltsjahr}</a>
      </p>
    </Shell>,
  );
}

/** What stands where nothing was ever published. Its links begin at the root: it answers at any address. */
export function notFoundPage(): string {
  return htmlDocument(
    <Shell
      title="Seite nicht gefunden"
      description="Unter dieser Adresse ist nichts veröffentlicht."
      home="/"
      trail={[]}
      noIndex
    >
      <h1>Seite nicht gefunden</h1>
      <p class="lead">Unter dieser Adresse ist nichts veröffentlicht.</p>
      <p>
        Bitte prüfen Sie die Adresse. Adressen, die einmal öffentlich waren, bleiben bestehen. Eine
        Zielvereinbarung erscheint erst, wenn beide Seiten unterschrieben haben.
      </p>
      <p>
        <a href="/">Zur Startseite</a>
      </p>
    </Shell>,
  );
}
