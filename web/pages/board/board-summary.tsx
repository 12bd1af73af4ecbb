import { LINE_NAMES, type StateLine } from '../../../shared/words/states.ts';
import type { BoardLine } from './board-line.ts';
import { boardHref, stateCounts, type BoardQuery } from './board-query.ts';

/** Lines whose counts tell at a glance how the year stands; the others are in the filter. */
const SHOWN: readonly StateLine[] = ['vereinbarung', 'publication', 'bescheid'];

export type BoardSummaryProps = { readonly lines: readonly BoardLine[]; readonly query: BoardQuery };

/** How many are in each state; each count leads to its lines, and back where it is chosen already. */
export function BoardSummary({ lines, query }: BoardSummaryProps) {
  const counts = stateCounts(lines);
  const overdue = lines.filter(({ urgency }) => urgency.daysOverdue > 0).length;
  return (
    <section class="board-summary" aria-label="Wie viele in welchem Stand">
      {SHOWN.map((line) => (
        <div key={line}>
          <h2 class="kern-title kern-title--small" id={`zahl-${line}`}>
            {LINE_NAMES[line]}
          </h2>
          <ul aria-labelledby={`zahl-${line}`}>
            {counts
              .filter((each) => each.line === line)
              .map(({ state, label, count }) => (
                <Count
                  key={state}
                  href={boardHref({ ...query, state: query.state === state ? '' : state })}
                  isChosen={query.state === state}
                  count={count}
                  label={label}
                />
              ))}
          </ul>
        </div>
      ))}
      <div>
        <h2 class="kern-title kern-title--small" id="zahl-fristen">
          Fristen
        </h2>
        <ul aria-labelledby="zahl-fristen">
          <Count
            href={boardHref({ ...query, isOverdueOnly: !query.isOverdueOnly })}
            isChosen={query.isOverdueOnly}
            count={overdue}
            label="überfällig"
          />
        </ul>
      </div>
    </section>
  );
}

type CountProps = {
  readonly href: string;
  readonly isChosen: boolean;
  readonly count: number;
  readonly label: string;
};

function Count({ href, isChosen, count, label }: CountProps) {
  return (
    <li>
      <a
        class="kern-link kern-link--no-visited-state"
        href={href}
        aria-current={isChosen ? 'true' : undefined}
      >
        <strong>{count}</strong> {label}
      </a>
    </li>
  );
}
