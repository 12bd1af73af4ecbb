import type { BoardRow } from '../../api/types.ts';
import { CheckField, SelectField, TextField } from '../../components/field.tsx';
import { Fieldset } from '../../components/fieldset.tsx';
import { useWorkplace } from '../../session/session-context.ts';
import { optionsOf, type UploadChoice } from './claim-choice.ts';

export type ClaimFieldsProps = {
  readonly choice: UploadChoice;
  readonly target: string;
  readonly rows: readonly BoardRow[];
  readonly error: string | undefined;
  readonly onChange: (choice: UploadChoice) => void;
  readonly onTarget: (zielvereinbarung: string) => void;
};

/** What is said of the next files: where they belong, whose signatures they show, where the paper lies. */
export function ClaimFields({ choice, target, rows, error, onChange, onTarget }: ClaimFieldsProps) {
  const { person } = useWorkplace();
  return (
    <section class="stack" aria-labelledby="claim">
      <h2 class="kern-heading-medium" id="claim">
        Wozu gehört der Scan?
      </h2>
      <SelectField
        label="Zielvereinbarung"
        hint="Gilt für die Dateien, die Sie danach auswählen."
        value={target}
        options={optionsOf(rows, target, person)}
        error={error}
        onChange={onTarget}
      />
      <Fieldset legend="Wessen Unterschrift ist auf dem Papier?">
        <CheckField
          label="Land (Ministerium)"
          isChecked={choice.land}
          onChange={(land) => onChange({ ...choice, land })}
        />
        <CheckField
          label="Kommune (Landkreis oder kreisfreie Stadt)"
          isChecked={choice.kommune}
          onChange={(kommune) => onChange({ ...choice, kommune })}
        />
      </Fieldset>
      <TextField
        label="Wo liegt das Papier?"
        hint="Der Scan ist ein Abbild; das unterschriebene Original bleibt bei Ihnen. Beispiel: Kreishaus, Registratur, Zimmer 12"
        isOptional
        value={choice.originalLocation}
        onInput={(originalLocation) => onChange({ ...choice, originalLocation })}
      />
    </section>
  );
}
