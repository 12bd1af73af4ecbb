import type { Clock } from '../ports/clock.ts';
import type { ClearingItem, DeskReference } from '../ports/clearing.ts';
import type { EventStore, SubjectCommit } from '../ports/event-store.ts';
import { reopened } from './clearing-item.ts';

/** Where an item lies already, and what time it is. */
type Desk = { readonly store: Pick<EventStore, 'clearingItem'>; readonly clock: Pick<Clock, 'now'> };

/** A new item at the desk; or, where a person let the event wait from there, that item open again. */
export async function toTheDesk(
  { store, clock }: Desk,
  item: ClearingItem,
  desk: DeskReference | undefined,
): Promise<Pick<SubjectCommit, 'refuse' | 'decide'>> {
  const known = desk && (await store.clearingItem(desk.month, desk.key));
  return known === undefined ? { refuse: item } : { decide: reopened(known, { ...item, at: clock.now() }) };
}
