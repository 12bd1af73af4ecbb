import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

export type FieldsetProps = {
  readonly legend: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly children: ComponentChildren;
};

/** Fields that belong together, with a common question, help and error. */
export function Fieldset({ legend, hint, error, children }: FieldsetProps) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <fieldset
      class={error === undefined ? 'kern-fieldset' : 'kern-fieldset kern-fieldset--error'}
      aria-describedby={described === '' ? undefined : described}
    >
      <legend class="kern-label">{legend}</legend>
      {hint !== undefined && (
        <div class="kern-hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      <div class="kern-fieldset__body">{children}</div>
      {error !== undefined && (
        <p class="kern-error" id={`${id}-error`}>
          <span class="kern-icon kern-icon--danger" aria-hidden="true" />
          <span class="kern-body">{error}</span>
        </p>
      )}
    </fieldset>
  );
}
