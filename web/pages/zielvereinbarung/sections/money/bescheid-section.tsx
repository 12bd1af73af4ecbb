import { ColumnHeading } from '../../../../components/column-heading.tsx';
import { formatEuro } from '../../../../../shared/domain/euro.ts';
import { formatDate } from '../../../../../shared/domain/dates/german-dates.ts';
import type { ZielvereinbarungView } from '../../../../api/types.ts';
import { BESCHEID_NAMES } from '../../../../../shared/words/bescheide.ts';
import { LINE_NAMES, stateName } from '../../../../../shared/words/states.ts';
import { PageSection } from '../page-section.tsx';
import { TableRegion } from '../../table-region.tsx';

type Track = ZielvereinbarungView['bescheid']['tracks'][number];

/** What was granted beside what was agreed, with the difference (§ 5); neither overwrites the other. */
export function BescheidSection({ view }: { readonly view: ZielvereinbarungView }) {
  const { bescheid, agreedCent = view.amountCent } = view;
  return (
    <PageSection id="bescheid" title="Bescheid neben dem vereinbarten Betrag">
      <dl class="facts">
        <dt>Vereinbart (§ 4)</dt>
        <dd>{formatEuro(agreedCent)}</dd>
        <dt>Bewilligt</dt>
        <dd>{bescheid.count === 0 ? 'noch nichts' : formatEuro(bescheid.grantedCent)}</dd>
        <dt>Differenz</dt>
        <dd>{bescheid.differenceCent === undefined ? '–' : formatEuro(bescheid.differenceCent)}</dd>
        <dt>{LINE_NAMES.bescheid}</dt>
        <dd>{stateName('bescheid', view.states.bescheid)}</dd>
      </dl>
      <p class="kern-body">{bescheid.text}</p>
      {bescheid.tracks.map((track) => (
        <TrackTable key={track.aktenzeichen} track={track} />
      ))}
    </PageSection>
  );
}

function TrackTable({ track }: { readonly track: Track }) {
  return (
    <TableRegion label={`Bescheide zum Aktenzeichen ${track.aktenzeichen}`}>
      <caption class="kern-title kern-title--small">Aktenzeichen {track.aktenzeichen}</caption>
      <thead>
        <tr class="kern-table__row">
          <ColumnHeading>Bescheid</ColumnHeading>
          <ColumnHeading>vom</ColumnHeading>
          <ColumnHeading isNumeric>Betrag</ColumnHeading>
        </tr>
      </thead>
      <tbody class="kern-table__body">
        {track.bescheide.map(({ version, art, issuedOn, amountCent }) => (
          <tr key={version} class="kern-table__row">
            <th scope="row" class="kern-table__cell">
              {BESCHEID_NAMES[art]}
            </th>
            <td class="kern-table__cell">{formatDate(issuedOn)}</td>
            <td class="kern-table__cell kern-table__cell--numeric">{formatEuro(amountCent)}</td>
          </tr>
        ))}
      </tbody>
    </TableRegion>
  );
}
