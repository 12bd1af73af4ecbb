import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../../../components/button.tsx';
import { progressText, countEnded, type BulkEnd, type BulkRow } from './bulk.ts';

const ENDS: Readonly<Record<BulkEnd, string>> = {
  waiting: 'wartet',
  sending: 'wird angelegt …',
  recorded: 'angelegt',
  'already-there': 'lag schon vor; nichts geändert',
  failed: 'nicht angelegt',
};

export type BulkProgressProps = {
  readonly rows: readonly BulkRow[];
  readonly isRunning: boolean;
  readonly onRepeat: () => void;
};

/** How far the drafts are, and what became of each. */
export function BulkProgress({ rows, isRunning, onRepeat }: BulkProgressProps) {
  const heading = useRef<HTMLParagraphElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const failed = rows.filter(({ end }) => end === 'failed').length;
  return (
    <>
      <p class="kern-body" tabIndex={-1} ref={heading}>
        <strong>{progressText(rows)}</strong>
      </p>
      <div class="kern-progress">
        <progress value={countEnded(rows)} max={rows.length} aria-label="Fortschritt" />
      </div>
      <ul class="draft-proposals">
        {rows.map(({ subject, name, end, text }) => (
          <li key={subject} class="kern-body">
            <a class="kern-link" href={`/entwurf/${subject}`}>
              {name}
            </a>
            : {ENDS[end]}
            {text !== undefined && `. ${text}`}
          </li>
        ))}
      </ul>
      {!isRunning && failed > 0 && (
        <Button kind="primary" onClick={onRepeat}>
          {failed === 1 ? 'Den einen Entwurf noch einmal senden' : `${failed} Entwürfe noch einmal senden`}
        </Button>
      )}
    </>
  );
}
