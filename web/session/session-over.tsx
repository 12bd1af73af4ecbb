import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import type { Session } from './session.ts';

/** Over the open page once the session has ended: nothing that was typed is lost by signing in again. */
export function SessionOver({ session }: { readonly session: Session }) {
  return (
    <Dialog
      title="Ihre Sitzung ist abgelaufen"
      actions={
        <Button kind="primary" onClick={() => void session.signIn()}>
          Wieder anmelden
        </Button>
      }
    >
      <p>
        Zum Schutz der Daten endet die Sitzung nach längerer Pause. Ihre Eingaben auf dieser Seite sind in
        diesem Fenster gesichert; nach der Anmeldung geht es hier weiter.
      </p>
    </Dialog>
  );
}
