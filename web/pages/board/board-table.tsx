import { ColumnHeading } from '../../components/column-heading.tsx';
import { formatEuro } from '../../../shared/domain/euro.ts';
import { LINE_NAMES, type StateLine } from '../../../shared/words/states.ts';
import { StateBadge } from '../../components/state-badge.tsx';
import { hasRole } from '../../session/roles.ts';
import { useWorkplace } from '../../session/session-context.ts';
import type { BoardLine } from './board-line.ts';

const COLUMNS: readonly { readonly line: StateLine; readonly heading: string }[] = [
  { line: 'vereinbarung', heading: LINE_NAMES.vereinbarung },
  { line: 'scan', heading: LINE_NAMES.scan },
  { line: 'publication', heading: LINE_NAMES.publication },
  { line: 'bescheid', heading: LINE_NAMES.bescheid },
  // The longest word may break where a reader expects it.
  { line: 'umsetzungsbesprechung', heading: 'Umsetzungs\u00ADbesprechung' },
];

export type BoardTableProps = { readonly lines: readonly BoardLine[]; readonly year: number };

/**
 * The lines as one table; on a narrow screen each row stands as a block with its headings beside the values. The
 * roles are written out, because a browser forgets them where the cells stand under each other.
 */
export function BoardTable({ lines, year }: BoardTableProps) {
  return (
    <table class="kern-table kern-table--small board-table" role="table">
      <caption class="kern-sr-only">Zielvereinbarungen {year}, das Dringendste zuerst</caption>
      <thead role="rowgroup">
        <tr class="kern-table__row" role="row">
          <ColumnHeading role="columnheader">Gebietskörperschaft</ColumnHeading>
          <ColumnHeading role="columnheader">Nächster Schritt</ColumnHeading>
          {COLUMNS.map(({ line, heading }) => (
            <ColumnHeading role="columnheader" key={line}>
              {heading}
            </ColumnHeading>
          ))}
          <ColumnHeading role="columnheader" isNumeric>
            Betrag
          </ColumnHeading>
        </tr>
      </thead>
      <tbody class="kern-table__body" role="rowgroup">
        {lines.map((line) => (
          <Row key={line.row?.subject ?? line.body.ags} line={line} year={year} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ line, year }: { readonly line: BoardLine; readonly year: number }) {
  const { body, row, urgency } = line;
  return (
    <tr class={urgency.daysOverdue > 0 ? 'kern-table__row is-overdue' : 'kern-table__row'} role="row">
      <th scope="row" role="rowheader" class="kern-table__cell">
        <Name line={line} year={year} />
        <span class="board-key">{row?.subject ?? body.ags}</span>
      </th>
      <td role="cell" class="kern-table__cell" data-label="Nächster Schritt">
        <span class={urgency.daysOverdue > 0 ? 'board-overdue' : ''}>{urgency.text}</span>
      </td>
      {COLUMNS.map(({ line: each, heading }) => (
        <td key={each} role="cell" class="kern-table__cell" data-label={heading}>
          {row === undefined ? (
            '–'
          ) : (
            <StateBadge line={each} state={row.current.states[each]} isPublic={row.public !== undefined} />
          )}
        </td>
      ))}
      <td role="cell" class="kern-table__cell kern-table__cell--numeric" data-label="Betrag">
        {row === undefined ? '–' : formatEuro(row.current.amountCent)}
      </td>
    </tr>
  );
}

function Name({ line: { body, row }, year }: { readonly line: BoardLine; readonly year: number }) {
  const { person } = useWorkplace();
  if (row !== undefined)
    return (
      <a class="kern-link" href={`/zielvereinbarungen/${row.subject}`}>
        {body.officialName}
      </a>
    );
  return (
    <>
      {body.officialName}
      {hasRole(person, 'land') && (
        <a
          class="kern-link board-draft no-print"
          href={`/entwurf/AQB-${year}-${body.ags}`}
          aria-label={`Entwerfen: ${body.officialName}`}
        >
          Entwerfen
        </a>
      )}
    </>
  );
}
