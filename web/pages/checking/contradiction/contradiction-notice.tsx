import { Alert } from '../../../components/alert.tsx';
import { Button } from '../../../components/button.tsx';
import { TextArea } from '../../../components/field.tsx';
import type { ShownContradiction } from './contradiction.ts';

/** What the QR codes name instead, and what was said of it so far. */
export function ContradictionNotice({ contradiction }: { readonly contradiction: ShownContradiction }) {
  const { text, stands, reasons } = contradiction;
  const isAccepted = stands === 'accepted';
  return (
    <Alert
      kind={isAccepted ? 'info' : 'warning'}
      title={
        isAccepted
          ? 'Angenommen trotz eines anderen QR-Codes'
          : 'Der QR-Code passt nicht zu dieser Zielvereinbarung oder Fassung.'
      }
    >
      <p>{text}</p>
      {reasons.map((reason) => (
        <p key={reason}>Begründung: {reason}</p>
      ))}
    </Alert>
  );
}

/** To whoever gave the reason: somebody else goes on. What was said can be changed. */
export function WaitingForSecond({ onChange }: { readonly onChange: () => void }) {
  return (
    <div class="stack">
      <Alert kind="info" title="Jetzt bestätigt eine andere Person.">
        Sie haben begründet, warum dieser Scan gilt. Geben Sie die Adresse dieser Seite weiter: an eine Person
        beim Land, bei der Gebietskörperschaft oder in der Prüfung. Bis sie bestätigt, zählt der Scan nicht.
      </Alert>
      <div class="cluster">
        <Button kind="tertiary" onClick={onChange}>
          Meine Angaben ändern
        </Button>
      </div>
    </div>
  );
}

/** Why the scan counts although its codes name something else. */
export function ReasonField({
  value,
  error,
  onInput,
}: {
  readonly value: string;
  readonly error: string | undefined;
  readonly onInput: (value: string) => void;
}) {
  return (
    <TextArea
      label="Warum gilt dieser Scan trotzdem?"
      hint="Ihre Begründung bleibt im Verlauf stehen. Danach bestätigt eine andere Person."
      name="reason"
      value={value}
      error={error}
      onInput={onInput}
    />
  );
}
