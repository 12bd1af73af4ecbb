import { useEffect, useRef, useState } from 'preact/hooks';
import type { ZielvereinbarungView } from '../../api/types.ts';
import { Alert } from '../../components/alert.tsx';
import { useAnnounce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { declaringParty } from '../../session/declaring-party.ts';
import { useWorkplace } from '../../session/session-context.ts';
import { ActionDialog } from '../zielvereinbarung/actions/action-dialog.tsx';
import { RELEASE_FOR_SIGNATURE } from '../zielvereinbarung/actions/forms/signing/release-for-signature.ts';
import { SigningPaper } from './signing-paper.tsx';

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
        <Release view={view} etag={etag} onLook={onLook} onRecorded={onRecorded} />
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

/** The action of the Zielvereinbarung's own page, offered where the Fassung was drafted. */
function Release({ view, etag, onLook, onRecorded }: Omit<ReleaseSectionProps, 'round'>) {
  const { person } = useWorkplace();
  const announce = useAnnounce();
  const [isOpen, setIsOpen] = useState(false);
  const { type, label } = RELEASE_FOR_SIGNATURE;
  const action = view.actions?.find((one) => one.type === type);
  if (action !== undefined && !action.allowed)
    return <p class="kern-body">Freigeben ist jetzt nicht möglich. {action.text}</p>;
  return (
    <>
      <p class="kern-body">
        Noch ist die Fassung ein Entwurf. Mit der Freigabe steht ihr Text fest, und das Dokument zum
        Unterschreiben entsteht.
      </p>
      <div>
        <Button kind="primary" onClick={() => setIsOpen(true)}>
          {label}
        </Button>
      </div>
      {isOpen && (
        <ActionDialog
          form={RELEASE_FOR_SIGNATURE}
          view={view}
          party={declaringParty(person, view.id)}
          etag={etag}
          onClose={() => setIsOpen(false)}
          onOvertaken={onLook}
          onRecorded={(text) => {
            setIsOpen(false);
            announce(text);
            onRecorded();
          }}
        />
      )}
    </>
  );
}
