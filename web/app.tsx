import { useMemo, useState } from 'preact/hooks';
import { LocationProvider } from 'preact-iso';
import { openApi } from './api/client.ts';
import { Announcer } from './components/announcer.tsx';
import { Frame } from './frame.tsx';
import { Pages } from './pages/pages.tsx';
import { SessionOver } from './session/session-over.tsx';
import { SignInPage } from './session/sign-in-page.tsx';
import { WorkplaceContext } from './session/session-context.ts';
import { SessionWarning } from './session/session-warning.tsx';
import type { Session } from './session/session.ts';
import type { Settings } from './settings.ts';

export type AppProps = { readonly settings: Settings; readonly session: Session };

/** The workplace: a sign-in page, or the pages of whoever has signed in. */
export function App({ settings, session }: AppProps) {
  const [person] = useState(session.person);
  const [isOver, setIsOver] = useState(false);
  const api = useMemo(
    () => openApi({ apiUrl: settings.apiUrl, token: session.token, onSessionOver: () => setIsOver(true) }),
    [settings, session],
  );
  if (person === undefined) return <SignInPage session={session} portalUrl={settings.portalUrl} />;
  return (
    <WorkplaceContext.Provider value={{ settings, person, api }}>
      <LocationProvider>
        <Announcer>
          <Frame session={session}>
            <Pages />
          </Frame>
          <SessionWarning
            isOver={isOver}
            onEnd={() => {
              setIsOver(true);
              void session.end();
            }}
          />
          {isOver && <SessionOver session={session} />}
        </Announcer>
      </LocationProvider>
    </WorkplaceContext.Provider>
  );
}
