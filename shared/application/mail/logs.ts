import type { RecordedEvent } from '../../../events/recorded/index.ts';
import type { Mailbox } from '../ports/mail.ts';

/** The whole log of a Zielvereinbarung as it is at that moment. */
export type Logs = (subject: string) => Promise<readonly RecordedEvent[]>;

/**
 * Logs for one run: each is read whole once, and from then on only what was recorded since. Cost of a look where
 * nothing is new: one query that finds nothing.
 */
export function logsOf(mailbox: Pick<Mailbox, 'eventsAfter'>): Logs {
  const known = new Map<string, readonly RecordedEvent[]>();
  return async (subject) => {
    const before = known.get(subject) ?? [];
    const log = [...before, ...(await mailbox.eventsAfter(subject, before.at(-1)?.version ?? 0))];
    known.set(subject, log);
    return log;
  };
}
