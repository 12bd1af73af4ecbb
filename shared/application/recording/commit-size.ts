import type { Commit } from '../ports/event-store.ts';
import { noteOf } from './receipts.ts';

/** Items that one transaction of the table takes. */
const LARGEST = 100;

/**
 * Refuses before anything is sent what no store can keep in one transaction. Both are faults of ours and no
 * content of a message: what a sender may say stays far below.
 * @throws Error `nothing-to-append` (D8), `command-too-large` (D7: more than 100 items)
 */
export function refuseUnfit(commit: Commit): void {
  const items = itemsOf(commit);
  if (items === 0) throw new Error(`nothing-to-append: ${commit.subject}`);
  if (items > LARGEST) throw new Error(`command-too-large: ${commit.subject}, ${items} items`);
}

/** Whether a commit writes anything at all. */
export function writesAnything(commit: Commit): boolean {
  return itemsOf(commit) > 0;
}

/** Items that a commit puts at most. */
function itemsOf(commit: Commit): number {
  const { events = [], erase = [], marker, head, row, terms, park, settle, refuse, decide } = commit;
  const single = [marker, head, row, terms, refuse, decide, noteOf(commit)];
  // What waits has a second item, in the index of its month.
  const indexed = [park, settle];
  return events.length + erase.length + present(single) + 2 * present(indexed);
}

const present = (items: readonly unknown[]) => items.filter((item) => item !== undefined).length;
