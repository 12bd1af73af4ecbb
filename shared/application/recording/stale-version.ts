import type { Delivery, Known } from './recorder.ts';
import type { EventStore } from '../ports/event-store.ts';

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
