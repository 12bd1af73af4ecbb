import { useRef, useState } from 'preact/hooks';
import type { ClearingItemView, DecisionAnswer, DecisionPreview } from '../../../api/types.ts';
import { ConsequencesDialog } from '../../../commands/consequences-dialog.tsx';
import { useForeseenCommand } from '../../../commands/use-foreseen-command.ts';
import { Button } from '../../../components/button.tsx';
import { useWorkplace } from '../../../session/session-context.ts';
import { outcomeSentence, requestOf, whyNot } from './decisions.ts';
import { ACTIONS, type DeskAction } from './desk-actions.ts';
import { OrderForm } from './order-form.tsx';

export type DecisionSectionProps = {
  readonly item: ClearingItemView;
  /** Hears what became of it in a sentence. */
  readonly onDecided: (sentence: string) => void;
  /** Reads the message again, because somebody else was quicker. */
  readonly onOvertaken: () => void;
};

const ORDER: readonly DeskAction[] = ['replay', 'replace', 'discard'];

/** What can be decided about a message: first what it needs, then what will happen, then the decision itself. */
export function DecisionSection({ item, onDecided, onOvertaken }: DecisionSectionProps) {
  const { person } = useWorkplace();
  const [action, setAction] = useState<DeskAction | undefined>();
  const forget = useRef(() => {});
  const command = useForeseenCommand<DecisionAnswer, DecisionPreview>(
    `/v1/clearing/${item.month}/${item.key}/decision`,
  );

  async function send() {
    const answer = await command.send();
    if (answer === undefined) return;
    forget.current();
    setAction(undefined);
    onDecided(outcomeSentence(answer));
  }

  function choose(next: DeskAction | undefined) {
    command.goBack();
    setAction(next);
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
                <Button kind={each === action ? 'primary' : 'secondary'} onClick={() => choose(each)}>
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
        <>
          <OrderForm
            key={action}
            item={item}
            action={action}
            problem={command.preview === undefined ? command.problem : undefined}
            isBusy={command.isRunning}
            onReady={(order, forgetTyped) => {
              forget.current = forgetTyped;
              void command.foresee(requestOf(order, item));
            }}
            onCancel={() => choose(undefined)}
          />
          <ConsequencesDialog
            title={ACTIONS[action]}
            command={command}
            sendLabel="Jetzt entscheiden"
            onSend={() => void send()}
            onBack={() => {
              if (command.isOvertaken) onOvertaken();
              command.goBack();
            }}
          />
        </>
      )}
    </section>
  );
}
