import { z } from 'zod';
import type { Party } from '../../events/primitives.ts';
import { partsOf } from '../../shared/domain/zielvereinbarung/summary.ts';
import {
  isProblem,
  problem,
  type Problem,
  type Reply,
  type Request,
  type Route,
} from '../../shared/lambda/http-handler.ts';

/** Roles of staff; each right is written down at its route. */
export type Role = 'land' | 'kommune' | 'pruefung' | 'archiv' | 'revision';

const ROLES: readonly Role[] = ['land', 'kommune', 'pruefung', 'archiv', 'revision'];

/** Who asks, as the access token says. */
export type User = {
  readonly subject: string;
  readonly roles: readonly Role[];
  /** Keys of the Gebietskoerperschaften that a `kommune` speaks for. */
  readonly ags: readonly string[];
};

/** A route that knows who asks. */
export type StaffRoute = Omit<Route, 'answer'> & {
  readonly roles: readonly Role[];
  readonly answer: (request: Request, user: User) => Promise<Reply | Problem>;
};

/** How a token is judged. */
export type Gate = { readonly clientId: string; readonly now: () => string };

/** Guards a route: only a valid access token of our own client, with one of the route's roles. */
export function guarded(route: StaffRoute, gate: Gate): Route {
  return {
    method: route.method,
    path: route.path,
    async answer(request) {
      const user = userOf(request.claims, gate);
      if (isProblem(user)) return user;
      return user.roles.some((role) => route.roles.includes(role))
        ? route.answer(request, user)
        : problem(403, 'role-missing');
    },
  };
}

const claims = z.object({
  sub: z.string().min(1),
  token_use: z.string(),
  client_id: z.string().optional(),
  exp: z.coerce.number(),
  // HTTP APIs hand a list over as text, `[land ags-06533]`.
  'cognito:groups': z.union([z.string(), z.array(z.string())]).default([]),
});

/** The authorizer checked signature, issuer and audience; what it does not look at is checked here (d-16). */
function userOf(given: Readonly<Record<string, unknown>>, { clientId, now }: Gate): User | Problem {
  const read = claims.safeParse(given);
  if (!read.success) return problem(401, 'token-invalid');
  const { sub, token_use: use, client_id: client, exp } = read.data;
  if (use !== 'access') return problem(401, 'wrong-token-use');
  if (client !== clientId) return problem(401, 'token-not-for-us');
  if (exp * 1000 <= Date.parse(now())) return problem(401, 'token-expired');
  const groups = groupsOf(read.data['cognito:groups']);
  return {
    subject: sub,
    roles: ROLES.filter((role) => groups.includes(role)),
    ags: groups.flatMap((group) => /^ags-(\d{5})$/u.exec(group)?.[1] ?? []),
  };
}

function groupsOf(groups: string | readonly string[]): readonly string[] {
  return typeof groups === 'string' ? groups.replaceAll(/[[\]"]/gu, '').split(/[\s,]+/u) : groups;
}

const SEES_ALL: readonly Role[] = ['land', 'pruefung', 'archiv', 'revision'];

/** Whether this user may see this Zielvereinbarung; where not, it is as if it did not exist (H7). */
export function maySee(user: User, zielvereinbarung: string): boolean {
  return (
    user.roles.some((role) => SEES_ALL.includes(role)) || user.ags.includes(partsOf(zielvereinbarung).ags)
  );
}

const SEES_PERSONS: readonly Role[] = ['land', 'revision'];

/** Whether names of persons and free text of this Zielvereinbarung are this user's business (rule 10). */
export function maySeePersonal(user: User, zielvereinbarung: string): boolean {
  return (
    user.roles.some((role) => SEES_PERSONS.includes(role)) ||
    (user.roles.includes('kommune') && user.ags.includes(partsOf(zielvereinbarung).ags))
  );
}

/** The side that this user may declare for: everybody only for their own (H21). */
export function ownParty(user: User, zielvereinbarung: string): Party | undefined {
  if (user.roles.includes('land')) return 'land';
  return user.roles.includes('kommune') && user.ags.includes(partsOf(zielvereinbarung).ags)
    ? 'kommune'
    : undefined;
}
