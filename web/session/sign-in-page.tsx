import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import type { Session } from './session.ts';

export type SignInPageProps = { readonly session: Session; readonly portalUrl: string };

/** What somebody sees who has not signed in: what this is, and the way in. */
export function SignInPage({ session, portalUrl }: SignInPageProps) {
  const [isLeaving, setIsLeaving] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <main class="frame stack sign-in">
      <h1 class="kern-heading-large" tabIndex={-1} ref={heading}>
        Zielvereinbarungen – Arbeitsplatz
      </h1>
      <p class="kern-body">
        Hier laden Land und Kommunen die unterschriebenen Zielvereinbarungen hoch, sehen, was noch fehlt, und
        steuern das Jahr. Dafür melden Sie sich mit Ihrem Dienstkonto an.
      </p>
      <Button
        kind="primary"
        isBusy={isLeaving}
        onClick={() => {
          setIsLeaving(true);
          session.signIn().catch(() => setIsLeaving(false));
        }}
      >
        Anmelden
      </Button>
      <p class="kern-body">
        Was veröffentlicht ist, lesen Sie ohne Anmeldung im{' '}
        <a class="kern-link" href={portalUrl}>
          Portal der Zielvereinbarungen
        </a>
        .
      </p>
    </main>
  );
}
