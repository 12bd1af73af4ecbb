import type { OutgoingEvent } from '../../../events/fact.ts';
import type { Wire } from '../../../events/wire.ts';
import type { EventStore } from '../../../shared/application/ports/event-store.ts';

/** What is sent again, and to whom. */
export type ReplayWish = { readonly subject: string; readonly from: number; readonly queueUrl: string };

/** What a replay works with. */
export type ReplayTools = {
  readonly wire: Wire;
  readonly store: Pick<EventStore, 'history'>;
  /** Sends to the subscriber's queue. @throws Error where the queue is unknown or keeps nothing. */
  readonly send: (events: readonly OutgoingEvent[]) => Promise<void>;
  readonly say: (line: string) => void;
  readonly complain: (line: string) => void;
};

/**
 * Sends the history of a Zielvereinbarung again. Exit code: 0 sent, 2 there is nothing to send, 1 the queue
 * did not take it, said in a sentence.
 */
export async function runReplay(
  { wire, store, send, say, complain }: ReplayTools,
  { subject, from, queueUrl }: ReplayWish,
): Promise<0 | 1 | 2> {
  const history = (await store.history(subject)).map(({ event }) => event);
  if (history.length === 0) {
    complain(`${subject} gibt es nicht, oder dazu ist nichts festgehalten. Nichts wurde gesendet.`);
    return 2;
  }
  const events = history.filter(({ version }) => version >= from).map((event) => wire.toOutgoing(event));
  try {
    if (events.length > 0) await send(events);
  } catch (error) {
    const why = error instanceof Error ? error.name : String(error);
    complain(`Die Queue ${queueUrl} gibt es in dieser Stage nicht, oder sie nimmt nicht alles an (${why}).`);
    return 1;
  }
  say(`${subject}: ${history.length} festgehalten, ab Nr. ${from} ${events.length} gesendet.`);
  return events.length === 0 ? 2 : 0;
}
