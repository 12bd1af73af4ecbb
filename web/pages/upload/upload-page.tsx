import { useLocation } from 'preact-iso';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Alert, ProblemAlert } from '../../components/alert.tsx';
import { PageFrame } from '../../components/page.tsx';
import { useDraft } from '../../browser/use-draft.ts';
import { hasRole } from '../../session/roles.ts';
import { useWorkplace } from '../../session/session-context.ts';
import '../../styles/upload.css';
import { FOUR_EYES } from '../checking/who-confirms.ts';
import { prepareBinding } from './photos/bind-photos.ts';
import { claimOf, firstChoice, chosenTarget, type UploadChoice } from './claim-choice.ts';
import { ClaimFields } from './claim-fields.tsx';
import { DropArea } from './drop-area.tsx';
import { isPhoto } from './file-judgement.ts';
import { PhotoOrder } from './photos/photo-order.tsx';
import { UploadLine } from './upload-line.tsx';
import type { RunningUploads } from './transfer/uploads.ts';
import { usePhotos } from './photos/use-photos.ts';
import { useRows } from './use-rows.ts';
import { useUploads } from './transfer/use-uploads.ts';

/** Uploads scans: choosing a file is uploading it. */
export function UploadPage() {
  const { person } = useWorkplace();
  return (
    <PageFrame
      title="Scan hochladen"
      lead="Laden Sie das unterschriebene Papier als Scan hoch. Eine Datei, die Sie auswählen, wird sofort hochgeladen, geprüft und archiviert; danach wird bestätigt, was sie zeigt."
    >
      {hasRole(person, 'land', 'kommune') ? (
        <UploadDesk />
      ) : (
        <Alert kind="info" title="Hochladen können nur Land und Kommunen.">
          Ihre Rolle liest mit. Die Scans einer Zielvereinbarung finden Sie auf deren Seite.
        </Alert>
      )}
    </PageFrame>
  );
}

function UploadDesk() {
  const { person, settings } = useWorkplace();
  const uploads = useUploads();
  const { query, route } = useLocation();
  const { rows, problem } = useRows(new Date().getFullYear());
  const [first] = useState(() => firstChoice(person));
  const [choice, setChoice] = useDraft<UploadChoice>('hochladen', first);
  const [error, setError] = useState<string | undefined>();
  const { photos, addPhotos, setPhotos } = usePhotos();
  const isBindingNext = photos.length > 0;
  useEffect(() => {
    if (isBindingNext) prepareBinding();
  }, [isBindingNext]);
  const target = chosenTarget(query['zv'], { person, rows });
  const upload = (files: readonly File[]) => {
    const claim = claimOf(choice, target, person);
    setError(claim === undefined ? NO_TARGET : undefined);
    if (claim !== undefined) uploads.add(files, claim);
    return claim !== undefined;
  };
  const take = (files: readonly File[]) => {
    const taken = files.filter(isPhoto);
    if (taken.length > 0) addPhotos(taken);
    const rest = files.filter((file) => !isPhoto(file));
    if (rest.length > 0) upload(rest);
  };
  return (
    <div class="upload-desk">
      <div class="stack">
        <ProblemAlert problem={problem} />
        {settings.fourEyes && <p class="kern-body">{FOUR_EYES}</p>}
        <ClaimFields
          choice={choice}
          target={target}
          rows={rows}
          error={error}
          onChange={setChoice}
          onTarget={(subject) => route(`/hochladen?zv=${subject}`, true)}
        />
      </div>
      <div class="stack">
        <DropArea onFiles={take} />
        {photos.length > 0 && (
          <PhotoOrder
            pages={photos}
            onChange={setPhotos}
            onBound={(pdf) => {
              if (upload([pdf])) setPhotos([]);
            }}
          />
        )}
        <UploadList uploads={uploads} />
      </div>
    </div>
  );
}

const NO_TARGET =
  'Bitte wählen Sie zuerst, zu welcher Zielvereinbarung der Scan gehört, und dann die Datei noch einmal.';

function UploadList({ uploads }: { readonly uploads: RunningUploads }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const lines = uploads.lines();
  return (
    <section class="stack" aria-labelledby="files">
      <h2 class="kern-heading-medium" id="files" tabIndex={-1} ref={heading}>
        Ihre Dateien
      </h2>
      {lines.length === 0 && <p class="kern-body">Noch keine Datei ausgewählt.</p>}
      <ul class="uploads">
        {lines.map((line) => (
          <UploadLine
            key={line.upload.key}
            line={line}
            uploads={uploads}
            onDismiss={(key) => {
              uploads.dismiss(key);
              heading.current?.focus();
            }}
          />
        ))}
      </ul>
    </section>
  );
}
