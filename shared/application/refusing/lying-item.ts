import type { ClearingItem } from '../ports/clearing.ts';
import type { EventStore } from '../ports/event-store.ts';
import { formerMonthOf } from './clearing-item.ts';

/** What says where an item lies. */
type Desk = Pick<EventStore, 'clearingItem' | 'clearingMonth'>;

/** What of a message says where its item may lie. */
type Sought = Pick<ClearingItem, 'month' | 'key' | 'time'>;

/**
 * The item of this message wherever it lies: where its pointer says, and without one where an earlier release put it.
 * Undefined where the desk does not have it. Cost: two reads, three where there is no pointer.
 */
export async function lyingItem(store: Desk, sought: Sought): Promise<ClearingItem | undefined> {
  const { month, key } = sought;
  const pointed = await store.clearingMonth(key);
  const item = await store.clearingItem(pointed ?? month, key);
  return item ?? itemOfEarlierRelease(store, sought);
}

/** The item of this message as an earlier release filed it; read only where that is another place than today's. */
export async function itemOfEarlierRelease(
  store: Pick<Desk, 'clearingItem'>,
  sought: Sought,
): Promise<ClearingItem | undefined> {
  const former = formerMonthOf(sought);
  return former === undefined ? undefined : store.clearingItem(former, sought.key);
}
