import { ROLES, type Role } from '../../shared/domain/access.ts';

/** Who is signed in. What stands here only chooses what is shown; every right is checked by the API. */
export type Person = {
  /** Who it is to the provider: always there, and never given to somebody else. What is stored belongs to it. */
  readonly sub: string;
  /** For people; empty where the provider tells none. */
  readonly email: string;
  readonly roles: readonly Role[];
  /** Keys of the Gebietskoerperschaften that a `kommune` speaks for. */
  readonly ags: readonly string[];
};

/** Reads a person from the groups of a token. */
export function personOf(who: Pick<Person, 'sub' | 'email'>, groups: readonly string[]): Person {
  return {
    ...who,
    roles: ROLES.filter((role) => groups.includes(role)),
    ags: groups.flatMap((group) => /^ags-(?<ags>\d{5})$/u.exec(group)?.groups?.['ags'] ?? []),
  };
}

/** Whether this person has one of these roles. */
export function hasRole({ roles }: Person, ...wanted: readonly Role[]): boolean {
  return roles.some((role) => wanted.includes(role));
}
