import { Consequences, DecisionButtons, stepOf } from '../../../commands/consequences.tsx';
import { Alert } from '../../../components/alert.tsx';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Fieldset } from '../../../components/fieldset.tsx';
import { ActionFieldInput } from './action-field.tsx';
import type { ActionField, ActionForm, Warning } from './action-form.ts';
import { labelIn, labelOfField } from './field-labels.ts';
import { askedOf, groupsOf } from './read-values.ts';
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
          <DecisionButtons
            command={action}
            sendLabel={form.sendLabel ?? 'Jetzt festhalten'}
            onSend={() => void action.send()}
            onBack={action.goBack}
          />
        ) : (
          <CheckButtons action={action} onClose={onClose} />
        )
      }
    >
      <Consequences command={action} view={view} labelOf={(detail) => labelOfField(action.fields, detail)} />
      {!isChecking && <Fields action={action} form={form} />}
    </Dialog>
  );
}

type PartProps = { readonly action: ActionState; readonly form: ActionForm };

function Fields({ action, form: { lead, warning } }: PartProps) {
  const { values, errors, round, check } = action;
  const fields = askedOf(action.fields, values);
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
      {warning !== undefined && <NoWayBack warning={warning} />}
      <ErrorSummary errors={listed(fields, errors)} round={round} />
      {groupsOf(fields).map(({ group, members }) => {
        const inputs = members.map((field) => <Input key={field.name} field={field} action={action} />);
        return group === undefined ? (
          inputs
        ) : (
          <Fieldset key={group} legend={group}>
            {inputs}
          </Fieldset>
        );
      })}
      {/* Enter in a field asks for what would follow, as the button below does. */}
      <input type="submit" hidden />
    </form>
  );
}

function Input({ field, action }: { readonly field: ActionField; readonly action: ActionState }) {
  const { values, errors, onInput } = action;
  return (
    <ActionFieldInput
      field={field}
      value={values[field.name] ?? ''}
      error={errors[field.name]}
      onInput={(value) => onInput(field.name, value)}
    />
  );
}

/** It takes the focus when the dialog opens, for it stands before the fields and above them on a phone. */
function NoWayBack({ warning: { title, goes, stays } }: { readonly warning: Warning }) {
  return (
    <div class="no-way-back" tabIndex={-1} autofocus role="group" aria-label={title}>
      <Alert kind="warning" title={title}>
        <p>Für immer gelöscht wird:</p>
        <ul class="kern-list kern-list--bullet">
          {goes.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
        <p>Es bleibt:</p>
        <ul class="kern-list kern-list--bullet">
          {stays.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </Alert>
    </div>
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
  return fields.flatMap((field) => {
    const { name } = field;
    const text = errors[name];
    return text === undefined ? [] : [{ field: name, text: `${labelIn(field)}: ${text}` }];
  });
}
