import { formatEuro } from '../../../shared/domain/euro.ts';
import { Alert } from '../../components/alert.tsx';
import { StateBadge } from '../../components/state-badge.tsx';
import { LINE_NAMES, type StateLine } from '../../../shared/words/states.ts';
import type { BoardLine } from './board-line.ts';

const LINES: readonly StateLine[] = [
  'vereinbarung',
  'scan',
  'publication',
  'bescheid',
  'umsetzungsbesprechung',
];

export type OwnBoardProps = { readonly lines: readonly BoardLine[]; readonly year: number };

/** What somebody sees who speaks for one Gebietskoerperschaft: its own Zielvereinbarungen, without lists and filters. */
export function OwnBoard({ lines, year }: OwnBoardProps) {
  if (lines.length === 0)
    return (
      <Alert kind="info" title={`Für ${year} gibt es für Sie noch keine Zielvereinbarung`}>
        <p>Das Ministerium entwirft sie; sobald sie angelegt ist, steht sie hier.</p>
      </Alert>
    );
  return (
    <div class="stack">
      {lines.flatMap(({ row, body, urgency }) =>
        row === undefined ? [] : [<OwnCard key={row.subject} row={row} body={body} urgency={urgency} />],
      )}
    </div>
  );
}

type OwnCardProps = Required<BoardLine>;

function OwnCard({ row, body, urgency }: OwnCardProps) {
  const { subject, current } = row;
  const address = `/zielvereinbarungen/${subject}`;
  const needsScan = current.concludedFassung !== current.fassung && current.states.vereinbarung !== 'drafted';
  return (
    <article class="own-card" aria-labelledby={subject}>
      <h2 class="kern-heading-medium" id={subject}>
        <a class="kern-link" href={address}>
          {body.officialName}
        </a>
      </h2>
      <p class="kern-body">
        <span class="board-key">{subject}</span> Fassung {current.fassung} · {formatEuro(current.amountCent)}
      </p>
      <p class="kern-body">
        <strong class={urgency.daysOverdue > 0 ? 'board-overdue' : ''}>{urgency.text}</strong>
      </p>
      <dl class="state-lines">
        {LINES.map((line) => (
          <div key={line}>
            <dt>{LINE_NAMES[line]}</dt>
            <dd>
              <StateBadge line={line} state={current.states[line]} isPublic={row.public !== undefined} />
            </dd>
          </div>
        ))}
      </dl>
      <p class="cluster kern-body">
        <a class="kern-link" href={address}>
          Alles zu dieser Zielvereinbarung
        </a>
        {needsScan && (
          <a class="kern-link" href={`/hochladen?zv=${subject}`}>
            Unterschriebenes Papier hochladen
          </a>
        )}
      </p>
    </article>
  );
}
