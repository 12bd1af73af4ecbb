import { useLocation } from 'preact-iso';
import { useResource } from '../../api/use-resource.ts';
import type { YearList } from '../../api/types.ts';
import { ProblemAlert } from '../../components/alert.tsx';
import { Loading } from '../../components/loading.tsx';
import { Page } from '../../components/page.tsx';

/** All Zielvereinbarungen of a year with their states. */
export function BoardPage() {
  const { query } = useLocation();
  const year = query['jahr'] ?? String(new Date().getFullYear());
  const { body, problem } = useResource<YearList>(`/v1/zielvereinbarungen?year=${encodeURIComponent(year)}`);
  return (
    <Page title={`Übersicht ${year}`}>
      <ProblemAlert problem={problem} />
      {body === undefined && problem === undefined && <Loading what="Die Übersicht" />}
      {body !== undefined && (
        <ul>
          {body.items.map((row) => (
            <li key={row.subject}>{row.name}</li>
          ))}
        </ul>
      )}
    </Page>
  );
}
