import type { WaitingEntry } from '../../application/ports/clearing.ts';
import type { ParkedItem } from '../../application/ports/event-store.ts';

/** What the index by the last day of waiting keeps of an event that waits or waited. */
export function waitingEntryOf(parked: ParkedItem): WaitingEntry {
  const { subject, source, id, reason, parkedAt, until, outcome } = parked;
  return { subject, source, id, reason, parkedAt, until, outcome };
}

/** Month of the last day of waiting, `YYYY-MM`. */
export function waitingMonth({ until }: Pick<ParkedItem, 'until'>): string {
  return until.slice(0, 7);
}

/** `<subject>#<source>#<id>`. */
export function waitingKey({ subject, source, id }: Pick<ParkedItem, 'subject' | 'source' | 'id'>): string {
  return `${subject}#${source}#${id}`;
}
