import { problem, type Audit, type Problem } from '../../../shared/lambda/http-handler.ts';
import type { Caller, System } from './caller.ts';

/** What a line is about, by names of ours: nothing that somebody wrote. */
export type About = Pick<Audit, 'subject' | 'uploadId' | 'key'>;

/** A part of the pseudonym tells callers apart in a log; without the key of the stage it names nobody (d-15). */
const digestOf = ({ pseudonym }: Caller) => pseudonym.slice(0, 16);

/** As if it did not exist, to the byte; only the log says that somebody asked for what is not theirs (H7). */
export function deniedAsMissing(caller: Caller, about?: About): Problem {
  return audited(problem(404, 'not-found'), caller, { outcome: 'access-denied-other-county', ...about });
}

/** Refuses who declares for the other side, and says so in the log (H21). */
export function partyNotOwn(caller: Caller, detail?: string): Problem {
  return audited(problem(403, 'party-not-own', detail), caller, { outcome: 'party-not-own' });
}

/** Refuses a token that was issued before its holder was revoked (H6). */
export function sessionRevoked(caller: Caller): Problem {
  return audited(problem(401, 'session-revoked'), caller, { outcome: 'session-revoked' });
}

/** Refuses a system for who it is, not for what it says, and has it counted (E2, E3). */
export function senderRefused(
  caller: System,
  reason: 'sender-not-allowed' | 'subject-not-allowed',
  detail?: string,
): Problem {
  return audited(problem(403, reason, detail), caller, { outcome: reason });
}

/** A refusal with the line that it leaves in the log. */
export function audited(refused: Problem, caller: Caller, said: Omit<Audit, 'by'>): Problem {
  return { ...refused, audit: lineOf(caller, said) };
}

/** That this caller got names of persons or free text. */
export function personalDataRead(caller: Caller, about: About): Audit {
  return lineOf(caller, { outcome: 'personal-data-read', ...about });
}

function lineOf(caller: Caller, said: Omit<Audit, 'by'>): Audit {
  return { ...said, by: digestOf(caller) };
}
