import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { lossesOf, lossSentences } from './losses.ts';
import { useWorkplace } from './session-context.ts';
import type { Session } from './session.ts';

/** The way out, and the question before it; its place is outside of every landmark of the page. */
export type SignOut = { readonly signOut: () => void; readonly question: ComponentChildren };

/** Signs out at once, or after a question where this browser has something that would be lost. */
export function useSignOut(session: Session): SignOut {
  const { person } = useWorkplace();
  const [lost, setLost] = useState<readonly string[]>([]);
  const ask = async () => {
    const sentences = lossSentences(await lossesOf(person.sub));
    setLost(sentences);
    if (sentences.length === 0) await session.signOut();
  };
  return {
    signOut: () => void ask(),
    question: lost.length > 0 && (
      <Question lost={lost} onStay={() => setLost([])} onLeave={() => void session.signOut()} />
    ),
  };
}

type QuestionProps = {
  readonly lost: readonly string[];
  readonly onStay: () => void;
  readonly onLeave: () => void;
};

function Question({ lost, onStay, onLeave }: QuestionProps) {
  return (
    <Dialog
      title="Beim Abmelden geht etwas verloren"
      onClose={onStay}
      actions={
        <>
          <Button kind="primary" onClick={onStay}>
            Angemeldet bleiben
          </Button>
          <Button onClick={onLeave}>Trotzdem abmelden</Button>
        </>
      }
    >
      <ul class="kern-list kern-list--bullet">
        {lost.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <p>Nach dem Abmelden bleibt davon nichts in diesem Browser.</p>
    </Dialog>
  );
}
