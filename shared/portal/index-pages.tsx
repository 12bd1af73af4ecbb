import { formatEuro } from '../domain/euro.ts';
import { formatDate } from '../domain/dates/german-dates.ts';
import type { PublicYearRow } from './model/page-model.ts';
import { htmlDocument, Shell } from './shell.tsx';

/** What is published for one Haushaltsjahr. */
export type PublicYear = { readonly haushaltsjahr: number; readonly rows: readonly PublicYearRow[] };

/** The list of one Haushaltsjahr by name, at `/zielvereinbarungen/<year>/`. */
export function yearPage(haushaltsjahr: number, rows: readonly PublicYearRow[]): string {
  return htmlDocument(
    <Shell
      title={`Zielvereinbarungen ${haushaltsjahr}`}
      description={`Veröffentlichte Zielvereinbarungen des Haushaltsjahres ${haushaltsjahr} mit Betrag und Tag des Abschlusses.`}
      home="../../"
      trail={[{ label: 'Start', href: '../../' }, { label: String(haushaltsjahr) }]}
    >
      <h1>Zielvereinbarungen {haushaltsjahr}</h1>
      <p class="lead">{summary(rows)}</p>
      {programmesOf(rows).map(({ label, rows: list }, _, all) => (
        <YearTable
          key={label}
          haushaltsjahr={haushaltsjahr}
          rows={list}
          {...(all.length > 1 && { programmeLabel: label })}
        />
      ))}
      <p class="soft">
        Die Liste nennt nur, was veröffentlicht ist. Fehlt eine Gebietskörperschaft, heißt das nicht, dass sie
        keine Mittel erhält.
      </p>
    </Shell>,
  );
}

/** Rows by their programme, in the order of its label: one where a year has one. */
function programmesOf(rows: readonly PublicYearRow[]) {
  return [...Map.groupBy(rows, ({ programmeLabel }) => programmeLabel)]
    .map(([label, list]) => ({ label, rows: list }))
    .sort((one, other) => (one.label < other.label ? -1 : 1));
}

type TableProps = PublicYear & { readonly programmeLabel?: string };

function YearTable({ haushaltsjahr, rows, programmeLabel }: TableProps) {
  return (
    <table class="stack">
      <caption>
        Veröffentlichte Zielvereinbarungen nach Namen
        {programmeLabel !== undefined && `: ${programmeLabel}`}
      </caption>
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
        {byName(rows).map(
          ({ href, name, amountCent, budgets, comparabilityNote, concludedOn, fassung, cancelledOn }) => (
            <tr key={href}>
              <th scope="row">
                <a href={href}>{name}</a>
                {comparabilityNote !== undefined && <small>{comparabilityNote}</small>}
                {cancelledOn !== undefined && <small>aufgehoben am {formatDate(cancelledOn)}</small>}
              </th>
              <td data-label="Haushaltsmittel" class="num">
                {formatEuro(amountCent)}
                {budgets.map((budget) => (
                  <small key={budget.label}>
                    {budget.label}: {formatEuro(budget.amountCent)}
                  </small>
                ))}
              </td>
              <td data-label="Abgeschlossen" class="date">
                <time dateTime={concludedOn}>{formatDate(concludedOn)}</time>
              </td>
              <td data-label="Fassung">{fassung}</td>
            </tr>
          ),
        )}
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
            {byName(rows).map(({ href, name, programmeLabel, cancelledOn }) => (
              <li key={href}>
                <a href={`zielvereinbarungen/${haushaltsjahr}/${href}`}>{name}</a>
                {programmesOf(rows).length > 1 && <span class="soft"> {programmeLabel}</span>}
                {cancelledOn !== undefined && ' (aufgehoben)'}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Shell>,
  );
}

function summary(rows: readonly PublicYearRow[]): string {
  if (rows.length === 0) return 'Für dieses Haushaltsjahr ist noch keine Zielvereinbarung veröffentlicht.';
  const standing = rows.filter(({ cancelledOn }) => cancelledOn === undefined);
  const cancelled = rows.length - standing.length;
  return [...inForce(standing), ...cancelledToo(cancelled)].join(' ');
}

function inForce(rows: readonly PublicYearRow[]): readonly string[] {
  const total = formatEuro(rows.reduce((sum, { amountCent }) => sum + amountCent, 0));
  if (rows.length === 0) return [];
  return rows.length === 1
    ? [`Eine Zielvereinbarung ist veröffentlicht, über ${total}.`]
    : [`${rows.length} Zielvereinbarungen sind veröffentlicht, zusammen über ${total}.`];
}

/** What was cancelled stays readable and is counted apart: its money is no longer agreed. */
function cancelledToo(count: number): readonly string[] {
  if (count === 0) return [];
  return count === 1
    ? ['Eine veröffentlichte Zielvereinbarung ist aufgehoben und nicht mitgezählt.']
    : [`${count} veröffentlichte Zielvereinbarungen sind aufgehoben und nicht mitgezählt.`];
}

/** Sorted like a German index, without asking the platform for its language: ä as a, ß as ss. */
function byName(rows: readonly PublicYearRow[]): readonly PublicYearRow[] {
  const keyed = rows.map((row) => ({ row, key: `${sortKey(row.name)} ${row.ags} ${row.href}` }));
  return keyed.sort((first, second) => (first.key < second.key ? -1 : 1)).map(({ row }) => row);
}

function sortKey(name: string): string {
  return name.toLowerCase().replaceAll('ß', 'ss').normalize('NFD').replace(/\p{M}/gu, '');
}
