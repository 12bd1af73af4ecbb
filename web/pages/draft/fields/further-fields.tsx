import type { Massnahmenart } from '../../../../shared/domain/programme/index.ts';
import { SelectField, TextArea, TextField } from '../../../components/field.tsx';
import { Fieldset } from '../../../components/fieldset.tsx';
import { EntryList } from './entry-list.tsx';
import type { FieldsProps } from './fields-props.ts';

/** Figures that are agreed beside the money; few Zielvereinbarungen have any. */
export function EckdatenFields({
  form,
  change,
  errorOf,
  arten,
}: FieldsProps & { readonly arten: readonly Massnahmenart[] }) {
  const options = [
    { value: '', label: 'zu keiner bestimmten' },
    ...arten.map(({ art, label }) => ({ value: String(art), label: `${art}: ${label}` })),
  ];
  return (
    <Fieldset legend="Eckdaten (§ 4)" hint="Vereinbarte Zahlen neben dem Geld, zum Beispiel 12 Plätze.">
      <EntryList
        what="Eckdatum"
        addLabel="Eckdatum hinzufügen"
        entries={form.eckdaten}
        empty={{ label: '', art: '', value: '', unit: '' }}
        onChange={(eckdaten) => change({ eckdaten })}
      >
        {(entry, put, at) => (
          <>
            <TextField
              label="Bezeichnung"
              name={`eckdaten.${at}.label`}
              value={entry.label}
              error={errorOf(`eckdaten.${at}.label`)}
              onInput={(label) => put({ label })}
            />
            <SelectField
              label="Maßnahmenart"
              name={`eckdaten.${at}.art`}
              value={entry.art}
              options={options}
              error={errorOf(`eckdaten.${at}.art`)}
              onChange={(art) => put({ art })}
            />
            <TextField
              label="Wert"
              inputMode="decimal"
              name={`eckdaten.${at}.value`}
              value={entry.value}
              error={errorOf(`eckdaten.${at}.value`)}
              onInput={(value) => put({ value })}
            />
            <TextField
              label="Einheit"
              hint="Zum Beispiel Plätze"
              name={`eckdaten.${at}.unit`}
              value={entry.unit}
              error={errorOf(`eckdaten.${at}.unit`)}
              onInput={(unit) => put({ unit })}
            />
          </>
        )}
      </EntryList>
    </Fieldset>
  );
}

/** What the Präambel refers to, and what the parties agreed beyond the clauses. */
export function TextFields({ form, change, errorOf }: FieldsProps) {
  return (
    <>
      <Fieldset legend="Grundlagen der Präambel">
        <EntryList
          what="Grundlage"
          addLabel="Grundlage hinzufügen"
          entries={form.references}
          empty={{ title: '', validUntil: '' }}
          onChange={(references) => change({ references })}
        >
          {(entry, put, at) => (
            <>
              <TextField
                label="Titel"
                name={`references.${at}.title`}
                value={entry.title}
                error={errorOf(`references.${at}.title`)}
                onInput={(title) => put({ title })}
              />
              <TextField
                label="Gilt bis"
                isOptional
                hint="Zum Beispiel 31.12.2026"
                name={`references.${at}.validUntil`}
                value={entry.validUntil}
                error={errorOf(`references.${at}.validUntil`)}
                onInput={(validUntil) => put({ validUntil })}
              />
            </>
          )}
        </EntryList>
      </Fieldset>
      <Fieldset
        legend="Besondere Regelungen"
        hint="Text, der über die Bestimmungen des Programms hinaus vereinbart ist; er steht am Ende des genannten Paragrafen."
      >
        <EntryList
          what="Besondere Regelung"
          addLabel="Besondere Regelung hinzufügen"
          entries={form.besondereRegelungen}
          empty={{ paragraph: '', text: '' }}
          onChange={(besondereRegelungen) => change({ besondereRegelungen })}
        >
          {(entry, put, at) => (
            <>
              <TextField
                label="Paragraf"
                hint="Zum Beispiel § 4 oder Präambel"
                name={`besondereRegelungen.${at}.paragraph`}
                value={entry.paragraph}
                error={errorOf(`besondereRegelungen.${at}.paragraph`)}
                onInput={(paragraph) => put({ paragraph })}
              />
              <TextArea
                label="Text"
                name={`besondereRegelungen.${at}.text`}
                value={entry.text}
                error={errorOf(`besondereRegelungen.${at}.text`)}
                onInput={(text) => put({ text })}
              />
            </>
          )}
        </EntryList>
      </Fieldset>
    </>
  );
}

const SLOTS = [
  { value: '1', label: 'eine Unterschrift' },
  { value: '2', label: 'zwei Unterschriften' },
] as const;

/** Who signs how often, and how the papers are called. */
export function SigningFields({ form, change, errorOf }: FieldsProps) {
  const { signatureSlots, aktenzeichen } = form;
  return (
    <Fieldset legend="Unterschriften, Aktenzeichen und Stand">
      <SelectField
        label="Unterschriften des Landes"
        name="signatureSlots.land"
        value={signatureSlots.land}
        options={SLOTS}
        error={errorOf('signatureSlots.land')}
        onChange={(land) => change({ signatureSlots: { ...signatureSlots, land } })}
      />
      <SelectField
        label="Unterschriften der Kommune"
        name="signatureSlots.kommune"
        value={signatureSlots.kommune}
        options={SLOTS}
        error={errorOf('signatureSlots.kommune')}
        onChange={(kommune) => change({ signatureSlots: { ...signatureSlots, kommune } })}
      />
      <TextField
        label="Aktenzeichen des Landes"
        isOptional
        name="aktenzeichen.land"
        value={aktenzeichen.land}
        error={errorOf('aktenzeichen.land')}
        onInput={(land) => change({ aktenzeichen: { ...aktenzeichen, land } })}
      />
      <TextField
        label="Aktenzeichen der Kommune"
        isOptional
        name="aktenzeichen.kommune"
        value={aktenzeichen.kommune}
        error={errorOf('aktenzeichen.kommune')}
        onInput={(kommune) => change({ aktenzeichen: { ...aktenzeichen, kommune } })}
      />
      <TextField
        label="Stand des Entwurfs"
        isOptional
        hint="Tag, zum Beispiel 14.07.2026"
        name="asOf"
        value={form.asOf}
        error={errorOf('asOf')}
        onInput={(asOf) => change({ asOf })}
      />
      <TextField
        label="Eigener Vertragstext: Prüfsumme (SHA-256)"
        isOptional
        hint="Nur, wenn statt des Programmtexts eine eigene, schon hochgeladene PDF-Datei unterschrieben wird."
        name="textDocument"
        value={form.textDocument}
        error={errorOf('textDocument')}
        onInput={(textDocument) => change({ textDocument })}
      />
    </Fieldset>
  );
}
