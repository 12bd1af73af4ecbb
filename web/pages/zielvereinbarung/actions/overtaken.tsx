import { useState } from 'preact/hooks';
import { formatMoment } from '../../../../shared/domain/berlin.ts';
import { useResource } from '../../../api/use-resource.ts';
import type { ZielvereinbarungView } from '../../../api/types.ts';
import { Alert } from '../../../components/alert.tsx';
import { eventName } from '../../../words/events.ts';

/** Says that somebody else was quicker and what changed since; what was typed stays. */
export function Overtaken({ view }: { readonly view: ZielvereinbarungView }) {
  // What the person saw; the page may read the newer state behind this dialog.
  const [seen] = useState(view.version);
  const { body } = useResource<ZielvereinbarungView>(`/v1/zielvereinbarungen/${view.id}`);
  const newer = body?.timeline.filter(({ version }) => version > seen) ?? [];
  return (
    <Alert kind="danger" title="Jemand anderes war schneller">
      <p>Seit Sie diese Seite geladen haben, kam etwas hinzu. Aufgezeichnet wurde nichts von Ihnen:</p>
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
