import { Consequences, DecisionButtons, stepOf } from '../../../commands/consequences.tsx';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { ActionFieldInput } from './action-field.tsx';
import type { ActionField } from './action-form.ts';
import { ErrorSummary, type FieldError } from '../../../components/error-summary.tsx';
import { useAction, type ActionSettings, type ActionState } from './use-action.ts';

export type ActionDialogProps = ActionSettings & { readonly onClose: () => void };

/** One action in a dialog: its fields, then what would follow, then the command. Escape keeps what was typed. */
export function ActionDialog({ onClose, ...settings }: ActionDialogProps) {
  const action = useAction(settings);
  const { form, view } = settings;
  const isChecking = action.preview !== undefined;
  return (
    <Dialog
      title={form.label}
      step={stepOf(action)}
      onClose={onClose}
      actions={
        isChecking ? (
          <DecisionButtons command={action} onSend={() => void action.send()} onBack={action.goBack} />
        ) : (
          <CheckButtons action={action} onClose={onClose} />
        )
      }
    >
      <Consequences command={action} view={view} />
      {!isChecking && <Fields action={action} {...(form.lead !== undefined && { lead: form.lead })} />}
    </Dialog>
  );
}

function Fields({ action, lead }: { readonly action: ActionState; readonly lead?: string }) {
  const { fields, values, errors, round, onInput, check } = action;
  return (
    <form
      class="stack action-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void check();
      }}
    >
      {lead !== undefined && <p class="kern-body">{lead}</p>}
      <ErrorSummary errors={listed(fields, errors)} round={round} />
      {fields.map((field) => (
        <ActionFieldInput
          key={field.name}
          field={field}
          value={values[field.name] ?? ''}
          error={errors[field.name]}
          onInput={(value) => onInput(field.name, value)}
        />
      ))}
      {/* Enter in a field asks for what would follow, as the button below does. */}
      <input type="submit" hidden />
    </form>
  );
}

function CheckButtons({ action, onClose }: { readonly action: ActionState; readonly onClose: () => void }) {
  return (
    <>
      <Button kind="primary" isBusy={action.isRunning} onClick={() => void action.check()}>
        Folgen ansehen
      </Button>
      <Button
        onClick={() => {
          action.discard();
          onClose();
        }}
      >
        Abbrechen
      </Button>
    </>
  );
}

/** The errors in the order of the fields, each with the label of its field. */
function listed(fields: readonly ActionField[], errors: ActionState['errors']): readonly FieldError[] {
  return fields.flatMap(({ name, label }) => {
    const text = errors[name];
    return text === undefined ? [] : [{ field: name, text: `${label}: ${text}` }];
  });
}
