import { sha256Hex } from '../../shared/adapters/crypto.ts';
import { problem, type Audit, type Problem } from '../../shared/lambda/http-handler.ts';

/** Who asks, as far as the log may tell. */
type Asking = { readonly subject: string };

/** Half of a digest tells callers apart in a log, and names nobody (d-15). */
const digestOf = ({ subject }: Asking) => sha256Hex(subject).slice(0, 16);

/** As if it did not exist, to the byte; only the log says that somebody asked for what is not theirs (H7). */
export function deniedAsMissing(user: Asking): Problem {
  return audited(problem(404, 'not-found'), user, 'access-denied-other-county');
}

/** Refuses who declares for the other side, and says so in the log (H21). */
export function partyNotOwn(user: Asking, detail?: string): Problem {
  return audited(problem(403, 'party-not-own', detail), user, 'party-not-own');
}

/** Refuses a token that was issued before its holder was revoked (H6). */
export function sessionRevoked(user: Asking): Problem {
  return audited(problem(401, 'session-revoked'), user, 'session-revoked');
}

/** Refuses a system for who it is, not for what it says, and has it counted (E2, E3). */
export function senderRefused(
  { clientId }: { readonly clientId: string },
  reason: 'sender-not-allowed' | 'subject-not-allowed',
  detail?: string,
): Problem {
  return audited(problem(403, reason, detail), { subject: clientId }, reason);
}

function audited(refused: Problem, user: Asking, outcome: Audit['outcome']): Problem {
  return { ...refused, audit: { outcome, by: digestOf(user) } };
}
