import { useState } from 'preact/hooks';
import type { ZielvereinbarungView } from '../../../api/types.ts';
import { Consequences, DecisionButtons, stepOf } from '../../../commands/consequences.tsx';
import { useForeseenCommand } from '../../../commands/use-foreseen-command.ts';
import { useAnnounce } from '../../../components/announcer.tsx';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { ErrorSummary, type FieldError } from '../../../components/error-summary.tsx';
import { SelectField, TextArea } from '../../../components/field.tsx';
import { useDraft } from '../../../browser/use-draft.ts';
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
      {isOpen && <SetAsideDialog view={view} scan={scan} onClose={() => setIsOpen(false)} onDone={onDone} />}
    </section>
  );
}

type SetAsideDialogProps = SetAsidePanelProps & { readonly onClose: () => void };

/** The reason, then what would follow, then the command. Escape keeps what was typed. */
function SetAsideDialog({ view, scan, onClose, onDone }: SetAsideDialogProps) {
  const announce = useAnnounce();
  const command = useForeseenCommand<object>(`/v1/zielvereinbarungen/${view.id}/events`);
  const [form, setForm, clear] = useDraft<SetAsideForm>(`zurueckweisen:${scan.uploadId}`, EMPTY);
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [round, setRound] = useState(0);
  const foresee = async () => {
    const read = readSetAside(form, scan);
    setErrors(read.ok ? [] : read.errors);
    if (!read.ok) return setRound(round + 1);
    await command.foresee(read.body);
    return undefined;
  };
  const send = async () => {
    if ((await command.send()) === undefined) return;
    clear();
    announce('Der Scan ist zurückgewiesen.');
    onClose();
    onDone();
  };
  const goBack = () => {
    if (command.isOvertaken) onDone();
    command.goBack();
  };
  const isChecking = command.preview !== undefined;
  return (
    <Dialog
      title="Scan zurückweisen"
      step={stepOf(command)}
      onClose={onClose}
      actions={
        isChecking ? (
          <DecisionButtons command={command} onSend={() => void send()} onBack={goBack} />
        ) : (
          <>
            <Button kind="primary" isBusy={command.isRunning} onClick={() => void foresee()}>
              Folgen ansehen
            </Button>
            <Button onClick={onClose}>Abbrechen</Button>
          </>
        )
      }
    >
      <Consequences command={command} view={view} />
      {!isChecking && (
        <div class="stack">
          <p>
            Der Scan bleibt im Archiv, gilt aber nicht mehr als Nachweis („nicht maßgeblich“). Beide Seiten
            lesen den Grund auf der Seite der Zielvereinbarung.
          </p>
          <ErrorSummary errors={errors} round={round} />
          <SetAsideFields form={form} errors={errors} onChange={setForm} />
        </div>
      )}
    </Dialog>
  );
}

type SetAsideFieldsProps = {
  readonly form: SetAsideForm;
  readonly errors: readonly FieldError[];
  readonly onChange: (form: SetAsideForm) => void;
};

function SetAsideFields({ form, errors, onChange }: SetAsideFieldsProps) {
  const errorOf = (name: string) => errors.find(({ field }) => field === name)?.text;
  return (
    <>
      <SelectField
        label="Grund"
        name="reason"
        value={form.reason}
        options={[
          { value: '', label: 'bitte wählen' },
          ...SET_ASIDE_REASONS.map((value) => ({ value, label: value })),
        ]}
        error={errorOf('reason')}
        onChange={(reason) => onChange({ ...form, reason })}
      />
      <TextArea
        label="Was soll die andere Seite tun?"
        hint="Zum Beispiel: Bitte die Seite 3 noch einmal scannen."
        name="text"
        isOptional={form.reason !== 'anderer Grund'}
        value={form.text}
        error={errorOf('text')}
        onInput={(text) => onChange({ ...form, text })}
      />
    </>
  );
}
