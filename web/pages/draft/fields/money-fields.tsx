import type { Programme } from '../../../../shared/domain/programme/index.ts';
import { TextField } from '../../../components/field.tsx';
import { Fieldset } from '../../../components/fieldset.tsx';
import { EntryList } from './entry-list.tsx';
import type { FieldsProps } from './fields-props.ts';

/** § 4: the sum and its parts; of several budgets each has its line. */
export function MoneyFields({
  form,
  change,
  errorOf,
  programme,
}: FieldsProps & { readonly programme: Programme }) {
  return (
    <Fieldset legend="Haushaltsmittel (§ 4)">
      <TextField
        label="Haushaltsmittel in Euro"
        hint="Zum Beispiel 895.210 oder 895.210,50"
        name="haushaltsmittel"
        inputMode="decimal"
        value={form.haushaltsmittel}
        error={errorOf('haushaltsmittel')}
        onInput={(haushaltsmittel) => change({ haushaltsmittel })}
      />
      {programme.budgets.length > 1 ? (
        <Budgets form={form} change={change} errorOf={errorOf} />
      ) : (
        <Parts form={form} change={change} errorOf={errorOf} programme={programme} />
      )}
    </Fieldset>
  );
}

function Budgets({ form: { budgetItems }, change, errorOf }: FieldsProps) {
  return (
    <>
      {budgetItems.map((item, at) => (
        <TextField
          key={item.label}
          label={`Davon ${item.label}, in Euro`}
          name={`budgetItems.${at}.amount`}
          inputMode="decimal"
          value={item.amount}
          error={errorOf(`budgetItems.${at}.amount`) ?? errorOf(`budgetItems.${at}.label`)}
          onInput={(amount) => change({ budgetItems: budgetItems.with(at, { ...item, amount }) })}
        />
      ))}
    </>
  );
}

function Parts({ form, change, errorOf, programme }: FieldsProps & { readonly programme: Programme }) {
  const { earmarks } = programme;
  return (
    <EntryList
      what="Teilbetrag"
      addLabel="Teilbetrag hinzufügen"
      entries={form.budgetItems}
      empty={{ label: '', amount: '', earmark: '' }}
      onChange={(budgetItems) => change({ budgetItems })}
    >
      {(item, put, at) => (
        <>
          <TextField
            label="Bezeichnung"
            name={`budgetItems.${at}.label`}
            value={item.label}
            error={errorOf(`budgetItems.${at}.label`)}
            onInput={(label) => put({ label })}
          />
          <TextField
            label="Betrag in Euro"
            name={`budgetItems.${at}.amount`}
            inputMode="decimal"
            value={item.amount}
            error={errorOf(`budgetItems.${at}.amount`)}
            onInput={(amount) => put({ amount })}
          />
          <TextField
            label="Zweckbindung"
            isOptional
            {...(earmarks.length > 0 && { hint: `Das Programmjahr kennt: ${earmarks.join(', ')}` })}
            name={`budgetItems.${at}.earmark`}
            value={item.earmark}
            error={errorOf(`budgetItems.${at}.earmark`)}
            onInput={(earmark) => put({ earmark })}
          />
        </>
      )}
    </EntryList>
  );
}
