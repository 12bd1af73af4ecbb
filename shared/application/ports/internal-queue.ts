import type { CloudEvent } from '../../../events/fact.ts';

/** The queue of our own functions; group = subject, content-based deduplication. */
export interface InternalQueue {
  send(events: readonly CloudEvent[]): Promise<void>;
}
