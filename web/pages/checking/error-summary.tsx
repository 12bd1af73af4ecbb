import { useEffect, useRef } from 'preact/hooks';
import type { FieldError } from './check-form.ts';

export type ErrorSummaryProps = {
  readonly errors: readonly FieldError[];
  /** Grows with each refusal, so that the summary takes the focus again. */
  readonly round: number;
};

/** What a refused form needs, in one place that takes the focus; each error leads to its field. */
export function ErrorSummary({ errors, round }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (round > 0) box.current?.focus();
  }, [round]);
  if (errors.length === 0) return null;
  return (
    <div class="check__errors" tabIndex={-1} ref={box} role="group" aria-label="Fehler in den Angaben">
      <p class="kern-title">
        {errors.length === 1
          ? 'Eine Angabe fehlt oder passt nicht:'
          : `${errors.length} Angaben fehlen oder passen nicht:`}
      </p>
      <ul class="kern-list kern-list--bullet">
        {errors.map(({ field, text }) => (
          <li key={field}>
            <a
              class="kern-link"
              href={`#${field}`}
              onClick={(event) => {
                event.preventDefault();
                document.querySelector<HTMLElement>(`[name="${field}"]`)?.focus();
              }}
            >
              {text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
