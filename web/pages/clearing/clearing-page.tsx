import '../../styles/clearing.css';
import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import { today as todayInBerlin } from '../../browser/today.ts';
import { PageFrame } from '../../components/page.tsx';
import { hasRole } from '../../session/roles.ts';
import { useWorkplace } from '../../session/session-context.ts';
import { DeskFilters } from './desk-filters.tsx';
import { deskHref, deskQueryOf, type DeskQuery } from './desk-query.ts';
import { RefusedList } from './refused-list.tsx';
import { WaitingList } from './waiting-list.tsx';

const PARTS: readonly { readonly part: DeskQuery['part']; readonly label: string }[] = [
  { part: 'refused', label: 'Abgelehnte Meldungen' },
  { part: 'waiting', label: 'Wartende Meldungen' },
];

/** What was refused and what waits, in plain German. */
export function ClearingPage() {
  const { query: asked, route } = useLocation();
  const { person } = useWorkplace();
  const [today] = useState(todayInBerlin);
  const query = deskQueryOf(asked);
  if (!hasRole(person, 'land', 'pruefung', 'revision'))
    return (
      <PageFrame title="Klärungsstelle">
        <p class="kern-body">Die Klärungsstelle lesen Land, Prüfung und Revision.</p>
      </PageFrame>
    );
  return (
    <PageFrame
      title="Klärungsstelle"
      lead="Meldungen anderer Systeme, die nicht aufgezeichnet werden konnten, und solche, die auf etwas warten."
    >
      <div class="stack">
        <nav aria-label="Teil der Klärungsstelle">
          <ul class="desk-parts">
            {PARTS.map(({ part, label }) => (
              <li key={part}>
                <a
                  class="kern-link"
                  href={deskHref({ ...query, part })}
                  aria-current={part === query.part ? 'page' : undefined}
                >
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <DeskFilters query={query} today={today} onAsk={(next) => route(deskHref(next), true)} />
        {query.part === 'refused' ? (
          <RefusedList query={query} />
        ) : (
          <WaitingList query={query} today={today} />
        )}
      </div>
    </PageFrame>
  );
}
