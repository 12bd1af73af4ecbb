import { useRoute } from 'preact-iso';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { UploadView, ZielvereinbarungView } from '../../api/types.ts';
import { useResource, type Resource } from '../../api/use-resource.ts';
import { Alert, ProblemAlert } from '../../components/alert.tsx';
import { Loading } from '../../components/loading.tsx';
import { isAboutText, Places } from '../../components/places.tsx';
import { PageFrame } from '../../components/page.tsx';
import { useWorkplace } from '../../session/session-context.ts';
import '../../styles/checking.css';
import { zielvereinbarungName } from '../upload/sentences.ts';
import { pagesText } from '../../../shared/words/numbers.ts';
import { sizeText } from '../../words/numbers.ts';
import { shownContradictionOf } from './contradiction/contradiction.ts';
import { ContradictionNotice, WaitingForSecond } from './contradiction/contradiction-notice.tsx';
import { CheckWhenKnown } from './check-panel.tsx';
import { CheckResult, ScanStanding } from './check-result.tsx';
import { markOf, proposedBy, whereFiled } from './filed.ts';
import { checkSentence, observationSentences } from './outcomes.ts';
import { PagePictures } from './page-pictures.tsx';
import { SetAsidePanel } from './set-aside/set-aside-panel.tsx';
import type { RecordedConfirmation } from './use-confirmation.ts';
import { useFresh, useScan } from './use-scan.ts';
import { FOUR_EYES, confirming } from './who-confirms.ts';

/** One scan: its pages beside the form in which a person says what it shows. */
export function CheckingPage() {
  const id = useRoute().params['id'] ?? '';
  const scan = useScan(id);
  return (
    <PageFrame title="Scan prüfen">
      <ProblemAlert problem={scan.problem} />
      {scan.body === undefined && scan.problem === undefined && <Loading what="Der Scan" />}
      {scan.body !== undefined && <Scan upload={scan.body} onReload={scan.reload} />}
    </PageFrame>
  );
}

type ScanProps = {
  readonly upload: UploadView;
  /** Reads the scan again: its links have expired, or it was filed. */
  readonly onReload: () => void;
};

function Scan({ upload, onReload }: ScanProps) {
  if (upload.state === 'announced')
    return (
      <Alert kind="info" title="Der Scan wird noch geprüft und archiviert.">
        Diese Seite sieht von selbst wieder nach. Ist die Datei noch nicht vollständig hochgeladen, geht es
        unter{' '}
        <a class="kern-link" href="/hochladen">
          Scan hochladen
        </a>{' '}
        weiter.
      </Alert>
    );
  if (upload.state === 'refused') return <Refused upload={upload} />;
  return <Checking upload={upload} onReload={onReload} />;
}

function Refused({ upload: { text, reason, places, zielvereinbarung } }: { readonly upload: UploadView }) {
  const target = zielvereinbarung === undefined ? '' : `?zv=${zielvereinbarung}`;
  return (
    <Alert kind="danger" title="Der Scan wurde nicht angenommen.">
      <p>{text}</p>
      <Places of={places?.map((place) => place.text)} />
      {!isAboutText(reason) && (
        <p>
          <a class="kern-link" href={`/hochladen${target}`}>
            Neue Datei hochladen
          </a>
        </p>
      )}
      <p class="kern-body--small">
        Für Rückfragen: <code>{reason}</code>
      </p>
    </Alert>
  );
}

function Checking({ upload, onReload }: ScanProps) {
  const [target, setTarget] = useState(() => whereFiled(upload).zielvereinbarung ?? '');
  const zielvereinbarung = useResource<ZielvereinbarungView>(
    target === '' ? undefined : `/v1/zielvereinbarungen/${target}`,
  );
  const [hasActed, setHasActed] = useState(false);
  const { body: view, reload } = zielvereinbarung;
  useFresh(reload);
  const { fassung } = whereFiled(upload);
  const canBeSetAside = upload.state === 'archived' && !markOf(view, upload.uploadId).isAside;
  return (
    <div class="check">
      <div class="stack">
        <About upload={upload} />
        <PagePictures pictures={upload.previews} pages={upload.pages ?? 0} onExpired={onReload} />
      </div>
      <div class="stack">
        <Looking
          upload={upload}
          zielvereinbarung={zielvereinbarung}
          hasActed={hasActed}
          onTarget={setTarget}
          onChanged={onReload}
        />
        {view !== undefined && fassung !== undefined && canBeSetAside && (
          <SetAsidePanel
            view={view}
            scan={{ uploadId: upload.uploadId, fassung }}
            onDone={() => {
              setHasActed(true);
              reload();
            }}
          />
        )}
      </div>
    </div>
  );
}

type LookingProps = {
  readonly upload: UploadView;
  readonly zielvereinbarung: Resource<ZielvereinbarungView>;
};

/** The form, then what it did; what was set aside and those who only read need neither. */
function Looking({
  upload,
  zielvereinbarung,
  hasActed,
  onTarget,
  onChanged,
}: LookingProps & {
  /** This person has just set the scan aside: the button that had the focus is gone. */
  readonly hasActed: boolean;
  readonly onTarget: (subject: string) => void;
  readonly onChanged: () => void;
}) {
  const { person, settings } = useWorkplace();
  const [recorded, setRecorded] = useState<RecordedConfirmation | undefined>();
  const [isChanging, setIsChanging] = useState(false);
  const { body, reload } = zielvereinbarung;
  if (markOf(body, upload.uploadId).isAside) return <SetAside takesFocus={hasActed} />;
  const contradiction = shownContradictionOf(upload, whereFiled(upload), body);
  const contradicts = upload.contradiction !== undefined;
  const may = confirming({ person, isOwn: upload.own, fourEyes: settings.fourEyes, contradicts });
  const waits = upload.contradiction?.lacks === 'second-person-missing' && !isChanging;
  if (recorded !== undefined)
    return <CheckResult recorded={recorded} view={body} onAgain={() => setRecorded(undefined)} />;
  if (may !== 'may' || waits)
    return (
      <div class="stack">
        <h2 class="kern-heading-medium">Wie es um diesen Scan steht</h2>
        {may === 'other-person' && <OtherPerson />}
        {contradiction !== undefined && <ContradictionNotice contradiction={contradiction} />}
        {may === 'may' && <WaitingForSecond onChange={() => setIsChanging(true)} />}
        <Reading upload={upload} zielvereinbarung={zielvereinbarung} />
      </div>
    );
  return (
    <CheckWhenKnown
      upload={upload}
      zielvereinbarung={zielvereinbarung}
      onTarget={onTarget}
      onRecorded={(next) => {
        setRecorded(next);
        setIsChanging(false);
        onChanged();
        reload();
      }}
    />
  );
}

function SetAside({ takesFocus }: { readonly takesFocus: boolean }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takesFocus) box.current?.focus();
  }, [takesFocus]);
  return (
    <div class="done" tabIndex={-1} ref={box}>
      <Alert kind="warning" title="Dieser Scan ist nicht maßgeblich.">
        Er wurde zurückgewiesen, bleibt im Archiv und gilt nicht mehr als Nachweis.{' '}
        <a class="kern-link" href="/hochladen">
          Neuen Scan hochladen
        </a>
      </Alert>
    </div>
  );
}

/** To whoever uploaded the scan, where somebody else has to look at it. */
function OtherPerson() {
  return (
    <Alert kind="info" title="Diesen Scan bestätigt eine andere Person.">
      {FOUR_EYES} Sie haben diesen Scan hochgeladen. Geben Sie die Adresse dieser Seite weiter; sobald jemand
      bestätigt hat, steht es hier.
    </Alert>
  );
}

/** For those who read along: what was seen on the scan, and how the Zielvereinbarung stands. */
function Reading({ upload, zielvereinbarung: { body } }: LookingProps) {
  const { check } = markOf(body, upload.uploadId);
  return (
    <div class="stack">
      <p class="kern-body">
        {check === undefined ? 'Noch hat niemand bestätigt, was der Scan zeigt.' : checkSentence(check)}
      </p>
      {body !== undefined && <ScanStanding view={body} />}
    </div>
  );
}

/** What is known of the scan before anybody looks: its file, what the QR code says, what the inspection saw. */
function About({ upload }: { readonly upload: UploadView }) {
  const { size, pages, sha256, observations = [] } = upload;
  const proposed = proposedBy(upload.proposal);
  // Beside the form it is said in full.
  const noted = observations.filter(
    (seen) => upload.contradiction === undefined || seen !== 'qr-contradicts-upload',
  );
  return (
    <div class="stack">
      <p class="kern-body kern-body--small check__facts">
        {pages !== undefined && `${pagesText(pages)}, `}
        {sizeText(size)}, SHA-256: <code>{sha256}</code>
      </p>
      {proposed.zielvereinbarung !== undefined && (
        <p class="kern-body">
          Aus dem QR-Code: {zielvereinbarungName(proposed.zielvereinbarung)}, Fassung {proposed.fassung};{' '}
          {proposed.pagesComplete === true
            ? 'alle Seiten der Reihe nach erkannt.'
            : 'nicht alle Seiten erkannt, bitte zählen Sie nach.'}
        </p>
      )}
      {observationSentences(noted).map((text) => (
        <p class="kern-body" key={text}>
          Hinweis: {text}
        </p>
      ))}
    </div>
  );
}
