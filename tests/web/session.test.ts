import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openSession } from '../../web/session/session.ts';

const CLIENT = 'workplace';

/** Storage of one tab; a duplicated tab begins with a copy. */
function tab(content: readonly (readonly [string, string])[] = []) {
  const kept = new Map(content);
  return {
    kept,
    storage: {
      get length() {
        return kept.size;
      },
      key: (at: number) => [...kept.keys()][at] ?? null,
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    },
  };
}

const idToken = () => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part({ sub: 'person-1', 'cognito:groups': ['land'] })}.`;
};

/** Tokens that are as good as over: each use asks for another. */
const shortLived = (number: number) => ({
  access_token: `access-${number}`,
  refresh_token: `refresh-${number}`,
  id_token: idToken(),
  token_type: 'Bearer',
  expires_in: 5,
});

/** A provider whose refresh tokens rotate: the last one is good, and the one before while its grace lasts. */
function rotatingProvider({ grace }: { readonly grace: boolean }) {
  const asked: string[] = [];
  let number = 1;
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const given = new URLSearchParams(Buffer.concat(chunks).toString()).get('refresh_token') ?? '';
      asked.push(given);
      const isGood = given === `refresh-${number}` || (grace && given === `refresh-${number - 1}`);
      if (isGood) number += 1;
      response.writeHead(isGood ? 200 : 400, { 'content-type': 'application/json' });
      response.end(JSON.stringify(isGood ? shortLived(number) : { error: 'invalid_grant' }));
    })();
  });
  return { server, asked };
}

let running: Server | undefined;

async function signedIn({ grace = false } = {}) {
  const { server, asked } = rotatingProvider({ grace });
  running = server;
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const base = `http://127.0.0.1:${port}`;
  const settings = { issuer: base, signInUrl: base, clientId: CLIENT, workplaceUrl: `${base}/` };
  const user = { ...shortLived(1), profile: { sub: 'person-1' }, scope: 'openid email', expires_at: 1 };
  const first = tab([[`oidc.user:${base}:${CLIENT}`, JSON.stringify(user)]]);
  const open = (storage: object) => {
    Object.defineProperty(globalThis, 'sessionStorage', { value: storage, configurable: true });
    return openSession(settings as Parameters<typeof openSession>[0]);
  };
  return {
    asked,
    first,
    session: await open(first.storage),
    another: () => open(tab([...first.kept]).storage),
  };
}

describe('a session whose refresh tokens rotate', () => {
  beforeAll(() => {
    const location = { search: '', pathname: '/', hash: '' };
    Object.defineProperty(globalThis, 'location', { value: location, configurable: true });
  });
  afterEach(() => void running?.close());

  test('renews itself with the token that the last answer brought, each once', async () => {
    const { session, asked } = await signedIn();
    const tokens = [await session.token(), await session.token(), await session.token()];
    expect(tokens).toEqual(['access-2', 'access-3', 'access-4']);
    expect(asked).toEqual(['refresh-1', 'refresh-2', 'refresh-3']);
  });

  test('renews itself once where several ask at once', async () => {
    const { session, asked } = await signedIn();
    const tokens = await Promise.all([session.token(), session.token(), session.token()]);
    expect(tokens).toEqual(['access-2', 'access-2', 'access-2']);
    expect(asked).toEqual(['refresh-1']);
  });

  test('goes on in a tab that was duplicated, where both renew within the grace', async () => {
    const { session, another } = await signedIn({ grace: true });
    const copy = await another();
    expect([await session.token(), await copy.token()]).toEqual(['access-2', 'access-3']);
  });

  test('is over in a duplicated tab that comes too late, and nowhere else', async () => {
    const { session, another } = await signedIn();
    const copy = await another();
    expect(await session.token()).toBe('access-2');
    expect(await copy.token()).toBeUndefined();
    expect(await session.token()).toBe('access-3');
  });

  test('stays where the answer was lost, and takes the new one with the second try', async () => {
    const { session, asked } = await signedIn({ grace: true });
    running?.once('request', (_, response) => response.destroy());
    await expect(session.token()).rejects.toThrow(/fetch failed/u);
    expect(await session.token()).toBe('access-3');
    expect(asked).toEqual(['refresh-1', 'refresh-1']);
  });
});
