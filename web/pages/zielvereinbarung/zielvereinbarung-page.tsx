import { useLocation, useRoute } from 'preact-iso';
import { formatMoment } from '../../../shared/domain/dates/berlin.ts';
import { formatDate } from '../../../shared/domain/dates/german-dates.ts';
import type { ApiProblem } from '../../api/client.ts';
import { useResource } from '../../api/use-resource.ts';
import type { ZielvereinbarungView } from '../../api/types.ts';
import { Alert, ProblemAlert } from '../../components/alert.tsx';
import { Button } from '../../components/button.tsx';
import { Loading } from '../../components/loading.tsx';
import { PageFrame } from '../../components/page.tsx';
import { useFragment } from '../../browser/use-fragment.ts';
import '../../styles/zielvereinbarung.css';
import { ActionsSection } from './actions/actions-section.tsx';
import { AsOf, PastNotice, TodayLink } from './as-of.tsx';
import { BescheidSection } from './sections/money/bescheid-section.tsx';
import { BudgetSection } from './sections/money/budget-section.tsx';
import { ConditionsSection } from './sections/conditions-section.tsx';
import { DeadlinesSection } from './sections/deadlines-section.tsx';
import { DocumentsSection } from './sections/signing/documents-section.tsx';
import { FassungenSection } from './sections/fassungen-section.tsx';
import { HintsSection } from './sections/hints-section.tsx';
import type { Loaded } from './loaded.ts';
import { OverviewSection } from './sections/overview-section.tsx';
import { PartsNav } from './parts-nav.tsx';
import { ScansSection } from './sections/signing/scans-section.tsx';
import { SignaturesSection } from './sections/signing/signatures-section.tsx';
import { SteeringSection } from './sections/steering-section.tsx';
import { TermsSection } from './sections/terms-section.tsx';
import { TimelineSection } from './sections/timeline-section.tsx';
import { WaitingSection } from './sections/waiting-section.tsx';

type Shown = ZielvereinbarungView & { readonly asOf?: { readonly text: string } };

/** One Zielvereinbarung with everything that is known of it, as it stands or as it stood (`?stand=2025-07-01`). */
export function ZielvereinbarungPage() {
  const { params } = useRoute();
  const { query } = useLocation();
  const id = params['id'] ?? '';
  const day = query['stand'];
  const path = `/v1/zielvereinbarungen/${encodeURIComponent(id)}`;
  const { body, etag, problem, isLoading, reload } = useResource<Shown>(
    day === undefined ? path : `${path}?asOf=${encodeURIComponent(day)}`,
  );
  useFragment(body !== undefined);
  return (
    <PageFrame
      title={body === undefined ? `Zielvereinbarung ${id}` : `${body.name} ${body.haushaltsjahr}`}
      lead={<Lead id={id} />}
      actions={<Button onClick={() => print()}>Drucken</Button>}
    >
      {problem !== undefined && (
        <Unreadable id={id} day={day} problem={problem} isLoading={isLoading} onRetry={reload} />
      )}
      {body === undefined && problem === undefined && <Loading what="Die Zielvereinbarung" />}
      {body?.asOf !== undefined && day !== undefined && (
        <PastNotice id={id} day={day} text={body.asOf.text} />
      )}
      {body !== undefined && <Sections view={body} etag={etag} reload={reload} day={day} />}
    </PageFrame>
  );
}

type UnreadableProps = {
  readonly id: string;
  readonly day: string | undefined;
  readonly problem: ApiProblem;
  readonly isLoading: boolean;
  readonly onRetry: () => void;
};

/** Why nothing is shown, and the ways on: again, or to today. */
function Unreadable({ id, day, problem, isLoading, onRetry }: UnreadableProps) {
  return (
    <>
      {problem.status === 404 && day !== undefined ? (
        <Alert kind="info" title={`Am ${formatDate(day)} gab es diese Zielvereinbarung noch nicht`} />
      ) : (
        <ProblemAlert problem={problem} />
      )}
      <p class="cluster">
        <Button onClick={onRetry} isBusy={isLoading}>
          Noch einmal laden
        </Button>
        {day !== undefined && <TodayLink id={id} />}
      </p>
    </>
  );
}

function Lead({ id }: { readonly id: string }) {
  return (
    <>
      Zielvereinbarung {id}
      <span class="print-only"> · Stand des Ausdrucks: {formatMoment(new Date().toISOString())}</span>
    </>
  );
}

function Sections({ view, etag, reload, day }: Loaded & { readonly day: string | undefined }) {
  return (
    <div class="sections">
      <PartsNav hasActions={view.actions !== undefined} />
      <ConditionsSection view={view} onDue={reload} />
      <OverviewSection view={view} />
      <ActionsSection view={view} etag={etag} reload={reload} />
      <DeadlinesSection view={view} />
      <SignaturesSection view={view} />
      <ScansSection view={view} />
      <TermsSection view={view} />
      <FassungenSection view={view} />
      <BudgetSection view={view} />
      <BescheidSection view={view} />
      <SteeringSection view={view} />
      <WaitingSection view={view} />
      <HintsSection view={view} />
      <DocumentsSection view={view} />
      <AsOf key={day} id={view.id} day={day} />
      <TimelineSection view={view} />
    </div>
  );
}
