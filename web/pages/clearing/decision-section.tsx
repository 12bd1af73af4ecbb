import { useState } from 'preact/hooks';
import { useCommand } from '../../api/use-command.ts';
import type { ClearingItemView, DecisionAnswer } from '../../api/types.ts';
import { ProblemAlert } from '../../components/alert.tsx';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { useWorkplace } from '../../session/session-context.ts';
import { consequencesOf, outcomeSentence, requestOf, whyNot, type Order } from './decisions.ts';
import { ACTIONS, type DeskAction } from './desk-actions.ts';
import { OrderForm } from './order-form.tsx';

export type DecisionSectionProps = {
  readonly item: ClearingItemView;
  /** Hears what became of it in a sentence. */
  readonly onDecided: (sentence: string) => void;
};

type Pending = { readonly order: Order; readonly forget: () => void };

const ORDER: readonly DeskAction[] = ['replay', 'replace', 'discard'];

/** What can be decided about a message: first what it needs, then what will happen, then the decision itself. */
export function DecisionSection({ item, onDecided }: DecisionSectionProps) {
  const { person } = useWorkplace();
  const [action, setAction] = useState<DeskAction | undefined>();
  const [pending, setPending] = useState<Pending | undefined>();
  const order = pending?.order;
  const command = useCommand<DecisionAnswer>();

  async function send() {
    if (pending === undefined) return;
    const path = `/v1/clearing/${item.month}/${item.key}/decision`;
    const answer = await command.send(path, requestOf(pending.order, item));
    if (answer === undefined) return;
    pending.forget();
    setPending(undefined);
    setAction(undefined);
    onDecided(outcomeSentence(answer.body));
  }

  return (
    <section class="stack no-print" aria-labelledby="entscheiden">
      <h2 class="kern-heading-medium" id="entscheiden">
        Entscheiden
      </h2>
      <ul class="desk-actions">
        {ORDER.map((each) => {
          const why = whyNot(person, each, item);
          return (
            <li key={each}>
              {why === undefined ? (
                <Button kind={each === action ? 'primary' : 'secondary'} onClick={() => setAction(each)}>
                  {ACTIONS[each]}
                </Button>
              ) : (
                <p class="kern-body">
                  <strong>{ACTIONS[each]}</strong> geht nicht: {why}
                </p>
              )}
            </li>
          );
        })}
      </ul>
      {action !== undefined && (
        <OrderForm
          key={action}
          item={item}
          action={action}
          onReady={(next, forget) => {
            command.forget();
            setPending({ order: next, forget });
          }}
          onCancel={() => setAction(undefined)}
        />
      )}
      {order !== undefined && (
        <Dialog
          title={`${ACTIONS[order.action]}?`}
          onClose={() => setPending(undefined)}
          actions={
            <>
              <Button onClick={() => setPending(undefined)}>Noch nicht</Button>
              <Button kind="primary" isBusy={command.isRunning} onClick={() => void send()}>
                {ACTIONS[order.action]}
              </Button>
            </>
          }
        >
          <p>Das wird geschehen:</p>
          <ul class="kern-list kern-list--bullet">
            {consequencesOf(order, item).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
          <ProblemAlert problem={command.problem} />
        </Dialog>
      )}
    </section>
  );
}
