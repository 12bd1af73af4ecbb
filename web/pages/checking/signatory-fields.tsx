import { today } from '../../browser/today.ts';
import { SIGNING_METHODS } from '../../../shared/words/signing-methods.ts';
import { SelectField, TextField } from '../../components/field.tsx';
import type { FieldError } from '../../components/error-summary.tsx';
import { signatoryField, type Method, type SignatoryForm } from './check-form.ts';
import { understoodAs } from './paper-date.ts';

const CAPACITIES = [
  { value: '', label: 'im eigenen Amt' },
  { value: 'i. V.', label: 'i. V. (in Vertretung)' },
  { value: 'i. A.', label: 'i. A. (im Auftrag)' },
];

const METHODS: readonly { readonly value: Method; readonly label: string }[] = [
  { value: 'handwritten', label: `${SIGNING_METHODS.handwritten} auf Papier` },
  { value: 'qes', label: SIGNING_METHODS.qes },
  { value: 'fes', label: `${SIGNING_METHODS.fes} (füllt keinen Unterschriftenplatz)` },
];

export type SignatoryFieldsProps = {
  readonly signatory: SignatoryForm;
  readonly at: number;
  readonly errors: readonly FieldError[];
  readonly onChange: (signatory: SignatoryForm) => void;
};

/** Who signed for the own side, where and when, as it stands on the paper. */
export function SignatoryFields({ signatory, at, errors, onChange }: SignatoryFieldsProps) {
  const bound = (field: 'name' | 'office' | 'place' | 'signedOn') => ({
    name: signatoryField(field, at),
    value: signatory[field],
    error: errors.find((error) => error.field === signatoryField(field, at))?.text,
    onInput: (value: string) => onChange({ ...signatory, [field]: value }),
  });
  return (
    <div class="stack">
      <TextField label="Name" hint="Vor- und Nachname, wie auf dem Papier" {...bound('name')} />
      <TextField label="Amt" hint="Zum Beispiel Landrat oder Staatsministerin" {...bound('office')} />
      <SelectField
        label="Unterschrieben"
        value={signatory.capacity}
        options={CAPACITIES}
        onChange={(capacity) => onChange({ ...signatory, capacity })}
      />
      <TextField label="Ort" hint="Wie neben der Unterschrift" {...bound('place')} />
      <TextField
        label="Datum"
        hint={
          understoodAs(signatory.signedOn, today()) ?? 'Wie auf dem Papier geschrieben, zum Beispiel 2.8.2025'
        }
        {...bound('signedOn')}
      />
      <SelectField
        label="Art der Unterschrift"
        value={signatory.method}
        options={METHODS}
        onChange={(method) => onChange({ ...signatory, method })}
      />
    </div>
  );
}
