import { VersionConflict } from '../recording/while-head-moves.ts';
import type { EventStore, Head, StoredEvent } from '../ports/event-store.ts';

/** A log and the head that belongs to it. */
export type ReadLog = { readonly history: readonly StoredEvent[]; readonly head: Head | undefined };

const TRIES = 5;

/**
 * Reads a log together with its head: the head is the same before and after, so that both tell of one moment.
 * @throws VersionConflict where the head kept moving: the next run looks again.
 */
export async function readLog(store: EventStore, subject: string): Promise<ReadLog> {
  let head = await store.load(subject);
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const history = await store.history(subject);
    if (head === undefined && history.length === 0) return { history, head };
    const after = await store.load(subject);
    if (after?.revision === head?.revision) return { history, head };
    head = after;
  }
  throw new VersionConflict(subject);
}
