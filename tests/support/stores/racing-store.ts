import { inMemoryEventStore } from '../../../shared/adapters/memory/in-memory-event-store.ts';
import type { Commit, CommitOutcome, EventStore } from '../../../shared/application/ports/event-store.ts';

/** What comes before a write: an answer instead of it, or what somebody quicker does first. */
type Ahead = CommitOutcome | (() => Promise<unknown>);

/**
 * The twin with somebody quicker at the table: each write meets the next of what is `ahead`, in order, and the rest
 * go through. Keeps what it was asked to write.
 */
export function racingStore() {
  const store = inMemoryEventStore();
  const ahead: Ahead[] = [];
  const commits: Commit[] = [];
  const commit: EventStore['commit'] = async (asked) => {
    commits.push(asked);
    const first = ahead.shift();
    if (typeof first === 'string') return first;
    await first?.();
    return store.commit(asked);
  };
  return { ...store, commit, commits, ahead };
}
