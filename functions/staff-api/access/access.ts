import { z } from 'zod';
import type { Pseudonyms } from '../../../shared/application/ports/pseudonyms.ts';
import { ROLES, SEND_SCOPE, type Role } from '../../../shared/domain/access.ts';
import { MINUTE_MILLISECONDS } from '../../../shared/domain/dates/milliseconds.ts';
import type { SenderRule } from '../../../shared/domain/senders.ts';
import {
  isProblem,
  problem,
  type Problem,
  type Request,
  type Route,
} from '../../../shared/lambda/http-handler.ts';
import type { Caller, System, User } from './caller.ts';
import { sessionRevoked } from './denied.ts';
import type { Description } from '../contract/description.ts';
import { addressRefused } from '../contract/read-request.ts';
import { leaving, type Visible } from './seeing.ts';

/** One right of an app client: its own source, and the rule of the stage behind it. */
export type ClientRight = {
  readonly clientId: string;
  /** The client's own, with its key in the place of `<ags>`. */
  readonly source: string;
  /** Proven by this client alone. */
  readonly rule: SenderRule;
};

type Described = Pick<Route, 'method' | 'path'> & {
  readonly describe: Description;
  /** Roles of the people that may ask. */
  readonly roles: readonly Role[];
};

/** A route for people that knows who asks. */
export type StaffRoute = Described & {
  readonly answer: (request: Request, user: User) => Promise<Visible | Problem>;
};

/** A route for systems with client credentials, and for people with one of its roles. */
export type SystemRoute = Described & {
  readonly systems: true;
  readonly answer: (request: Request, caller: Caller) => Promise<Visible | Problem>;
};

/** How a token is judged. */
export type Gate = {
  /** App client of the staff workplace. */
  readonly clientId: string;
  /** App clients of other authorities. */
  readonly clients: readonly ClientRight[];
  readonly now: () => string;
  readonly pseudonyms: Pseudonyms;
  /** When this person's access was revoked last; asked before every command (H6). */
  readonly revokedAt: (subject: string) => Promise<string | undefined>;
};

/** Guards a route: only a valid access token of our own client, with one of the route's roles. */
export function guarded(route: StaffRoute, gate: Gate): Route {
  return guard(route, gate, (request, caller) =>
    caller.kind === 'person' ? route.answer(request, caller) : problem(401, 'token-not-for-us'),
  );
}

/** Guards a route that systems may use as well: an access token of a known client with the scope. */
export function guardedForSystems(route: SystemRoute, gate: Gate): Route {
  return guard(route, gate, route.answer);
}

type Guarded = (request: Request, caller: Caller) => Promise<Visible | Problem> | Problem;

function guard({ method, path, roles, describe }: Described, gate: Gate, answer: Guarded): Route {
  const answerTo = async (request: Request, caller: Caller): Promise<Visible | Problem> => {
    if (caller.kind === 'person' && !caller.roles.some((role) => roles.includes(role)))
      return problem(403, roles.length === 0 ? 'scope-missing' : 'role-missing');
    if (method !== 'GET' && caller.kind === 'person' && (await isRevoked(caller, gate)))
      return sessionRevoked(caller);
    return addressRefused(request, { method, describe }) ?? answer(request, caller);
  };
  return {
    method,
    path,
    async answer(request) {
      const caller = await callerOf(request.claims, gate);
      return isProblem(caller) ? caller : leaving(caller, request, await answerTo(request, caller));
    },
  };
}

/** Whether the token is older than the revocation; what the authorizer lets pass for its fifteen minutes. */
async function isRevoked(caller: User, { revokedAt }: Gate): Promise<boolean> {
  const at = await revokedAt(caller.subject);
  return at !== undefined && caller.issuedAt * 1000 <= Date.parse(at);
}

/** Milliseconds by which the issuer's clock may be ahead of ours. */
const CLOCK_SKEW = MINUTE_MILLISECONDS;

const claims = z.object({
  sub: z.string().min(1),
  token_use: z.string(),
  client_id: z.string().optional(),
  exp: z.coerce.number(),
  iat: z.coerce.number().default(0),
  nbf: z.coerce.number().default(0),
  scope: z.string().default(''),
  // HTTP APIs hand a list over as text, `[land ags-06533]`.
  'cognito:groups': z.union([z.string(), z.array(z.string())]).default([]),
});

/** The authorizer checked signature, issuer and audience; what it does not look at is checked here (d-16). */
async function callerOf(given: Readonly<Record<string, unknown>>, gate: Gate): Promise<Caller | Problem> {
  const read = claims.safeParse(given);
  if (!read.success) return problem(401, 'token-invalid');
  const { sub, token_use: use, client_id: client, exp, iat, nbf, scope } = read.data;
  if (use !== 'access') return problem(401, 'wrong-token-use');
  const rights = gate.clients.filter(({ clientId }) => clientId === client);
  if (client !== gate.clientId && rights.length === 0) return problem(401, 'token-not-for-us');
  const now = Date.parse(gate.now());
  if (exp * 1000 <= now) return problem(401, 'token-expired');
  if (Math.max(iat, nbf) * 1000 > now + CLOCK_SKEW) return problem(401, 'token-invalid');
  if (client !== gate.clientId) return systemOf(rights, scope, gate);
  const groups = groupsOf(read.data['cognito:groups']);
  return {
    kind: 'person',
    subject: sub,
    pseudonym: await gate.pseudonyms.of(sub),
    issuedAt: iat,
    roles: ROLES.filter((role) => groups.includes(role)),
    ags: groups.flatMap((group) => /^ags-(\d{5})$/u.exec(group)?.[1] ?? []),
  };
}

async function systemOf(
  rights: readonly ClientRight[],
  scope: string,
  { pseudonyms }: Gate,
): Promise<System | Problem> {
  if (!scope.split(' ').includes(SEND_SCOPE)) return problem(403, 'scope-missing');
  const { clientId = '' } = rights[0] ?? {};
  return {
    kind: 'system',
    clientId,
    pseudonym: await pseudonyms.of(clientId),
    sources: rights.map(({ source }) => source),
    rules: rights.map(({ rule }) => rule),
  };
}

function groupsOf(groups: string | readonly string[]): readonly string[] {
  return typeof groups === 'string' ? groups.replaceAll(/[[\]"]/gu, '').split(/[\s,]+/u) : groups;
}
