import { formatEuro } from '../domain/euro.ts';
import { formatDate } from '../domain/german-dates.ts';
import type { PublicRow } from './page-model.ts';
import { htmlDocument, Shell } from './shell.tsx';

/** What is published for one Haushaltsjahr. */
export type PublicYear = { readonly haushaltsjahr: number; readonly rows: readonly PublicRow[] };

/** The list of one Haushaltsjahr by name, at `/zielvereinbarungen/<year>/`. */
export function yearPage(haushaltsjahr: number, rows: readonly PublicRow[]): string {
  return htmlDocument(
    <Shell
      title={`Zielvereinbarungen ${haushaltsjahr}`}
      description={`Veröffentlichte Zielvereinbarungen des Haushaltsjahres ${haushaltsjahr} mit Betrag und Tag des Abschlusses.`}
      home="../../"
      trail={[{ label: 'Start', href: '../../' }, { label: String(haushaltsjahr) }]}
    >
      <h1>Zielvereinbarungen {haushaltsjahr}</h1>
      <p class="lead">{summary(rows)}</p>
      {rows.length > 0 && <YearTable haushaltsjahr={haushaltsjahr} rows={rows} />}
      <p class="soft">
        Die Liste nennt nur, was veröffentlicht ist. Fehlt eine Gebietskörperschaft, heißt das nicht, dass sie
        keine Mittel erhält.
      </p>
    </Shell>,
  );
}

function YearTable({ haushaltsjahr, rows }: PublicYear) {
  return (
    <table class="stack">
      <caption>Veröffentlichte Zielvereinbarungen nach Namen</caption>
      <thead>
        <tr>
          <th scope="col">Gebietskörperschaft</th>
          <th scope="col" class="num">
            Haushaltsmittel {haushaltsjahr}
          </th>
          <th scope="col">Abgeschlossen</th>
          <th scope="col">Fassung</th>
        </tr>
      </thead>
      <tbody>
        {byName(rows).map(({ ags, name, slug, amountCent, concludedOn, fassung }) => (
          <tr key={ags}>
            <th scope="row">
              <a href={`${slug}/`}>{name}</a>
            </th>
            <td data-label="Haushaltsmittel" class="num">
              {formatEuro(amountCent)}
            </td>
            <td data-label="Abgeschlossen" class="date">
              <time dateTime={concludedOn}>{formatDate(concludedOn)}</time>
            </td>
            <td data-label="Fassung">{fassung}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The start page: what a Zielvereinbarung is, and all years, the newest first. */
export function startPage(years: readonly PublicYear[]): string {
  const newestFirst = [...years].sort((first, second) => second.haushaltsjahr - first.haushaltsjahr);
  return htmlDocument(
    <Shell
      title="Zielvereinbarungen des Landes Hessen"
      description="Zielvereinbarungen zwischen dem Land Hessen, seinen Landkreisen und kreisfreien Städten: Beträge, Maßnahmen und Wortlaut nach Jahren."
      home="./"
      trail={[]}
    >
      <h1>Zielvereinbarungen</h1>
      <p class="lead">
        Jedes Jahr vereinbaren das Land Hessen und seine Landkreise und kreisfreien Städte Ziele für
        Ausbildung und Qualifizierung. Hier steht, was vereinbart ist: Beträge, Maßnahmen und der Wortlaut.
      </p>
      {newestFirst.length === 0 && <p>Es ist noch keine Zielvereinbarung veröffentlicht.</p>}
      {newestFirst.map(({ haushaltsjahr, rows }) => (
        <section key={haushaltsjahr} aria-labelledby={`jahr-${haushaltsjahr}`}>
          <h2 id={`jahr-${haushaltsjahr}`}>
            <a href={`zielvereinbarungen/${haushaltsjahr}/`}>Haushaltsjahr {haushaltsjahr}</a>
          </h2>
          <p>{summary(rows)}</p>
          <ul class="columns">
            {byName(rows).map(({ ags, name, slug }) => (
              <li key={ags}>
                <a href={`zielvereinbarungen/${haushaltsjahr}/${slug}/`}>{name}</a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Shell>,
  );
}

function summary(rows: readonly PublicRow[]): string {
  if (rows.length === 0) return 'Für dieses Haushaltsjahr ist noch keine Zielvereinbarung veröffentlicht.';
  const total = formatEuro(rows.reduce((sum, { amountCent }) => sum + amountCent, 0));
  return rows.length === 1
    ? `Eine Zielvereinbarung ist veröffentlicht, über ${total}.`
    : `${rows.length} Zielvereinbarungen sind veröffentlicht, zusammen über ${total}.`;
}

/** Sorted like a German index, without asking the platform for its language: ä as a, ß as ss. */
function byName(rows: readonly PublicRow[]): readonly PublicRow[] {
  const keyed = rows.map((row) => ({ row, key: `${sortKey(row.name)} ${row.ags}` }));
  return keyed.sort((first, second) => (first.key < second.key ? -1 : 1)).map(({ row }) => row);
}

function sortKey(name: string): string {
  return name.toLowerCase().replaceAll('ß', 'ss').normalize('NFD').replace(/\p{M}/gu, '');
}
