import { useEffect, useState } from 'preact/hooks';
import { formatMoment } from '../../../shared/domain/dates/berlin.ts';
import { timeLeft } from '../../words/time-left.ts';

export type UndoWindowProps = {
  readonly publishAt: string;
  /** Whether this person may hold it now. */
  readonly canHold: boolean;
  /** Called once when the moment has come. */
  readonly onDue: () => void;
};

/** The time that is left to hold the publication; the seconds are for the eye, the moment is for everybody. */
export function UndoWindow({ publishAt, canHold, onDue }: UndoWindowProps) {
  const [now, setNow] = useState(() => Date.now());
  const left = timeLeft(publishAt, now);
  const isDue = left === undefined;
  useEffect(() => {
    if (isDue) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [isDue, publishAt]);
  useEffect(() => {
    if (!isDue) return undefined;
    // The page needs a moment to appear; then what is shown here is read again.
    const timer = setTimeout(onDue, 5000);
    return () => clearTimeout(timer);
  }, [isDue]);
  return (
    <p class="undo-window kern-body">
      Die Seite erscheint ab <strong>{formatMoment(publishAt)}</strong>.{' '}
      {left === undefined ? (
        'Der Zeitpunkt ist gekommen; sie ist noch nicht erschienen.'
      ) : (
        <>
          Bis dahin lässt sich die Veröffentlichung anhalten: noch{' '}
          <span role="timer" aria-live="off">
            {left}
          </span>
          .{' '}
          {canHold && (
            <a class="kern-link no-print" href="#handeln">
              Anhalten
            </a>
          )}
        </>
      )}
    </p>
  );
}
