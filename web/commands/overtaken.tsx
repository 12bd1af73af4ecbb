import { useState } from 'preact/hooks';
import { formatMoment } from '../../shared/domain/dates/berlin.ts';
import type { ApiProblem } from '../api/client.ts';
import { useResource } from '../api/use-resource.ts';
import type { ZielvereinbarungView } from '../api/types.ts';
import { Alert, ProblemAlert } from '../components/alert.tsx';
import { eventName } from '../../shared/words/facts.ts';

export type OvertakenProps = { readonly view: ZielvereinbarungView; readonly problem: ApiProblem };

/**
 * A command that the state did not allow: says so, and where somebody else was quicker, what changed since the page
 * was read. What was typed stays.
 */
export function Overtaken({ view, problem }: OvertakenProps) {
  // What the person saw; the page may read the newer state behind this dialog.
  const [seen] = useState(view.version);
  const { body } = useResource<ZielvereinbarungView>(`/v1/zielvereinbarungen/${view.id}`);
  const newer = body?.timeline.filter(({ version }) => version > seen) ?? [];
  if (newer.length === 0) return <ProblemAlert problem={problem} />;
  return (
    <Alert
      kind="danger"
      title={newer.some(isByPeople) ? 'Jemand anderes war schneller' : 'Inzwischen kam etwas hinzu'}
    >
      <p>Seit Sie diese Seite geladen haben, kam etwas hinzu. Von Ihnen wurde nichts festgehalten.</p>
      <ul class="kern-list kern-list--bullet">
        {newer.map(({ version, type, recordedAt }) => (
          <li key={version}>
            {eventName(type)} ({formatMoment(recordedAt)})
          </li>
        ))}
      </ul>
      <p>Ihre Angaben sind noch da. Bitte sehen Sie sie mit dem neuen Stand noch einmal an.</p>
    </Alert>
  );
}

/** Whether somebody reported it; what our own functions record by themselves is nobody's doing. */
function isByPeople({ source }: ZielvereinbarungView['timeline'][number]): boolean {
  return source === 'urn:aqb:staff-api' || !source.startsWith('urn:aqb:');
}
