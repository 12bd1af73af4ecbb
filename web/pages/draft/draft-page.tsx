import '../../styles/draft.css';
import { useRoute } from 'preact-iso';
import { useMemo, useState } from 'preact/hooks';
import type { Terms } from '../../../events/incoming/terms.ts';
import { gebietskoerperschaftIn } from '../../../shared/domain/register/gebietskoerperschaft.ts';
import { programmeOf } from '../../../shared/domain/programme/index.ts';
import { partsOf } from '../../../shared/domain/zielvereinbarung/identity.ts';
import { useResource } from '../../api/use-resource.ts';
import type { ZielvereinbarungView } from '../../api/types.ts';
import { ProblemAlert } from '../../components/alert.tsx';
import { Button } from '../../components/button.tsx';
import { Loading } from '../../components/loading.tsx';
import { PageFrame } from '../../components/page.tsx';
import { hasRole } from '../../session/roles.ts';
import { useWorkplace } from '../../session/session-context.ts';
import { DraftForm, type DraftFormProps } from './draft-form.tsx';
import { ReleaseSection } from './release-section.tsx';
import { emptyForm, formOf } from './terms-form.ts';

/** Drafting one Zielvereinbarung: the first Fassung, or the next one. */
export function DraftPage() {
  const { params } = useRoute();
  const { person } = useWorkplace();
  const subject = params['id'] ?? '';
  const { programme: name, haushaltsjahr, ags } = partsOf(subject);
  const programme = programmeOf(name, haushaltsjahr);
  const gebietskoerperschaft = gebietskoerperschaftIn(haushaltsjahr, ags);
  if (!hasRole(person, 'land'))
    return (
      <PageFrame title="Entwerfen">
        <p class="kern-body">Zielvereinbarungen entwirft das Ministerium (Rolle Land).</p>
      </PageFrame>
    );
  if (programme === undefined || gebietskoerperschaft === undefined)
    return (
      <PageFrame title="Entwerfen">
        <p class="kern-body">
          Zu „{subject}“ gibt es kein Programmjahr oder keine Gebietskörperschaft. Zur{' '}
          <a class="kern-link" href="/entwurf">
            Übersicht der Entwürfe
          </a>
          .
        </p>
      </PageFrame>
    );
  return (
    <Drafting
      key={subject}
      subject={subject}
      programme={programme}
      gebietskoerperschaft={gebietskoerperschaft}
    />
  );
}

type Drafted = Pick<DraftFormProps, 'subject' | 'programme' | 'gebietskoerperschaft' | 'etag'>;

function Drafting({ subject, programme, gebietskoerperschaft }: Drafted) {
  const { body, etag, problem, reload } = useResource<ZielvereinbarungView>(
    `/v1/zielvereinbarungen/${subject}`,
  );
  const [round, setRound] = useState(0);
  const isNew = problem?.status === 404;
  const onRecorded = () => {
    setRound((n) => n + 1);
    reload();
  };
  const isKnown = body !== undefined || isNew;
  return (
    <PageFrame
      title={`Entwurf ${gebietskoerperschaft.officialName} ${programme.haushaltsjahr}`}
      lead={
        <>
          {programme.label} ({subject}).{' '}
          <a
            class="kern-link"
            href={`/entwurf?jahr=${programme.haushaltsjahr}&programm=${programme.programme}`}
          >
            Alle Entwürfe {programme.haushaltsjahr}
          </a>
          {body !== undefined && (
            <>
              {' · '}
              <a class="kern-link" href={`/zielvereinbarungen/${subject}`}>
                Zur Zielvereinbarung
              </a>
            </>
          )}
        </>
      }
    >
      {!isNew && <ProblemAlert problem={problem} />}
      {!isKnown && problem === undefined && <Loading what="Die Zielvereinbarung" />}
      {body === undefined && isNew && (
        <DraftForm
          subject={subject}
          programme={programme}
          gebietskoerperschaft={gebietskoerperschaft}
          fassung={1}
          initial={emptyForm(programme)}
          onOvertaken={reload}
          onRecorded={onRecorded}
        />
      )}
      {body !== undefined && (
        <div class="stack">
          <ReleaseSection view={body} etag={etag} round={round} onLook={reload} onRecorded={onRecorded} />
          <NextFassung
            key={body.fassung}
            view={body}
            etag={etag}
            subject={subject}
            programme={programme}
            gebietskoerperschaft={gebietskoerperschaft}
            onOvertaken={reload}
            onRecorded={onRecorded}
          />
        </div>
      )}
    </PageFrame>
  );
}

type NextFassungProps = Drafted &
  Pick<DraftFormProps, 'onOvertaken' | 'onRecorded'> & { readonly view: ZielvereinbarungView };

/** Another Fassung instead of the newest one, where the state still allows it. */
function NextFassung({ view, ...drafted }: NextFassungProps) {
  const [isOpen, setIsOpen] = useState(false);
  const action = view.actions?.find(({ type }) => type === 'zielvereinbarung.revised.v1');
  const { terms, fassung } = view;
  if (terms === undefined) return null;
  if (action?.allowed !== true)
    return <p class="kern-body">Eine neue Fassung ist jetzt nicht möglich. {action?.text}</p>;
  if (!isOpen)
    return (
      <div>
        <Button icon="edit" onClick={() => setIsOpen(true)}>
          Angaben ändern: Fassung {fassung + 1} entwerfen
        </Button>
      </div>
    );
  return <Revising {...drafted} view={view} terms={terms} fassung={fassung + 1} />;
}

type RevisingProps = NextFassungProps & { readonly terms: Terms; readonly fassung: number };

function Revising({ terms, programme, fassung, ...drafted }: RevisingProps) {
  const initial = useMemo(() => formOf(terms, programme), [terms, programme]);
  return (
    <section class="stack" aria-labelledby="neue-fassung">
      <h2 class="kern-heading-medium" id="neue-fassung">
        Fassung {fassung} entwerfen
      </h2>
      <DraftForm {...drafted} programme={programme} fassung={fassung} initial={initial} />
    </section>
  );
}
