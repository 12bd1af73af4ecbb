import type { EventStore, Head } from '../ports/event-store.ts';
import type { Delivery, Known } from './recorder.ts';

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

/** The caller decided on a version that is not the newest any more (H9): they read it again first. */
export class StaleVersion extends Error {
  constructor(subject: string) {
    super(`Somebody decided on an older version of ${subject}`);
    this.name = 'StaleVersion';
  }
}

/**
 * Holds the version on which the caller decided against the one that is judged, so that nothing comes between.
 * What was judged or waits under its id already is a repeat, and has moved the version itself.
 * @throws StaleVersion
 */
export async function refuseStale(
  store: Pick<EventStore, 'marker' | 'parkedItem'>,
  { incoming, expects }: Delivery,
  { head }: Known,
): Promise<void> {
  if (expects === undefined || expects === (head?.version ?? 0)) return;
  const { subject, source, id } = incoming;
  const known = (await store.marker(source, id)) ?? (await store.parkedItem(subject, { source, id }));
  if (known === undefined) throw new StaleVersion(subject);
}
