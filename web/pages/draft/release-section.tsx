import { useEffect, useRef, useState } from 'preact/hooks';
import type { ZielvereinbarungView } from '../../api/types.ts';
import { parseGermanDate } from '../../../shared/domain/german-dates.ts';
import { Alert, ProblemAlert } from '../../components/alert.tsx';
import { useAnnounce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { ConsequencesDialog } from './consequences-dialog.tsx';
import { SigningPaper } from './signing-paper.tsx';
import { useForeseenCommand } from './use-foreseen-command.ts';

const LOOKS = 20;
const SECONDS = 3;

export type ReleaseSectionProps = {
  readonly view: ZielvereinbarungView;
  /** Version of the view. */
  readonly etag: string | undefined;
  /** Grows with everything recorded on this page: then the heading takes the focus, because a form is gone. */
  readonly round: number;
  /** Reads the Zielvereinbarung again. */
  readonly onLook: () => void;
  readonly onRecorded: () => void;
};

/** The newest Fassung: to be released for signature, or released with its paper to sign. */
export function ReleaseSection({ view, etag, round, onLook, onRecorded }: ReleaseSectionProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (round > 0) heading.current?.focus();
  }, [round]);
  const paper = view.documents.findLast(
    ({ kind, fassung }) => kind === 'signing' && fassung === view.fassung,
  );
  const isProducing = view.released && paper === undefined && view.terms?.textDocument === undefined;
  return (
    <section class="stack" aria-labelledby="freigabe">
      <h2 class="kern-heading-medium" id="freigabe" tabIndex={-1} ref={heading}>
        Fassung {view.fassung}
      </h2>
      {view.released ? (
        <Alert kind="success" title={`Fassung ${view.fassung} ist zur Unterschrift freigegeben`} />
      ) : (
        <Release view={view} etag={etag} onRecorded={onRecorded} />
      )}
      {paper !== undefined && <SigningPaper subject={view.id} paper={paper} />}
      {isProducing && <Producing onLook={onLook} />}
    </section>
  );
}

/** The document comes a moment after the release: looked for a while, then on request. */
function Producing({ onLook }: { readonly onLook: () => void }) {
  const [looks, setLooks] = useState(0);
  useEffect(() => {
    if (looks >= LOOKS) return undefined;
    const timer = setTimeout(() => {
      onLook();
      setLooks((n) => n + 1);
    }, SECONDS * 1000);
    return () => clearTimeout(timer);
  }, [looks, onLook]);
  return (
    <>
      <p class="kern-body" role="status">
        Das Dokument zum Unterschreiben wird erstellt …
      </p>
      {looks >= LOOKS && <Button onClick={() => setLooks(0)}>Noch einmal nachsehen</Button>}
    </>
  );
}

function Release({ view, etag, onRecorded }: Pick<ReleaseSectionProps, 'view' | 'etag' | 'onRecorded'>) {
  const [dueOn, setDueOn] = useState('');
  const [error, setError] = useState<string | undefined>();
  const command = useForeseenCommand(view.id, etag);
  const announce = useAnnounce();
  const action = view.actions?.find(({ type }) => type === 'zielvereinbarung.released-for-signature.v1');
  if (action !== undefined && !action.allowed)
    return <p class="kern-body">Freigeben ist jetzt nicht möglich. {action.text}</p>;

  async function foresee() {
    const day = dueOn.trim() === '' ? undefined : parseGermanDate(dueOn);
    if (day?.ok === false) return setError('Bitte geben Sie den Tag in der Form 14.08.2026 an.');
    setError(undefined);
    await command.foresee({
      type: 'zielvereinbarung.released-for-signature.v1',
      data: { fassung: view.fassung, ...(day && { dueOn: day.date }) },
    });
    return undefined;
  }

  async function send() {
    if (!(await command.send())) return;
    announce(`Fassung ${view.fassung} ist zur Unterschrift freigegeben; das Dokument wird erstellt.`);
    onRecorded();
  }

  return (
    <form
      class="stack"
      noValidate
      aria-label="Zur Unterschrift freigeben"
      onSubmit={(event) => {
        event.preventDefault();
        void foresee();
      }}
    >
      <p class="kern-body">
        Noch ist die Fassung ein Entwurf. Mit der Freigabe steht ihr Text fest, und das Dokument zum
        Unterschreiben entsteht.
      </p>
      <TextField
        label="Unterschriften erbeten bis"
        isOptional
        hint="Zum Beispiel 31.08.2026"
        value={dueOn}
        error={error}
        onInput={setDueOn}
      />
      <ProblemAlert problem={command.asked} />
      <Button kind="primary" type="submit" isBusy={command.isAsking}>
        Zur Unterschrift freigeben
      </Button>
      {command.preview !== undefined && (
        <ConsequencesDialog
          preview={command.preview}
          sendLabel="Jetzt freigeben"
          isRunning={command.isSending}
          problem={command.sent}
          onSend={() => void send()}
          onClose={command.goBack}
        />
      )}
    </form>
  );
}
