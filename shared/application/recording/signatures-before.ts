import type { IncomingEvent } from '../../../events/incoming/index.ts';
import type { Signature } from '../../domain/zielvereinbarung/telling/likeness.ts';
import { fassungOf, type Zielvereinbarung } from '../../domain/zielvereinbarung/state.ts';
import { readableEvent } from '../../domain/zielvereinbarung/telling/withheld.ts';
import type { EventStore } from '../ports/event-store.ts';

/**
 * The signatures before this one with their names, which the head does not hold. For whoever is answered at once: a
 * queue is told no hints, so its messages cost no read more. One read, and only where others signed this Fassung
 * already.
 */
export async function signaturesBefore(
  store: Pick<EventStore, 'history'>,
  incoming: IncomingEvent,
  state: Zielvereinbarung | undefined,
): Promise<readonly Signature[]> {
  if (incoming.type !== 'SignatureReceived' || state === undefined || state.status === 'none') return [];
  const declared = fassungOf(state, incoming.data.fassung)?.declarations ?? [];
  if (declared.length === 0) return [];
  const history = await store.history(incoming.subject);
  return history.flatMap(({ event }) => {
    const read = readableEvent(event);
    return read.type === 'SignatureReceived' ? [read.data] : [];
  });
}
