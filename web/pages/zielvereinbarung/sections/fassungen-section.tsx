import { ColumnHeading } from '../../../components/column-heading.tsx';
import { formatMoment } from '../../../../shared/domain/dates/berlin.ts';
import { formatDate } from '../../../../shared/domain/dates/german-dates.ts';
import { CHANGE_NAMES } from '../../../../shared/words/changes.ts';
import type { ZielvereinbarungView } from '../../../api/types.ts';
import { differences, type Difference } from '../differences.ts';
import { PageSection } from './page-section.tsx';
import { TableRegion } from '../table-region.tsx';

type Fassung = ZielvereinbarungView['fassungen'][number];

/** Every Fassung, the newest first, each with what it says differently from the one before. */
export function FassungenSection({ view: { fassungen } }: { readonly view: ZielvereinbarungView }) {
  const newestFirst = fassungen
    .map((fassung, index) => ({ fassung, before: fassungen[index - 1] }))
    .toReversed();
  return (
    <PageSection id="fassungen" title="Fassungen">
      {newestFirst.map(({ fassung, before }) => (
        <article key={fassung.version} aria-labelledby={`fassung-${fassung.number}`} class="entry">
          <h3 class="kern-heading-small" id={`fassung-${fassung.number}`}>
            Fassung {fassung.number}: {CHANGE_NAMES[fassung.madeBy]}
          </h3>
          <p class="kern-body">{courseText(fassung)}</p>
          {fassung.reason !== undefined && <p class="kern-body">Begründung: {fassung.reason}</p>}
          {before !== undefined && (
            <Differences
              label={`Unterschiede zur Fassung ${before.number}`}
              found={differences(before.terms, fassung.terms)}
            />
          )}
          <p class="kern-body kern-body--small hash">SHA-256 der Fassung: {fassung.hash}</p>
        </article>
      ))}
    </PageSection>
  );
}

function courseText({ recordedAt, releasedOn, dueOn, concludedOn }: Fassung): string {
  return [
    `Festgehalten am ${formatMoment(recordedAt)}`,
    releasedOn === undefined ? 'noch nicht freigegeben' : `freigegeben am ${formatDate(releasedOn)}`,
    dueOn && `Unterschriften erwartet bis ${formatDate(dueOn)}`,
    concludedOn && `abgeschlossen am ${formatDate(concludedOn)}`,
  ]
    .filter(Boolean)
    .join(' · ');
}

type DifferencesProps = { readonly label: string; readonly found: readonly Difference[] };

function Differences({ label, found }: DifferencesProps) {
  if (found.length === 0) return <p class="kern-body">Der Inhalt ist derselbe.</p>;
  return (
    <TableRegion label={label}>
      <caption class="kern-title kern-title--small">{label}</caption>
      <thead>
        <tr class="kern-table__row">
          <ColumnHeading>Angabe</ColumnHeading>
          <ColumnHeading>bisher</ColumnHeading>
          <ColumnHeading>neu</ColumnHeading>
        </tr>
      </thead>
      <tbody class="kern-table__body">
        {found.map((one) => (
          <tr key={one.label} class="kern-table__row">
            <th scope="row" class="kern-table__cell">
              {one.label}
            </th>
            <td class="kern-table__cell">
              {one.before === undefined ? 'nicht enthalten' : <del>{one.before}</del>}
            </td>
            <td class="kern-table__cell">{one.after === undefined ? 'entfällt' : <ins>{one.after}</ins>}</td>
          </tr>
        ))}
      </tbody>
    </TableRegion>
  );
}
