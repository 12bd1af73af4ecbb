import { useEffect, useRef, useState } from 'preact/hooks';
import { wireOf } from '../../../../events/wire.ts';
import type { ApiProblem } from '../../../api/client.ts';
import type { ClearingItemView } from '../../../api/types.ts';
import { ProblemAlert } from '../../../components/alert.tsx';
import { Button } from '../../../components/button.tsx';
import { CheckField, TextArea, TextField } from '../../../components/field.tsx';
import { Fieldset } from '../../../components/fieldset.tsx';
import { useDraft } from '../../../browser/use-draft.ts';
import { useWorkplace } from '../../../session/session-context.ts';
import { editable, meaningOf, usedItsNumber, type Gap, type Order } from './decisions.ts';
import { ACTIONS, type DeskAction } from './desk-actions.ts';
import { isOrder, readOrder, type OrderErrors, type TypedOrder } from './read-order.ts';

export type OrderFormProps = {
  readonly item: ClearingItemView;
  readonly action: DeskAction;
  /** Why nobody could say what would follow. */
  readonly problem: ApiProblem | undefined;
  readonly isBusy: boolean;
  /** Hears what is to be foreseen, and how to forget what was typed once it is decided. */
  readonly onReady: (order: Order, forget: () => void) => void;
  readonly onCancel: () => void;
};

/** What a decision needs beside the decision itself: a reason, another message, the number that is left open. */
export function OrderForm({ item, action, problem, isBusy, onReady, onCancel }: OrderFormProps) {
  const { settings } = useWorkplace();
  const [wire] = useState(() => wireOf(settings.eventPrefix));
  const form = useRef<HTMLFormElement>(null);
  const [initial] = useState<TypedOrder>(() => initialOf(item));
  const [typed, setTyped, forget] = useDraft<TypedOrder>(`klaerung:${item.key}:${action}`, initial);
  const [errors, setErrors] = useState<OrderErrors>({});
  useEffect(() => form.current?.querySelector<HTMLElement>('textarea, input')?.focus(), []);
  useEffect(() => {
    if (Object.keys(errors).length > 0)
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [errors]);
  const change = (part: Partial<TypedOrder>) => setTyped({ ...typed, ...part });
  const hasGap = action === 'discard' && !usedItsNumber(item.body, wire);

  function check() {
    const read = readOrder(typed, { action, item, hasGap, wire });
    if (isOrder(read)) {
      setErrors({});
      onReady(read, forget);
    } else setErrors(read);
  }

  return (
    <form
      ref={form}
      class="stack desk-order"
      noValidate
      aria-label={ACTIONS[action]}
      onSubmit={(event) => {
        event.preventDefault();
        check();
      }}
    >
      <p class="kern-body">{meaningOf(action, item)}</p>
      {action === 'replace' && (
        <TextArea
          label="Berichtigte Nachricht (JSON)"
          hint="Absender, Kennung, Gegenstand und laufende Nummer bleiben, wie sie sind. Geprüft wird mit dem Ereignisvertrag, bevor etwas geschieht."
          rows={18}
          value={typed.body}
          error={errors.body}
          onInput={(body) => change({ body })}
        />
      )}
      <TextArea
        label="Begründung"
        isOptional={action !== 'discard'}
        hint="Bleibt dauerhaft bei der Nachricht stehen."
        rows={3}
        value={typed.reason}
        error={errors.reason}
        onInput={(reason) => change({ reason })}
      />
      {hasGap && <GapFields item={item} typed={typed} errors={errors} onChange={change} />}
      <ProblemAlert problem={problem} />
      <div class="cluster">
        <Button kind="primary" type="submit" isBusy={isBusy}>
          Folgen ansehen
        </Button>
        <Button
          onClick={() => {
            forget();
            onCancel();
          }}
        >
          Abbrechen
        </Button>
      </div>
    </form>
  );
}

type GapFieldsProps = {
  readonly item: ClearingItemView;
  readonly typed: TypedOrder;
  readonly errors: OrderErrors;
  readonly onChange: (part: Partial<TypedOrder>) => void;
};

function GapFields({ item, typed, errors, onChange }: GapFieldsProps) {
  const put = (part: Partial<Gap>) => onChange({ gap: { ...typed.gap, ...part } });
  return (
    <Fieldset
      legend="Laufende Nummer"
      hint="Die Nachricht ist nicht lesbar. Trug sie eine laufende Nummer, warten spätere Meldungen desselben Absenders auf sie, bis die Nummer geschlossen ist."
    >
      <CheckField
        label="Die Nummer schließen, damit die Meldungen dahinter weitergehen"
        isChecked={typed.closes}
        onChange={(closes) => onChange({ closes })}
      />
      {typed.closes && (
        <>
          <TextField
            label="Laufende Nummer"
            inputMode="numeric"
            value={typed.gap.sequence}
            error={errors.sequence}
            onInput={(sequence) => put({ sequence })}
          />
          {item.source === undefined && (
            <TextField
              label="Absender (source)"
              value={typed.gap.source}
              error={errors.source}
              onInput={(source) => put({ source })}
            />
          )}
          {item.subject === undefined && (
            <TextField
              label="Gegenstand (subject)"
              hint="Zum Beispiel AQB-2025-06533"
              value={typed.gap.subject}
              error={errors.subject}
              onInput={(subject) => put({ subject })}
            />
          )}
        </>
      )}
    </Fieldset>
  );
}

function initialOf({ body, source = '', subject = '', sequence = '' }: ClearingItemView): TypedOrder {
  return { reason: '', body: editable(body), gap: { source, subject, sequence }, closes: false };
}
