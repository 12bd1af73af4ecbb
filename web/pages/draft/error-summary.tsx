import { useEffect, useRef } from 'preact/hooks';
import type { Fault } from './field-readers.ts';

export type ErrorSummaryProps = {
  readonly faults: readonly Fault[];
  /** Grows each time the form is refused: then the summary takes the focus. */
  readonly round: number;
  readonly onGo: (field: string) => void;
};

/** What is wrong with a form, each with the way to its field; it takes the focus when the form is refused. */
export function ErrorSummary({ faults, round, onGo }: ErrorSummaryProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (round > 0) heading.current?.focus();
  }, [round]);
  if (round === 0 || faults.length === 0) return null;
  return (
    <section class="kern-alert kern-alert--danger" aria-labelledby="fehler">
      <div class="kern-alert__header">
        <span class="kern-icon kern-icon--danger" aria-hidden="true" />
        <h2 class="kern-title" id="fehler" tabIndex={-1} ref={heading}>
          {faults.length === 1
            ? 'Eine Angabe passt noch nicht'
            : `${faults.length} Angaben passen noch nicht`}
        </h2>
      </div>
      <ul class="kern-alert__body kern-body">
        {faults.map(({ field, text }) => (
          <li key={`${field} ${text}`}>
            <button type="button" class="link-button kern-link" onClick={() => onGo(field)}>
              {text}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
