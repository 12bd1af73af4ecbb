import { useEffect, useRef } from 'preact/hooks';
import type { Foretold, ZielvereinbarungView } from '../api/types.ts';
import { Alert, ForInquiries, ProblemAlert } from '../components/alert.tsx';
import { Button } from '../components/button.tsx';
import { Overtaken } from './overtaken.tsx';
import { previewWords, type LabelOf } from './preview-words.ts';
import type { Foreseen } from './use-foreseen-command.ts';

export type ConsequencesProps = {
  readonly command: Foreseen;
  /** The Zielvereinbarung as the person reads it; absent where there is none yet. */
  readonly view?: ZielvereinbarungView | undefined;
  /** Names the fields of the form that was filled in. */
  readonly labelOf?: LabelOf;
};

/** Where a dialog is on the way of a command. */
export function stepOf({ preview, isOvertaken }: Foreseen): 'fields' | 'consequences' | 'overtaken' {
  if (preview === undefined) return 'fields';
  return isOvertaken ? 'overtaken' : 'consequences';
}

/** What would follow, before anything is recorded, and what stood against recording it. */
export function Consequences({ command, view, ...naming }: ConsequencesProps) {
  const { preview, problem, isOvertaken } = command;
  return (
    <>
      {preview !== undefined && !isOvertaken && <Told preview={preview} {...naming} />}
      {isOvertaken && problem !== undefined && view !== undefined ? (
        <Overtaken view={view} problem={problem} />
      ) : (
        <ProblemAlert problem={problem} />
      )}
    </>
  );
}

/** The sentences; their heading takes the focus, because what was worked on is behind them. */
function Told({ preview, labelOf }: { readonly preview: Foretold } & Pick<ConsequencesProps, 'labelOf'>) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [preview]);
  const { isPossible, title, sentences, hints, forInquiries } = previewWords(preview, labelOf);
  return (
    <>
      <h3 class="kern-heading-small" tabIndex={-1} ref={heading}>
        {title}
      </h3>
      <ul class={isPossible ? 'kern-list kern-list--bullet' : 'kern-list kern-list--bullet is-refused'}>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <ForInquiries words={[forInquiries]} />
      {hints.length > 0 && (
        <Alert kind="warning" title="Bitte noch einmal hinsehen">
          <ul class="kern-list kern-list--bullet">
            {hints.map((hint) => (
              <li key={hint}>{hint}</li>
            ))}
          </ul>
        </Alert>
      )}
    </>
  );
}

export type DecisionButtonsProps = {
  readonly command: Foreseen;
  /** Label of the button that sends. Default: „Jetzt festhalten“. */
  readonly sendLabel?: string;
  readonly onSend: () => void;
  readonly onBack: () => void;
};

/** Lets it happen, where it can, or not. */
export function DecisionButtons({ command, onSend, onBack, ...rest }: DecisionButtonsProps) {
  const { sendLabel = 'Jetzt festhalten' } = rest;
  const { preview, isRunning, isOvertaken } = command;
  const isPossible = preview !== undefined && previewWords(preview).isPossible && !isOvertaken;
  return (
    <>
      {isPossible && (
        <Button kind="primary" isBusy={isRunning} onClick={onSend}>
          {sendLabel}
        </Button>
      )}
      <Button onClick={onBack}>Zurück zu den Angaben</Button>
    </>
  );
}
