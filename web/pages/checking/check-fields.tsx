import type { UploadView, ZielvereinbarungView } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { CheckField, SelectField } from '../../components/field.tsx';
import { Fieldset } from '../../components/fieldset.tsx';
import { useWorkplace } from '../../session/session-context.ts';
import { optionsOf } from '../upload/claim-choice.ts';
import { zielvereinbarungName } from '../upload/sentences.ts';
import { useRows } from '../upload/use-rows.ts';
import type { FieldError } from '../../components/error-summary.tsx';
import { isDeclaring, NOBODY, type CheckFacts, type CheckForm } from './check-form.ts';
import { SignatoryFields } from './signatory-fields.tsx';

export type CheckFieldsProps = {
  readonly form: CheckForm;
  readonly facts: CheckFacts;
  readonly errors: readonly FieldError[];
  readonly onChange: (form: CheckForm) => void;
};

const errorOf = (errors: readonly FieldError[], name: string) =>
  errors.find(({ field }) => field === name)?.text;

/** Where the scan belongs: as it is filed, or to be chosen where nobody knows yet. */
export function TargetFields({
  upload,
  view,
  ...fields
}: CheckFieldsProps & {
  readonly upload: UploadView;
  readonly view: ZielvereinbarungView | undefined;
}) {
  const { form, facts, errors, onChange } = fields;
  const { zielvereinbarung = '', fassung } = facts.target;
  if (upload.state !== 'unassigned')
    return (
      <p class="kern-body">
        <a class="kern-link" href={`/zielvereinbarungen/${zielvereinbarung}`}>
          {zielvereinbarungName(zielvereinbarung)}
        </a>
        , Fassung {fassung}
      </p>
    );
  const numbers = Array.from({ length: view?.fassung ?? fassung ?? 1 }, (_, index) => String(index + 1));
  return (
    <>
      <TargetSelect
        chosen={zielvereinbarung}
        error={errorOf(errors, 'zielvereinbarung')}
        onChange={(chosen) => onChange({ ...withoutFassung(form), zielvereinbarung: chosen })}
      />
      <SelectField
        label="Fassung"
        name="fassung"
        value={fassung === undefined ? '' : String(fassung)}
        options={[
          { value: '', label: 'bitte wählen' },
          ...numbers.map((value) => ({ value, label: `Fassung ${value}` })),
        ]}
        error={errorOf(errors, 'fassung')}
        onChange={(value) =>
          onChange(value === '' ? withoutFassung(form) : { ...form, fassung: Number(value) })
        }
      />
    </>
  );
}

function withoutFassung(form: CheckForm): CheckForm {
  const { fassung, ...rest } = form;
  return fassung === undefined ? form : rest;
}

function TargetSelect({
  chosen,
  error,
  onChange,
}: {
  readonly chosen: string;
  readonly error: string | undefined;
  readonly onChange: (subject: string) => void;
}) {
  const { person } = useWorkplace();
  const { rows } = useRows(new Date().getFullYear());
  const options = optionsOf(rows, chosen, person).map((option) =>
    option.value === '' ? { value: '', label: 'bitte wählen' } : option,
  );
  return (
    <SelectField
      label="Zielvereinbarung"
      name="zielvereinbarung"
      value={chosen}
      options={options}
      error={error}
      onChange={onChange}
    />
  );
}

/** What the scan shows: a tick for completeness and one per signature. */
export function TickFields({ form, errors, onChange }: Omit<CheckFieldsProps, 'facts'>) {
  return (
    <Fieldset legend="Was zeigt der Scan?" error={errorOf(errors, 'pagesComplete')}>
      <CheckField
        label="Alle Seiten dieser Fassung sind vollständig und lesbar"
        name="pagesComplete"
        isChecked={form.pagesComplete}
        onChange={(pagesComplete) => onChange({ ...form, pagesComplete })}
      />
      <CheckField
        label="Unterschrift des Landes sichtbar"
        isChecked={form.land}
        onChange={(land) => onChange({ ...form, land })}
      />
      <CheckField
        label="Unterschrift der Kommune sichtbar"
        isChecked={form.kommune}
        onChange={(kommune) => onChange({ ...form, kommune })}
      />
    </Fieldset>
  );
}

/** The declaration of the own side; that of the other side is the other side's. */
export function DeclarationFields({ form, facts, errors, onChange }: CheckFieldsProps) {
  const { own, undeclared } = facts;
  if (own === undefined) return null;
  if (undeclared === 0)
    return <p class="kern-body">Die Unterschrift Ihrer Seite auf dieser Fassung ist bereits erklärt.</p>;
  if (!form[own])
    return (
      <p class="kern-body">
        Sobald Sie die Unterschrift Ihrer Seite angehakt haben, erklären Sie hier auch, wer unterschrieben
        hat.
      </p>
    );
  const { signatories } = form;
  return (
    <section class="stack" aria-labelledby="declaration">
      <h3 class="kern-heading-small" id="declaration">
        Unterschrift Ihrer Seite
      </h3>
      <CheckField
        label="Ich erkläre die Unterschrift meiner Seite auf dieser Fassung"
        hint="Ohne diese Erklärung gilt der Scan nur als Nachweis."
        isChecked={form.declares}
        onChange={(declares) => onChange({ ...form, declares })}
      />
      {isDeclaring(form, facts) &&
        signatories.map((signatory, at) => (
          <SignatoryFields
            key={at} // oxlint-disable-line react/no-array-index-key -- persons have no name of their own before they are typed
            signatory={signatory}
            at={at}
            errors={errors}
            onChange={(next) =>
              onChange({ ...form, signatories: signatories.map((one, index) => (index === at ? next : one)) })
            }
          />
        ))}
      {isDeclaring(form, facts) && signatories.length < Math.min(2, undeclared) && (
        <Button icon="add" onClick={() => onChange({ ...form, signatories: [...signatories, NOBODY] })}>
          Zweite Person
        </Button>
      )}
    </section>
  );
}
