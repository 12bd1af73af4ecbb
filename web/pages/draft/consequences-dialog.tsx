import type { ApiProblem } from '../../api/client.ts';
import type { Preview } from '../../api/types.ts';
import { Alert, ProblemAlert } from '../../components/alert.tsx';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { toldOf } from './told.ts';

export type ConsequencesDialogProps = {
  readonly preview: Preview;
  /** Label of the button that sends. */
  readonly sendLabel: string;
  readonly isRunning: boolean;
  readonly problem: ApiProblem | undefined;
  readonly onSend: () => void;
  readonly onClose: () => void;
};

/** Says what will happen before it does, and lets it happen or not. */
export function ConsequencesDialog({ preview, sendLabel, isRunning, ...rest }: ConsequencesDialogProps) {
  const { problem, onSend, onClose } = rest;
  const { isPossible, title, sentences, hints } = toldOf(preview);
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{isPossible ? 'Noch nicht' : 'Zurück zu den Angaben'}</Button>
          {isPossible && (
            <Button kind="primary" isBusy={isRunning} onClick={onSend}>
              {sendLabel}
            </Button>
          )}
        </>
      }
    >
      <ul class="kern-list kern-list--bullet">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {hints.length > 0 && (
        <Alert kind="warning" title="Bitte noch einmal hinsehen">
          {hints.map((hint) => (
            <p key={hint}>{hint}</p>
          ))}
        </Alert>
      )}
      <ProblemAlert problem={problem} />
    </Dialog>
  );
}
