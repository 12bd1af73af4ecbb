import { useState } from 'preact/hooks';
import { sha256Of } from '../../../browser/sha256-of.ts';
import { CheckField, FormField, SelectField, TextArea, TextField } from '../../../components/field.tsx';
import { Fieldset } from '../../../components/fieldset.tsx';
import type { ActionField } from './action-form.ts';
import { listIn } from './read-values.ts';

export type ActionFieldInputProps = {
  readonly field: ActionField;
  readonly value: string;
  readonly error: string | undefined;
  readonly onInput: (value: string) => void;
};

/** The input that a kind of field needs. */
export function ActionFieldInput({ field, value, error, onInput }: ActionFieldInputProps) {
  const { label, hint, isOptional } = field;
  const frame = {
    label,
    error,
    ...(hint !== undefined && { hint }),
    ...(isOptional !== undefined && { isOptional }),
  };
  switch (field.kind) {
    case 'line':
    case 'day':
      return <TextField {...frame} name={field.name} value={value} onInput={onInput} />;
    case 'money':
    case 'figure':
      return <TextField {...frame} name={field.name} inputMode="decimal" value={value} onInput={onInput} />;
    case 'text':
    case 'list':
      return <TextArea {...frame} name={field.name} value={value} onInput={onInput} />;
    case 'choice':
      return (
        <SelectField
          {...frame}
          name={field.name}
          value={value}
          options={field.options ?? []}
          onChange={onInput}
        />
      );
    case 'ticks':
      return <Ticks field={field} value={value} error={error} onInput={onInput} />;
    case 'document':
      return <DocumentInput field={field} value={value} error={error} onInput={onInput} />;
  }
}

/** Several of a list; the value names the ticked ones, one a line. */
function Ticks({ field, value, error, onInput }: ActionFieldInputProps) {
  const { label, hint, name, options = [] } = field;
  const ticked = listIn(value);
  return (
    <Fieldset legend={label} error={error} {...(hint !== undefined && { hint })}>
      {options.map((option) => (
        <CheckField
          key={option.value}
          name={name}
          label={option.label}
          isChecked={ticked.includes(option.value)}
          onChange={(isChecked) =>
            onInput(
              options
                .filter((one) => (one === option ? isChecked : ticked.includes(one.value)))
                .map((one) => one.value)
                .join('\n'),
            )
          }
        />
      ))}
    </Fieldset>
  );
}

/** A file of which only its SHA-256 is taken, in the browser; the file itself goes nowhere. */
function DocumentInput({ field, value, error, onInput }: ActionFieldInputProps) {
  const [isReading, setIsReading] = useState(false);
  const { label, hint, isOptional = false } = field;
  return (
    <>
      <FormField label={label} error={error} isOptional={isOptional} {...(hint !== undefined && { hint })}>
        {(ties) => (
          <input
            {...ties}
            class="kern-form-input__input"
            type="file"
            name={field.name}
            onChange={({ currentTarget }) => {
              const file = currentTarget.files?.[0];
              setIsReading(true);
              void (file === undefined ? Promise.resolve('') : sha256Of(file))
                .then(onInput)
                .finally(() => setIsReading(false));
            }}
          />
        )}
      </FormField>
      <p class="kern-body kern-body--small hash" role="status">
        {isReading && 'Die Prüfsumme wird berechnet …'}
        {!isReading && value !== '' && `SHA-256: ${value}`}
      </p>
    </>
  );
}
