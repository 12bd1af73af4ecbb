import { describe, expect, test } from 'vitest';
import { OPERATIONS } from '../../../support/stages/api-contract.ts';
import { LAND, claimsOf, machineOf, staffApi, methodNamed } from '../../../support/stages/staff-api.ts';

/**
 * The sixteen attacks on tokens (H1 to H6), per route and by name. The authorizer of the gateway holds signature,
 * issuer and audience; what it refuses never comes here, so these attacks are shown at the real door
 * (end-to-end/door.test.ts) and named here with what the function would say if it came nonetheless.
 */
const AT = (iso: string) => String(Date.parse(iso) / 1000);

type Attack = {
  readonly refusedBy: 'gateway' | 'function' | 'both';
  readonly claims: object;
  readonly status: number;
  readonly code: string;
  /** A route that it does not concern: reading ends with the token, and a system has no roles. */
  readonly spares?: (operation: string) => boolean;
};

const unproven = { refusedBy: 'gateway', claims: {}, status: 401, code: 'token-invalid' } as const;
const isRead = (operation: string) => operation.startsWith('GET');
const isForSystems = (operation: string) => operation.includes('/v1/events');

/** Whoever was revoked five minutes before. */
const REVOKED = { sub: 'sub-revoked', at: '2025-09-01T09:55:00.000Z' };

/** Who refuses each, and how. */
const ATTACKS: Readonly<Record<string, Attack>> = {
  'no token': unproven,
  'a malformed token': unproven,
  'alg none': unproven,
  'HS256 signed with the public key': unproven,
  'an unknown kid': unproven,
  'a kid that is a path': unproven,
  'a wrong issuer': unproven,
  'an expired token': {
    refusedBy: 'both',
    claims: { ...LAND, exp: AT('2025-09-01T09:59:59Z') },
    status: 401,
    code: 'token-expired',
  },
  'a token that is not valid yet': {
    refusedBy: 'both',
    claims: { ...LAND, nbf: AT('2025-09-01T10:30:00Z') },
    status: 401,
    code: 'token-invalid',
  },
  'a token without exp': {
    refusedBy: 'function',
    claims: { ...LAND, exp: undefined },
    status: 401,
    code: 'token-invalid',
  },
  'a token issued in the future': {
    refusedBy: 'function',
    claims: { ...LAND, iat: AT('2025-09-01T10:30:00Z') },
    status: 401,
    code: 'token-invalid',
  },
  'a token of another app client': {
    refusedBy: 'both',
    claims: { ...LAND, client_id: 'another' },
    status: 401,
    code: 'token-not-for-us',
  },
  'an ID token': {
    refusedBy: 'function',
    claims: { ...LAND, token_use: 'id' },
    status: 401,
    code: 'wrong-token-use',
  },
  'a role that nobody has': {
    refusedBy: 'function',
    claims: claimsOf('admin'),
    status: 403,
    code: 'role-missing',
    spares: (operation) => operation === 'POST /v1/events',
  },
  'a system without the scope': {
    refusedBy: 'function',
    claims: machineOf('rp', { scope: 'openid' }),
    status: 403,
    code: 'scope-missing',
  },
  'a person whose access was revoked': {
    refusedBy: 'function',
    claims: { ...LAND, sub: REVOKED.sub },
    status: 401,
    code: 'session-revoked',
    spares: (operation) =>
      isRead(operation) ||
      (isForSystems(operation.split(' ')[1] ?? '') && !operation.includes('zielvereinbarungen')),
  },
};

test('there are sixteen of them', () => {
  expect(Object.keys(ATTACKS)).toHaveLength(16);
});

const routes = [...OPERATIONS.keys()].filter((operation) => operation !== 'GET /v1/openapi.json');

describe.each(Object.entries(ATTACKS))('%s', (_, { claims, status, code, spares }) => {
  test.each(routes.filter((operation) => spares?.(operation) !== true))(
    'gets nowhere at %s',
    async (operation) => {
      const { ask, revoked } = staffApi();
      revoked.set(REVOKED.sub, REVOKED.at);
      const [method, path = ''] = operation.split(' ');
      const address = path.replaceAll(/[{}]/gu, '');
      const answer = await ask(methodNamed(method), address, { claims, body: {} });
      expect(answer).toMatchObject({ status, body: { code } });
      expect(answer.type).toContain('application/problem+json');
    },
  );
});
