import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { counted } from '../../shared/words/numbers.ts';

/** Minutes without a key or click after which the session ends, and how long before that it is said. */
export const IDLE = { minutes: 30, warningSeconds: 120 } as const;

const SIGNS_OF_LIFE = ['keydown', 'pointerdown', 'input'] as const;

export type SessionWarningProps = { readonly isOver: boolean; readonly onEnd: () => void };

/**
 * Asks before the session ends for want of activity, with enough time to answer (WCAG 2.2.1): one key or click
 * is enough to stay.
 */
export function SessionWarning({ isOver, onEnd }: SessionWarningProps) {
  const left = useSecondsLeft(!isOver);
  const isEnding = left === 0 && !isOver;
  useEffect(() => {
    if (isEnding) onEnd();
  }, [isEnding, onEnd]);
  if (isOver || left === undefined || left === 0) return null;
  return (
    <Dialog
      title="Sind Sie noch da?"
      onClose={() => undefined}
      actions={<Button kind="primary">Angemeldet bleiben</Button>}
    >
      <p role="timer">
        In {spanText(left)} endet Ihre Sitzung. Ihre Eingaben bleiben in diesem Fenster gesichert.
      </p>
    </Dialog>
  );
}

/** Seconds until the end, once they are few; undefined while there is time. */
function useSecondsLeft(isWatching: boolean): number | undefined {
  const last = useRef(Date.now());
  const [left, setLeft] = useState<number | undefined>();
  useEffect(() => {
    if (!isWatching) return undefined;
    const alive = () => {
      last.current = Date.now();
      setLeft(undefined);
    };
    for (const sign of SIGNS_OF_LIFE) addEventListener(sign, alive, { capture: true, passive: true });
    const timer = setInterval(() => {
      const seconds = Math.ceil(IDLE.minutes * 60 - (Date.now() - last.current) / 1000);
      setLeft(seconds <= IDLE.warningSeconds ? Math.max(0, seconds) : undefined);
    }, 1000);
    return () => {
      for (const sign of SIGNS_OF_LIFE) removeEventListener(sign, alive, { capture: true });
      clearInterval(timer);
    };
  }, [isWatching]);
  return left;
}

/** `1 Sekunde`, `45 Sekunden`, `2 Minuten`. */
function spanText(seconds: number): string {
  return seconds < 60
    ? counted(seconds, 'Sekunde', 'Sekunden')
    : counted(Math.ceil(seconds / 60), 'Minute', 'Minuten');
}
