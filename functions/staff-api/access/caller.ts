import type { Account } from '../../../shared/application/accounts.ts';
import type { Role } from '../../../shared/domain/access.ts';
import type { SenderRule } from '../../../shared/domain/senders.ts';

/** Who asks, as the access token says. */
export type User = Account & {
  readonly kind: 'person';
  readonly roles: readonly Role[];
  /** Keys of the Gebietskoerperschaften that a `kommune` speaks for. */
  readonly ags: readonly string[];
  /** When the token was issued, seconds since 1970; 0 where it does not say. */
  readonly issuedAt: number;
};

/** A system of an authority that signs in with client credentials, and what it may tell us. */
export type System = Pick<Account, 'pseudonym'> & {
  readonly kind: 'system';
  readonly clientId: string;
  /** The only values of `source` that it may use. */
  readonly sources: readonly string[];
  readonly rules: readonly SenderRule[];
};

/** Whoever asks. */
export type Caller = User | System;
