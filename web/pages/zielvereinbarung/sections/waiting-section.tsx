import { formatMoment } from '../../../../shared/domain/dates/berlin.ts';
import { formatDate } from '../../../../shared/domain/dates/german-dates.ts';
import type { ZielvereinbarungView } from '../../../api/types.ts';
import { sourceName } from '../../../../shared/words/facts.ts';
import { PageSection } from './page-section.tsx';

/** What arrived too early and waits for what it builds on; nothing to see where nothing waits. */
export function WaitingSection({ view: { waiting, missing = [] } }: { readonly view: ZielvereinbarungView }) {
  if (waiting.length === 0) return null;
  return (
    <PageSection id="wartet" title="Was wartet">
      {missing.map(({ source, text }) => (
        <p key={source} class="kern-body">
          <strong>{text}</strong> Was danach kam, wartet darauf.
        </p>
      ))}
      <ul class="kern-list kern-list--bullet">
        {waiting.map(({ source, id, text, parkedAt, until, overdue }) => (
          <li key={`${source} ${id}`}>
            {overdue && <strong>Wartet schon lange. </strong>}
            {text} Gemeldet von {sourceName(source)} am {formatMoment(parkedAt)}; wartet bis{' '}
            {formatDate(until)}.
          </li>
        ))}
      </ul>
    </PageSection>
  );
}
