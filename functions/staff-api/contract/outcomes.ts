import { HINTS } from '../../../events/hints.ts';
import { waitingSentence } from '../../../events/reasons.ts';
import type { Outcome } from '../../../shared/application/recording/recorder.ts';
import { problem, type Problem, type Reply } from '../../../shared/lambda/http-handler.ts';

/** A refusal by the rules as 409 problem: the request was right, the state does not allow it. */
export function outcomeProblem({ reason, detail }: Extract<Outcome, { outcome: 'refused' }>): Problem {
  return problem(409, reason === 'event-id-reused' ? 'command-id-reused' : reason, detail);
}

/** Answers a command: 201 where something new was recorded, 200 for a repeat, 202 where it waits. */
export function outcomeReply(outcome: Outcome): Reply | Problem {
  switch (outcome.outcome) {
    case 'recorded': {
      const hints = outcome.hints?.map((code) => ({ code, text: HINTS[code] }));
      return { status: 201, body: { ...outcome, ...(hints && { hints }) } };
    }
    case 'duplicate':
      return { status: 200, body: outcome };
    case 'parked':
      return { status: 202, body: { ...outcome, text: waitingSentence(outcome.reason) } };
    case 'refused':
      return outcomeProblem(outcome);
  }
}
