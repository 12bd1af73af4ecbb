import type { ComponentChildren } from 'preact';
import { useLocation } from 'preact-iso';
import { Button } from './components/button.tsx';
import { ThemeChoice } from './components/theme-choice.tsx';
import { NAVIGATION } from './navigation.ts';
import { ROLE_NAMES } from '../shared/words/roles.ts';
import { hasRole } from './session/roles.ts';
import { useWorkplace } from './session/session-context.ts';
import type { Session } from './session/session.ts';
import { useSignOut } from './session/sign-out.tsx';

export type FrameProps = { readonly session: Session; readonly children: ComponentChildren };

/** What surrounds every page: the way around, who has signed in, and the way out. */
export function Frame({ session, children }: FrameProps) {
  const { person } = useWorkplace();
  const { path } = useLocation();
  const { signOut, question } = useSignOut(session);
  return (
    <>
      <a class="skip kern-link" href="#inhalt">
        Zum Inhalt springen
      </a>
      <header class="head">
        <div class="frame">
          <a class="kern-title" href="/">
            Zielvereinbarungen
          </a>
          <nav aria-label="Hauptnavigation">
            <ul>
              {NAVIGATION.filter(({ roles }) => hasRole(person, ...roles)).map(({ href, label }) => (
                <li key={href}>
                  <a
                    class="kern-link kern-link--no-visited-state"
                    href={href}
                    aria-current={isWithin(path, href) ? 'page' : undefined}
                  >
                    {label}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          <div class="person">
            <ThemeChoice />
            <span class="kern-body kern-body--small">
              {person.email} ({person.roles.map((role) => ROLE_NAMES[role]).join(', ')})
            </span>
            <a
              class="kern-link kern-link--no-visited-state"
              href="/benachrichtigungen"
              aria-current={path === '/benachrichtigungen' ? 'page' : undefined}
            >
              Benachrichtigungen
            </a>
            <Button kind="tertiary" icon="logout" onClick={signOut}>
              Abmelden
            </Button>
          </div>
        </div>
      </header>
      {question}
      <main class="frame" id="inhalt" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}

function isWithin(path: string, href: string): boolean {
  return href === '/' ? path === '/' : path.startsWith(href);
}
