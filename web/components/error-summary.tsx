import { useEffect, useRef } from 'preact/hooks';

/** One thing that is wrong with a form: the `name` of its field, and a sentence. */
export type FieldError = { readonly field: string; readonly text: string };

export type ErrorSummaryProps = {
  readonly errors: readonly FieldError[];
  /** Grows with each refusal, so that the summary takes the focus again; 0 before the first. */
  readonly round: number;
  /** Leads to a field. Default: to the input of that name. */
  readonly onGo?: (field: string) => void;
};

/** What a refused form needs, in one place that takes the focus; each error leads to its field. */
export function ErrorSummary({ errors, round, onGo = goToName }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (round > 0) box.current?.focus();
  }, [round]);
  if (round === 0 || errors.length === 0) return null;
  return (
    <div class="error-summary" tabIndex={-1} ref={box} role="group" aria-label="Fehler in den Angaben">
      <p class="kern-title kern-title--small">
        {errors.length === 1
          ? 'Eine Angabe fehlt oder passt nicht:'
          : `${errors.length} Angaben fehlen oder passen nicht:`}
      </p>
      <ul class="kern-list kern-list--bullet">
        {errors.map(({ field, text }) => (
          <li key={`${field} ${text}`}>
            <button type="button" class="link-button kern-link" onClick={() => onGo(field)}>
              {text}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function goToName(name: string): void {
  document.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]`)?.focus();
}
