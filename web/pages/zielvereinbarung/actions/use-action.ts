import { useState } from 'preact/hooks';
import { useForeseenCommand, type Foreseen } from '../../../commands/use-foreseen-command.ts';
import { isEdit } from './traits-by-type.ts';
import { useDraft } from '../../../browser/use-draft.ts';
import type { ActionContext, ActionField, ActionForm, Values } from './action-form.ts';
import { errorsIn, type Errors } from './read-values.ts';

/** What became of an action: a sentence for the announcement. */
type Recorded = { readonly outcome: 'recorded' | 'duplicate' | 'parked'; readonly text?: string };

/** An action on its way: what was typed, what would follow, and what stands against it. */
export type ActionState = Foreseen & {
  readonly fields: readonly ActionField[];
  readonly values: Values;
  readonly errors: Errors;
  /** Grows each time the form is refused. */
  readonly round: number;
  readonly onInput: (name: string, value: string) => void;
  /** Asks what would follow. */
  readonly check: () => Promise<void>;
  /** Back to the fields. */
  readonly goBack: () => void;
  readonly send: () => Promise<void>;
  readonly discard: () => void;
};

export type ActionSettings = ActionContext & {
  readonly form: ActionForm;
  /** Version that the person sees, as the API said it. */
  readonly etag: string | undefined;
  readonly onRecorded: (text: string) => void;
  /** Reads the Zielvereinbarung again because somebody else was quicker. */
  readonly onOvertaken: () => void;
};

/** The way of every action: fields, then what would follow, then the command itself. */
export function useAction({ form, etag, onRecorded, onOvertaken, ...context }: ActionSettings): ActionState {
  const { view } = context;
  const path = `/v1/zielvereinbarungen/${view.id}/events`;
  const fields = form.fields(context);
  const [values, setValues, forget] = useDraft<Values>(
    `action:${view.id}:${form.type}:${form.kind ?? ''}`,
    useInitial(fields),
  );
  const [errors, setErrors] = useState<Errors>({});
  const [round, setRound] = useState(0);
  const command = useForeseenCommand<Recorded>(path, isEdit(form.type) ? etag : undefined);

  async function check() {
    const found = errorsIn(fields, values);
    setErrors(found);
    if (Object.keys(found).length > 0) return setRound((n) => n + 1);
    await command.foresee({ type: form.type, data: form.dataOf(values, context) });
    return undefined;
  }

  async function send() {
    const answer = await command.send();
    if (answer === undefined) return;
    forget();
    onRecorded(recordedText(form, answer));
  }

  return {
    ...command,
    fields,
    values,
    errors,
    round,
    onInput: (name, value) => setValues({ ...values, [name]: value }),
    check,
    goBack() {
      if (command.isOvertaken) onOvertaken();
      command.goBack();
    },
    send,
    discard: forget,
  };
}

/** The first values of a form; they stay the same however often the Zielvereinbarung is read again. */
function useInitial(fields: readonly ActionField[]): Values {
  const [initial] = useState<Values>(() =>
    Object.fromEntries(
      fields.map(({ name, initial: first, options }) => [name, first ?? options?.[0]?.value ?? '']),
    ),
  );
  return initial;
}

function recordedText({ label }: ActionForm, { outcome, text }: Recorded): string {
  if (outcome === 'parked') return `„${label}“ wartet: ${text ?? ''}`;
  return outcome === 'duplicate'
    ? `„${label}“ war schon festgehalten; es hat sich nichts geändert.`
    : `„${label}“ ist festgehalten.`;
}
