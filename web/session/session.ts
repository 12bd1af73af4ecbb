import { forgetPhotos } from '../browser/stored-photos.ts';
import { forgetDrafts } from '../browser/use-draft.ts';
import { forgetUploads } from '../pages/upload/transfer/unfinished-uploads.ts';
import { ErrorResponse, UserManager, WebStorageStateStore, type User } from 'oidc-client-ts';
import type { Settings } from '../settings.ts';
import { personOf, type Person } from './roles.ts';

/** Who is signed in, and the ways in and out. */
export type Session = {
  readonly person: () => Person | undefined;
  /**
   * An access token that is good for at least half a minute; undefined where the session is over. Fails where nobody
   * could be asked: a lost connection ends no session.
   */
  readonly token: () => Promise<string | undefined>;
  /** Leads to the sign-in page and back to the address that is open now. */
  readonly signIn: () => Promise<void>;
  /**
   * Ends the session here and at the provider, and takes the refresh token back; drafts, photographed pages and files
   * under way of this person are gone from this browser.
   */
  readonly signOut: () => Promise<void>;
  /** Ends the session here without leaving the page: what was typed stays, the tokens go. */
  readonly end: () => Promise<void>;
};

/**
 * Opens the session of this browser tab: code flow with PKCE (RFC 7636), tokens in the tab's own storage, renewed by
 * the refresh token. Comes back from the sign-in page where the address says so.
 */
export async function openSession(settings: Settings): Promise<Session> {
  const manager = managerOf(settings);
  let user = await returned(manager).catch(() => null);
  user ??= await manager.getUser();
  const become = (next: User | null) => {
    user = next;
  };
  manager.events.addUserLoaded(become);
  manager.events.addUserUnloaded(() => become(null));
  let renewal: Promise<User | null> | undefined;
  const renewed = () => {
    renewal ??= manager
      .signinSilent()
      .catch((error: unknown) => {
        if (error instanceof ErrorResponse) return null;
        throw error;
      })
      .finally(() => {
        renewal = undefined;
      });
    return renewal;
  };
  return {
    person: () => (user === null || user === undefined ? undefined : personIn(user)),
    async token() {
      if (user === null) return undefined;
      if ((user.expires_in ?? 0) > 30) return user.access_token;
      return (await renewed())?.access_token;
    },
    signIn: () => manager.signinRedirect({ state: `${location.pathname}${location.search}${location.hash}` }),
    async signOut() {
      forgetDrafts();
      if (user) await Promise.all([forgetPhotos(user.profile.sub), forgetUploads(user.profile.sub)]);
      await manager.revokeTokens(['refresh_token']).catch(() => undefined);
      await manager.signoutRedirect({
        extraQueryParams: { client_id: settings.clientId, logout_uri: settings.workplaceUrl },
      });
    },
    async end() {
      await manager.revokeTokens(['refresh_token']).catch(() => undefined);
      await manager.removeUser();
    },
  };
}

function managerOf({ issuer, signInUrl, clientId, workplaceUrl }: Settings): UserManager {
  return new UserManager({
    authority: issuer,
    client_id: clientId,
    redirect_uri: workplaceUrl,
    response_type: 'code',
    scope: 'openid email',
    // written down, so that signing in needs no request more and works where the provider stands elsewhere
    metadata: {
      issuer,
      authorization_endpoint: `${signInUrl}/oauth2/authorize`,
      token_endpoint: `${signInUrl}/oauth2/token`,
      revocation_endpoint: `${signInUrl}/oauth2/revoke`,
      end_session_endpoint: `${signInUrl}/logout`,
    },
    loadUserInfo: false,
    monitorSession: false,
    automaticSilentRenew: false,
    userStore: new WebStorageStateStore({ store: sessionStorage }),
    stateStore: new WebStorageStateStore({ store: sessionStorage }),
  });
}

/** Where the sign-in page sent us back, its answer becomes a session and the address becomes what it was. */
async function returned(manager: UserManager): Promise<User | null> {
  const query = new URLSearchParams(location.search);
  if (!query.has('state') || !(query.has('code') || query.has('error'))) return null;
  try {
    const user = await manager.signinCallback();
    history.replaceState(null, '', typeof user?.state === 'string' ? user.state : '/');
    return user ?? null;
  } catch (error) {
    history.replaceState(null, '', '/');
    throw error;
  }
}

function personIn({ profile }: User): Person {
  const groups = profile['cognito:groups'];
  const who = { sub: profile.sub, email: profile.email ?? '' };
  return personOf(who, Array.isArray(groups) ? groups.map(String) : []);
}
