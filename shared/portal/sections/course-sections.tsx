import { formatEuro } from '../../domain/euro.ts';
import { formatDate, weekday } from '../../domain/dates/german-dates.ts';
import type { PublicBescheid, PublicZielvereinbarung } from '../model/page-model.ts';
import { StackedTable } from './stacked-table.tsx';
import { BESCHEID_NAMES } from '../../words/bescheide.ts';
import { partyName } from '../wording.ts';

type Props = { readonly model: PublicZielvereinbarung };

/** Who signed where and when: as written on the paper, and as a date. */
export function PublicSignaturesSection({ model }: Props) {
  return (
    <section aria-labelledby="unterschriften">
      <h2 id="unterschriften">Unterschriften</h2>
      <StackedTable
        caption={`Orte und Daten der Unterschriften unter Fassung ${model.fassung}`}
        words={['Für', 'Ort und Datum wie geschrieben', 'Datum', 'Unterschrieben von']}
      >
        <tbody>
          {model.signatures.map(({ party, place, asWritten, date, name, office, capacity }, at) => (
            <tr key={at}>
              <th scope="row">{partyName(party, model)}</th>
              <td data-label="Wie geschrieben">
                {place}, den {asWritten}
              </td>
              <td data-label="Datum" class="date">
                <time dateTime={date}>{formatDate(date)}</time> <small>{weekday(date)}</small>
              </td>
              <td data-label="Von">
                {capacity !== undefined && `${capacity} `}
                {name} <small>{office}</small>
              </td>
            </tr>
          ))}
        </tbody>
      </StackedTable>
    </section>
  );
}

/** Bescheide that were released to the public, each with its difference to the agreed sum. */
export function BescheideSection({ model }: Props) {
  return (
    <section aria-labelledby="bescheide">
      <h2 id="bescheide">Bescheide</h2>
      <p>
        Die Förderung selbst wird durch Bescheid bewilligt. Der Betrag eines Bescheides steht neben dem
        vereinbarten Betrag und ersetzt ihn nicht.
      </p>
      <StackedTable
        caption={`Bescheide im Vergleich mit den vereinbarten ${formatEuro(model.amountCent)}`}
        words={['Bescheid', 'Bewilligungszeitraum']}
        figures={['Betrag', 'Unterschied']}
      >
        <tbody>
          {model.bescheide.map((bescheid) => (
            <BescheidRow key={`${bescheid.aktenzeichen} ${bescheid.issuedOn}`} bescheid={bescheid} />
          ))}
        </tbody>
      </StackedTable>
    </section>
  );
}

function BescheidRow({ bescheid }: { readonly bescheid: PublicBescheid }) {
  const { art, issuedOn, aktenzeichen, bewilligungszeitraum, amountCent, differenceCent, finalSince } =
    bescheid;
  return (
    <tr>
      <th scope="row">
        {BESCHEID_NAMES[art]} vom {formatDate(issuedOn)} <small>Aktenzeichen {aktenzeichen}</small>
        {finalSince !== undefined && <small>bestandskräftig seit {formatDate(finalSince)}</small>}
      </th>
      <td data-label="Bewilligungszeitraum">
        {formatDate(bewilligungszeitraum.from)} bis {formatDate(bewilligungszeitraum.to)}
      </td>
      <td data-label="Betrag" class="num">
        {formatEuro(amountCent)}
      </td>
      <td data-label="Unterschied" class="num">
        {differenceCent === undefined ? 'nicht vergleichbar' : formatEuro(differenceCent)}
      </td>
    </tr>
  );
}
