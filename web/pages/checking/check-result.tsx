import { useEffect, useRef, useState } from 'preact/hooks';
import type { ZielvereinbarungView } from '../../api/types.ts';
import { Alert } from '../../components/alert.tsx';
import { Button } from '../../components/button.tsx';
import { formatMoment } from '../../../shared/domain/dates/berlin.ts';
import { openConditionsTitle } from '../../../shared/words/states.ts';
import { timeLeftSentence } from '../../words/time-left.ts';
import { factSentence } from './outcomes.ts';
import type { RecordedConfirmation } from './use-confirmation.ts';

export type CheckResultProps = {
  readonly recorded: RecordedConfirmation;
  readonly view: ZielvereinbarungView | undefined;
  readonly onAgain: () => void;
};

/** What a confirmation did, fact by fact, and what still stands before the publication. */
export function CheckResult({ recorded, view, onAgain }: CheckResultProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section class="stack" aria-labelledby="result">
      <h2 class="kern-heading-medium" id="result" tabIndex={-1} ref={heading}>
        {recorded.outcome === 'duplicate' ? 'War schon bestätigt' : 'Bestätigt'}
      </h2>
      <ul class="kern-list kern-list--bullet">
        {recorded.events.map((fact) => (
          <li key={fact.type}>{factSentence(fact)}</li>
        ))}
      </ul>
      {view !== undefined && <ScanStanding view={view} />}
      <div class="cluster">
        <a class="kern-btn kern-btn--secondary" href="/hochladen">
          <span class="kern-label">Weiteren Scan hochladen</span>
        </a>
        <Button kind="tertiary" onClick={onAgain}>
          Bestätigung ändern
        </Button>
      </div>
    </section>
  );
}

/** How the Zielvereinbarung stands now: what is missing, how long it can still be held, or that it is public. */
export function ScanStanding({ view }: { readonly view: ZielvereinbarungView }) {
  const { id, openConditions, publishAt, publicFassung } = view;
  const isPublic = publicFassung !== undefined;
  const isRunning = useIsAhead(publishAt);
  if (publishAt !== undefined && isRunning)
    return <UndoWindow id={id} publishAt={publishAt} isPublic={isPublic} />;
  if (openConditions.length === 0)
    return (
      <Alert kind="success" title="Die Zielvereinbarung ist veröffentlicht.">
        <Link id={id} />
      </Alert>
    );
  return (
    <div class="stack">
      <h3 class="kern-heading-small">{openConditionsTitle(isPublic)}</h3>
      <ul class="kern-list kern-list--bullet">
        {openConditions.map(({ code, party, text }) => (
          <li key={`${code}-${party ?? ''}`}>{text}</li>
        ))}
      </ul>
      <Link id={id} />
    </div>
  );
}

function Link({ id }: { readonly id: string }) {
  return (
    <p class="kern-body">
      <a class="kern-link" href={`/zielvereinbarungen/${id}`}>
        Zur Zielvereinbarung
      </a>
    </p>
  );
}

type UndoWindowProps = { readonly id: string; readonly publishAt: string; readonly isPublic: boolean };

/** Both sides have signed, and the page appears by itself: how long that can still be stopped, and where. */
function UndoWindow({ id, publishAt, isPublic }: UndoWindowProps) {
  const now = useNow();
  return (
    <Alert
      kind="info"
      title={
        isPublic
          ? 'Beide Unterschriften auf der neuen Fassung liegen vor. Die öffentliche Seite zeigt sie von selbst.'
          : 'Beide Unterschriften liegen vor. Die Seite erscheint von selbst.'
      }
    >
      <p>
        Erscheint am {formatMoment(publishAt)}:{' '}
        <span role="timer" aria-live="off">
          {timeLeftSentence(publishAt, now)}
        </span>
        . Bis dahin lässt sich das noch aufhalten.
      </p>
      <p>
        <a class="kern-link" href={`/zielvereinbarungen/${id}`}>
          Veröffentlichung anhalten oder Unterschrift zurückziehen
        </a>
      </p>
    </Alert>
  );
}

function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

function useIsAhead(moment: string | undefined): boolean {
  const left = moment === undefined ? 0 : Date.parse(moment) - Date.now();
  const [, setTurn] = useState(0);
  useEffect(() => {
    if (left <= 0) return undefined;
    const timer = setTimeout(() => setTurn((turn) => turn + 1), Math.min(left, 2 ** 31 - 1));
    return () => clearTimeout(timer);
  }, [left > 0]);
  return left > 0;
}
