import { gebietskoerperschaftIn } from '../../../../shared/domain/register/gebietskoerperschaft.ts';
import { formatEuro } from '../../../../shared/domain/euro.ts';
import { formatDate } from '../../../../shared/domain/dates/german-dates.ts';
import { programmeOf } from '../../../../shared/domain/programme/index.ts';
import type { ZielvereinbarungView } from '../../../api/types.ts';
import { Icon } from '../../../components/button.tsx';
import { useWorkplace } from '../../../session/session-context.ts';
import { StateBadge } from '../../../components/state-badge.tsx';
import { LINE_NAMES, STATE_LINES } from '../../../../shared/words/states.ts';
import { PageSection } from './page-section.tsx';

/** What it is and how it stands: the state lines together, and the public page where there is one. */
export function OverviewSection({ view }: { readonly view: ZielvereinbarungView }) {
  return (
    <PageSection id="stand" title="Stand">
      <p class="kern-body">
        Fassung {view.fassung}
        {view.released ? '' : ' (noch nicht freigegeben)'} · <strong>{formatEuro(view.amountCent)}</strong>
        {view.concludedOn !== undefined && ` · abgeschlossen am ${formatDate(view.concludedOn)}`}
      </p>
      <dl class="state-lines">
        {STATE_LINES.map((line) => (
          <div key={line}>
            <dt>{LINE_NAMES[line]}</dt>
            <dd>
              <StateBadge line={line} state={view.states[line]} isPublic={view.publicFassung !== undefined} />
            </dd>
          </div>
        ))}
      </dl>
      <PublicLink view={view} />
    </PageSection>
  );
}

function PublicLink({ view }: { readonly view: ZielvereinbarungView }) {
  const { settings } = useWorkplace();
  const { haushaltsjahr, ags, programme, states, publicFassung } = view;
  if (publicFassung === undefined && states.publication !== 'withdrawn') return null;
  const slug = gebietskoerperschaftIn(haushaltsjahr, ags)?.slug ?? ags;
  const folder = programmeOf(programme, haushaltsjahr)?.pageFolder ?? '';
  return (
    <p class="kern-body">
      <a
        class="kern-link"
        href={`${settings.portalUrl}zielvereinbarungen/${haushaltsjahr}/${slug}/${folder}`}
      >
        <Icon name="open-in-new" />
        {publicFassung === undefined ? 'Öffentlicher Hinweis auf die Zurückziehung' : 'Öffentliche Seite'}
      </a>
    </p>
  );
}
