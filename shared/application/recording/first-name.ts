import type { Delivery } from './recorder.ts';
import type { EventStore, Head } from '../ports/event-store.ts';

/**
 * The delivery under the name by which it is known already: a command that was recorded, or waits, as an earlier
 * release called it goes on under that name, so that its repeat stays a repeat and another content is told apart.
 * Read after the head: whoever writes the former name later moves the head that is built on. Costs one read, and a
 * second one only where something may wait; nothing for what has no former name.
 */
export async function asFirstNamed(
  store: Pick<EventStore, 'marker' | 'parkedItem'>,
  delivery: Delivery,
  head: Head | undefined,
): Promise<Delivery> {
  const { incoming, formerId } = delivery;
  if (formerId === undefined) return delivery;
  const { source, subject } = incoming;
  const mayWait = head === undefined || head.version === 0 || head.parked > 0;
  const known =
    (await store.marker(source, formerId)) ??
    (mayWait ? await store.parkedItem(subject, { source, id: formerId }) : undefined);
  return known === undefined ? delivery : { ...delivery, incoming: { ...incoming, id: formerId } };
}
