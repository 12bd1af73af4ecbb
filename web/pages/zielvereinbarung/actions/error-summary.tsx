import { useEffect, useRef } from 'preact/hooks';
import type { ActionField } from './action-form.ts';
import type { Errors } from './read-values.ts';

export type ErrorSummaryProps = {
  readonly fields: readonly ActionField[];
  readonly errors: Errors;
  /** Grows with each refusal, so that the summary takes the focus again. */
  readonly round: number;
};

/** What a refused form needs, in one place that takes the focus; each error stands at its field as well. */
export function ErrorSummary({ fields, errors, round }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  const wrong = fields.filter(({ name }) => errors[name] !== undefined);
  useEffect(() => {
    if (round > 0) box.current?.focus();
  }, [round]);
  if (wrong.length === 0) return null;
  return (
    <div class="error-summary" tabIndex={-1} ref={box} role="group" aria-label="Fehler in den Angaben">
      <p class="kern-title kern-title--small">
        {wrong.length === 1
          ? 'Eine Angabe fehlt oder passt nicht:'
          : `${wrong.length} Angaben fehlen oder passen nicht:`}
      </p>
      <ul class="kern-list kern-list--bullet">
        {wrong.map(({ name, label }) => (
          <li key={name}>
            {label}: {errors[name]}
          </li>
        ))}
      </ul>
    </div>
  );
}
