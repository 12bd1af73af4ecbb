import type { Massnahmenart } from '../../../../shared/domain/programme/index.ts';
import { TextField } from '../../../components/field.tsx';
import { Fieldset } from '../../../components/fieldset.tsx';
import { EntryList } from './entry-list.tsx';
import type { FieldsProps } from './fields-props.ts';
import { emptyMassnahme, type MassnahmeEntry } from '../terms-form.ts';
import { projectCount } from '../../../../shared/words/numbers.ts';

/** § 5: the projects under each Massnahmenart of the programme year, and how many there are. */
export function MassnahmenFields({
  arten,
  ...props
}: FieldsProps & { readonly arten: readonly Massnahmenart[] }) {
  return (
    <>
      {arten.map(({ art, label }) => (
        <Fieldset
          key={art}
          legend={`Maßnahmenart ${art}: ${label}`}
          hint={projects(props.form.massnahmen.filter((one) => one.art === art).length)}
        >
          <Projects {...props} art={art} />
        </Fieldset>
      ))}
    </>
  );
}

function projects(count: number): string {
  return count === 0 ? 'Noch kein Projekt; die Überschrift bleibt im Text stehen.' : projectCount(count);
}

function Projects({ form, change, errorOf, art }: FieldsProps & { readonly art: number }) {
  return (
    <EntryList<MassnahmeEntry>
      what="Projekt"
      addLabel={`Projekt zu Maßnahmenart ${art} hinzufügen`}
      entries={form.massnahmen}
      isHere={(entry) => entry.art === art}
      empty={emptyMassnahme(art)}
      onChange={(massnahmen) => change({ massnahmen })}
    >
      {(entry, put, at) => (
        <>
          <TextField
            label="Bezeichnung"
            name={`massnahmen.${at}.label`}
            value={entry.label}
            error={errorOf(`massnahmen.${at}.label`)}
            onInput={(label) => put({ label })}
          />
          <TextField
            label="Träger"
            isOptional
            name={`massnahmen.${at}.traeger`}
            value={entry.traeger}
            error={errorOf(`massnahmen.${at}.traeger`)}
            onInput={(traeger) => put({ traeger })}
          />
          <TextField
            label="Plätze"
            isOptional
            inputMode="numeric"
            name={`massnahmen.${at}.places`}
            value={entry.places}
            error={errorOf(`massnahmen.${at}.places`)}
            onInput={(places) => put({ places })}
          />
          <TextField
            label="Betrag in Euro"
            isOptional
            inputMode="decimal"
            name={`massnahmen.${at}.amount`}
            value={entry.amount}
            error={errorOf(`massnahmen.${at}.amount`)}
            onInput={(amount) => put({ amount })}
          />
        </>
      )}
    </EntryList>
  );
}
