import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

/** What every field of a form has: a visible label, help where it is needed, its own error. */
export type FieldProps = {
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  /** Marks the label; required is the default of a form. */
  readonly isOptional?: boolean;
};

/** Attributes that tie an input to its label, help and error. */
export type Ties = {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
};

/** The frame of a field: label above, help below it, error with its field. */
export function FormField({
  label,
  hint,
  error,
  isOptional,
  children,
}: FieldProps & { readonly children: (ties: Ties) => ComponentChildren }) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div class={error === undefined ? 'kern-form-input' : 'kern-form-input kern-form-input--error'}>
      <label class="kern-label" for={id}>
        {label}
        {isOptional === true && <span class="kern-label__optional"> – Optional</span>}
      </label>
      {hint !== undefined && (
        <div class="kern-hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {children({
        id,
        'aria-describedby': described === '' ? undefined : described,
        'aria-invalid': error === undefined ? undefined : true,
      })}
      {error !== undefined && (
        <p class="kern-error" id={`${id}-error`}>
          <span class="kern-icon kern-icon--danger" aria-hidden="true" />
          <span class="kern-body">{error}</span>
        </p>
      )}
    </div>
  );
}

export type TextFieldProps = FieldProps & {
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly onBlur?: () => void;
  readonly inputMode?: 'text' | 'decimal' | 'numeric';
  readonly autoComplete?: string;
  readonly name?: string;
};

/** One line of text. */
export function TextField({ value, onInput, onBlur, ...rest }: TextFieldProps) {
  const { inputMode, autoComplete = 'off', name, ...field } = rest;
  return (
    <FormField {...field}>
      {(ties) => (
        <input
          {...ties}
          class={`kern-form-input__input${field.error === undefined ? '' : ' kern-form-input__input--error'}`}
          type="text"
          name={name}
          inputMode={inputMode}
          autoComplete={autoComplete}
          value={value}
          onInput={({ currentTarget }) => onInput(currentTarget.value)}
          onBlur={onBlur}
        />
      )}
    </FormField>
  );
}

/** Several lines of text. */
export function TextArea({
  value,
  onInput,
  rows = 4,
  name,
  ...field
}: FieldProps & {
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly rows?: number;
  readonly name?: string;
}) {
  return (
    <FormField {...field}>
      {(ties) => (
        <textarea
          {...ties}
          class="kern-form-input__input"
          rows={rows}
          name={name}
          value={value}
          onInput={({ currentTarget }) => onInput(currentTarget.value)}
        />
      )}
    </FormField>
  );
}

export type SelectFieldProps<Value extends string> = FieldProps & {
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
  readonly name?: string;
};

/** One of a few. */
export function SelectField<Value extends string>({
  value,
  options,
  onChange,
  name,
  ...field
}: SelectFieldProps<Value>) {
  return (
    <FormField {...field}>
      {(ties) => (
        <div class="kern-form-input__select-wrapper">
          <select
            {...ties}
            class="kern-form-input__select"
            name={name}
            value={value}
            onChange={({ currentTarget }) => {
              const chosen = options.find((option) => option.value === currentTarget.value);
              if (chosen !== undefined) onChange(chosen.value);
            }}
          >
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
        </div>
      )}
    </FormField>
  );
}

export type CheckFieldProps = {
  readonly label: string;
  readonly isChecked: boolean;
  readonly onChange: (isChecked: boolean) => void;
  readonly isDisabled?: boolean;
  readonly hint?: string;
  readonly name?: string;
};

/** A tick. */
export function CheckField({ label, isChecked, onChange, isDisabled = false, hint, name }: CheckFieldProps) {
  const id = useId();
  return (
    <div class="kern-form-check">
      <input
        class="kern-form-check__checkbox"
        type="checkbox"
        id={id}
        name={name}
        checked={isChecked}
        disabled={isDisabled}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
      <label class="kern-label" for={id}>
        {label}
      </label>
      {hint !== undefined && (
        <div class="kern-hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
    </div>
  );
}
