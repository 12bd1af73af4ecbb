import { useLocation } from 'preact-iso';
import { useEffect } from 'preact/hooks';
import { formatMoment } from '../../../shared/domain/dates/berlin.ts';
import { useResource } from '../../api/use-resource.ts';
import type { BoardRow, YearList } from '../../api/types.ts';
import { Alert, ProblemAlert } from '../../components/alert.tsx';
import { useAnnounce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { Loading } from '../../components/loading.tsx';
import { PageFrame } from '../../components/page.tsx';
import { hasRole } from '../../session/roles.ts';
import { useWorkplace } from '../../session/session-context.ts';
import '../../styles/board.css';
import { today } from '../../browser/today.ts';
import { BoardFiles } from './board-files.tsx';
import { BoardFilters } from './board-filters.tsx';
import { boardOf, ownBoard } from './board-line.ts';
import { boardHref, hitsText, isNarrowed, narrowed, readBoardQuery, type BoardQuery } from './board-query.ts';
import { BoardSummary } from './board-summary.tsx';
import { BoardTable } from './board-table.tsx';
import { OwnBoard } from './own-board.tsx';
import { YearSwitch } from './year-switch.tsx';

/** All Gebietskoerperschaften with the states of a year; what is asked for stands in the address. */
export function BoardPage() {
  const { query: given, route } = useLocation();
  const { person } = useWorkplace();
  const thisYear = Number(today().slice(0, 4));
  const query = readBoardQuery(given, thisYear);
  const { body, problem, isLoading, reload } = useResource<YearList>(
    `/v1/zielvereinbarungen?year=${query.year}`,
  );
  const isOwn = !hasRole(person, 'land', 'pruefung', 'archiv', 'revision');
  const ask = (next: BoardQuery, isTyping = false) => route(boardHref(next), isTyping);
  const Board = isOwn ? OwnYear : WholeYear;
  return (
    <PageFrame title={`Übersicht ${query.year}`}>
      <YearSwitch query={query} thisYear={thisYear} onAsk={ask} />
      <ProblemAlert problem={problem} />
      {problem !== undefined && (
        <Button onClick={reload} isBusy={isLoading}>
          Noch einmal laden
        </Button>
      )}
      {body === undefined && problem === undefined && <Loading what="Die Übersicht" />}
      {body !== undefined && <Board rows={body.items} query={query} onAsk={ask} />}
    </PageFrame>
  );
}

type YearProps = {
  readonly rows: readonly BoardRow[];
  readonly query: BoardQuery;
  readonly onAsk: (query: BoardQuery, isTyping?: boolean) => void;
};

function WholeYear({ rows, query, onAsk }: YearProps) {
  const lines = boardOf(query.year, rows, today());
  const shown = narrowed(lines, query);
  const hits = hitsText(shown.length, lines.length);
  useHitsAnnounced(hits);
  return (
    <div class="stack">
      <BoardSummary lines={lines} query={query} />
      <BoardFilters lines={lines} query={query} onAsk={onAsk} />
      <div class="board-hits">
        <p class="kern-body" data-hits>
          <strong>{hits}</strong>, das Dringendste zuerst
          <span class="print-only"> · Stand: {formatMoment(new Date().toISOString())}</span>
        </p>
        <BoardFiles lines={shown} year={query.year} />
      </div>
      {shown.length > 0 ? (
        <BoardTable lines={shown} year={query.year} />
      ) : (
        <Alert kind="info" title="Dazu gibt es keinen Eintrag">
          <p>Mit weniger Filtern oder einem anderen Suchwort sehen Sie wieder mehr.</p>
          {isNarrowed(query) && (
            <p>
              <a class="kern-link" href={`/?jahr=${query.year}`}>
                Alle Einträge zeigen
              </a>
            </p>
          )}
        </Alert>
      )}
    </div>
  );
}

function OwnYear({ rows, query }: YearProps) {
  return <OwnBoard lines={ownBoard(query.year, rows, today())} year={query.year} />;
}

/** Says the number of hits once typing has paused; a sentence for each letter would talk over the person. */
function useHitsAnnounced(hits: string) {
  const announce = useAnnounce();
  useEffect(() => {
    const timer = setTimeout(() => announce(hits), 700);
    return () => clearTimeout(timer);
  }, [announce, hits]);
}
