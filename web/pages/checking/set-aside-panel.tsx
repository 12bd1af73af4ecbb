import { useState } from 'preact/hooks';
import type { ZielvereinbarungView } from '../../api/types.ts';
import { useCommand } from '../../api/use-command.ts';
import { ProblemAlert } from '../../components/alert.tsx';
import { useAnnounce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { SelectField, TextArea } from '../../components/field.tsx';
import { useDraft } from '../../components/use-draft.ts';
import { readSetAside, SET_ASIDE_REASONS, type SetAsideForm } from './set-aside.ts';

export type SetAsidePanelProps = {
  readonly view: ZielvereinbarungView;
  readonly scan: { readonly uploadId: string; readonly fassung: number };
  readonly onDone: () => void;
};

const EMPTY: SetAsideForm = { reason: '', text: '' };

/** Sends a scan back with a reason; who may not do it reads who does. */
export function SetAsidePanel({ view, scan, onDone }: SetAsidePanelProps) {
  const [isOpen, setIsOpen] = useState(false);
  const action = view.actions?.find(({ type }) => type === 'scan.set-aside.v1');
  return (
    <section class="stack" aria-labelledby="set-aside">
      <h2 class="kern-heading-small" id="set-aside">
        Der Scan ist nicht brauchbar?
      </h2>
      {action?.allowed === true ? (
        <Button icon="close" onClick={() => setIsOpen(true)}>
          Scan zurückweisen
        </Button>
      ) : (
        <p class="kern-body">
          Das Zurückweisen ist hier nicht möglich. {action?.text} Laden Sie einfach einen besseren Scan hoch.
        </p>
      )}
      {isOpen && (
        <SetAsideDialog
          path={`/v1/zielvereinbarungen/${view.id}/events`}
          scan={scan}
          onClose={() => setIsOpen(false)}
          onDone={onDone}
        />
      )}
    </section>
  );
}

type SetAsideDialogProps = Pick<SetAsidePanelProps, 'scan' | 'onDone'> & {
  readonly path: string;
  readonly onClose: () => void;
};

function SetAsideDialog({ path, scan, onClose, onDone }: SetAsideDialogProps) {
  const announce = useAnnounce();
  const { isRunning, problem, send } = useCommand();
  const [form, setForm, clear] = useDraft<SetAsideForm>(`zurueckweisen:${scan.uploadId}`, EMPTY);
  const [error, setError] = useState<string | undefined>();
  const submit = async () => {
    const read = readSetAside(form, scan);
    setError(read.ok ? undefined : read.text);
    if (!read.ok) return announce(read.text);
    if ((await send(path, read.body)) === undefined) return undefined;
    clear();
    announce('Der Scan ist zurückgewiesen.');
    onClose();
    return onDone();
  };
  return (
    <Dialog
      title="Scan zurückweisen"
      onClose={onClose}
      actions={
        <div class="cluster">
          <Button onClick={onClose}>Abbrechen</Button>
          <Button kind="primary" isBusy={isRunning} onClick={() => void submit()}>
            Zurückweisen
          </Button>
        </div>
      }
    >
      <div class="stack">
        <p>
          Der Scan bleibt im Archiv, gilt aber nicht mehr als Nachweis („nicht maßgeblich“). Beide Seiten
          erfahren den Grund.
        </p>
        <SelectField
          label="Grund"
          value={form.reason}
          options={[
            { value: '', label: 'bitte wählen' },
            ...SET_ASIDE_REASONS.map((value) => ({ value, label: value })),
          ]}
          error={error}
          onChange={(reason) => setForm({ ...form, reason })}
        />
        <TextArea
          label="Was soll die andere Seite tun?"
          hint="Zum Beispiel: Bitte die Seite 3 noch einmal scannen."
          isOptional={form.reason !== 'anderer Grund'}
          value={form.text}
          onInput={(text) => setForm({ ...form, text })}
        />
        <ProblemAlert problem={problem} />
      </div>
    </Dialog>
  );
}
