import { Dialog } from '../components/dialog.tsx';
import {
  Consequences,
  DecisionButtons,
  stepOf,
  type ConsequencesProps,
  type DecisionButtonsProps,
} from './consequences.tsx';

export type ConsequencesDialogProps = ConsequencesProps &
  DecisionButtonsProps & {
    /** What is about to be done. */
    readonly title: string;
  };

/** Over a form that stands on the page: what would follow, and the decision. Nothing while nobody asked. */
export function ConsequencesDialog({ title, view, ...decision }: ConsequencesDialogProps) {
  const { command, onBack } = decision;
  if (command.preview === undefined) return null;
  return (
    <Dialog title={title} step={stepOf(command)} onClose={onBack} actions={<DecisionButtons {...decision} />}>
      <Consequences command={command} view={view} />
    </Dialog>
  );
}
