import { notedRefusalOf } from '../refusing/clearing-item.ts';
import { itemOfEarlierRelease } from '../refusing/lying-item.ts';
import type { Commit, CommitOutcome, EventStore, SubjectCommit } from '../ports/event-store.ts';
import type { ReceiptNote } from '../ports/receipts.ts';

/** Items that one transaction of the table takes. */
const LARGEST = 100;

/**
 * Hands a commit to the store, complete: with its note for the receipt, and only where one transaction takes it. The
 * one way in which anything is written here; a store is told what to write and asks nothing.
 * @throws Error `nothing-to-append` (D8), `command-too-large` (D7: more than 100 items): faults of ours and no content
 * of a message, for what a sender may say stays far below; the store hears nothing of them.
 */
export async function commitTo(
  store: Pick<EventStore, 'commit' | 'clearingItem'>,
  commit: Commit,
): Promise<CommitOutcome> {
  const note = noteOf(commit);
  const complete: Commit = note === undefined ? commit : { ...commit, note };
  const items = itemsOf(complete);
  if (items === 0) throw new Error(`nothing-to-append: ${commit.subject}`);
  if (items > LARGEST) throw new Error(`command-too-large: ${commit.subject}, ${items} items`);
  const { refuse } = complete;
  // An item of an earlier release has no pointer until reconcile gives it one: its message is no second item.
  const isLying = refuse !== undefined && (await itemOfEarlierRelease(store, refuse)) !== undefined;
  return isLying ? 'already-refused' : store.commit(complete);
}

/** Whether a commit writes anything at all. */
export function writesAnything(commit: SubjectCommit): boolean {
  return itemsOf(commit) > 0;
}

/** Items that a commit puts at most. */
function itemsOf(commit: Partial<SubjectCommit>): number {
  const {
    events = [],
    erase = [],
    marker,
    head,
    row,
    terms,
    park,
    settle,
    refuse,
    decide,
    file,
    note,
  } = commit;
  const single = [marker, head, row, terms, decide, note];
  // What waits has a second item, in the index of its month; what is refused its pointer and perhaps its month.
  const [indexed, pointed] = [[park, settle], [refuse]];
  return (
    events.length + erase.length + present(single) + 2 * present([...indexed, file]) + 3 * present(pointed)
  );
}

const present = (items: readonly unknown[]) => items.filter((item) => item !== undefined).length;

/**
 * The note that a commit leaves for the receipt, in its own transaction: where an event begins to wait, and
 * where a message is refused without a marker, or after it had waited by a decision of the desk. An accepted
 * event leaves none; its marker says everything.
 */
function noteOf({ marker, park, refuse, decide, settle }: Partial<SubjectCommit>): ReceiptNote | undefined {
  if (marker !== undefined) return undefined;
  if (park !== undefined) {
    const { source, id, subject } = park;
    return { source, id, state: 'parked', subject };
  }
  // What waited by a decision of the desk lies there again: its sender reads the new reason.
  if (decide !== undefined && settle?.outcome === 'refused') {
    const { source, id, subject } = settle;
    return { source, id, state: 'refused', subject, refusal: notedRefusalOf(decide) };
  }
  if (refuse?.source === undefined || refuse.id === undefined) return undefined;
  const { source, id, subject, proven } = refuse;
  return {
    source,
    id,
    state: 'refused',
    refusal: notedRefusalOf(refuse),
    ...(subject === undefined ? {} : { subject }),
    ...(proven ? {} : { unproven: true }),
  };
}
