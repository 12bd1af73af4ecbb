import type {
  Commit,
  CommitOutcome,
  EventStore,
  Head,
  Marker,
  ParkedItem,
  StoredEvent,
  SubjectCommit,
} from '../../application/ports/event-store.ts';
import type { ClearingItem, Page, PageRequest, WaitingEntry } from '../../application/ports/clearing.ts';
import type { DeskInventory } from '../../application/ports/inventories.ts';
import { waitingEntryOf, waitingKey, waitingMonth } from '../table/waiting-index.ts';
import { withoutPersonalPart } from '../../domain/facts/personal-parts.ts';
import type { ReceiptNote, Receipts } from '../../application/ports/receipts.ts';
import type { FixedTerms } from '../../domain/zielvereinbarung/circumstances.ts';
import { rowKey, waitingUntilKey, yearKey } from '../table/table-keys.ts';
import type { YearRow } from '../../domain/zielvereinbarung/telling/summary.ts';

/** Everything the twin holds, for tests to look at. */
export type Memory = {
  readonly heads: Map<string, Head>;
  readonly terms: Map<string, FixedTerms>;
  readonly events: Map<string, StoredEvent>;
  readonly markers: Map<string, Marker>;
  readonly parked: Map<string, ParkedItem>;
  /** Index of what waits or waited, by the month of the last day: it forgets nothing. */
  readonly waiting: Map<string, WaitingEntry>;
  readonly rows: Map<string, YearRow>;
  readonly clearing: Map<string, ClearingItem>;
  /** Pointers: the month of each item, by its key. */
  readonly clearingMonthOf: Map<string, string>;
  readonly clearingMonths: Set<string>;
  readonly notes: Map<string, ReceiptNote>;
};

/** The twin of the DynamoDB store: the same promises, in memory. One contract suite holds both. */
export function inMemoryEventStore(): EventStore & { readonly memory: Memory } {
  const memory: Memory = {
    heads: new Map(),
    terms: new Map(),
    events: new Map(),
    markers: new Map(),
    parked: new Map(),
    waiting: new Map(),
    rows: new Map(),
    clearing: new Map(),
    clearingMonthOf: new Map(),
    clearingMonths: new Set(),
    notes: new Map(),
  };
  const parkedOf = (subject: string) =>
    [...memory.parked.values()].filter((item) => item.subject === subject);
  return {
    memory,
    load: (subject) => Promise.resolve(memory.heads.get(subject)),
    loadWithTerms: (subject) => {
      const [head, terms] = [memory.heads.get(subject), memory.terms.get(subject)];
      return Promise.resolve({ ...(head && { head }), ...(terms && { terms }) });
    },
    async commit(commit) {
      return write(memory, commit);
    },
    marker: (source, id) => Promise.resolve(memory.markers.get(pair(source, id))),
    parkedItem: (subject, { source, id }) => Promise.resolve(memory.parked.get(pair(subject, source, id))),
    waiting: (subject) => Promise.resolve(parkedOf(subject).filter(({ outcome }) => outcome === 'waiting')),
    waitingUntil: (month, page) => {
      const ending = [...memory.waiting.values()].filter((entry) => waitingMonth(entry) === month);
      return Promise.resolve(pageOf(ending, page, waitingKey));
    },
    clearingItem: (month, key) => Promise.resolve(memory.clearing.get(pair(month, key))),
    clearingMonth: (key) => Promise.resolve(memory.clearingMonthOf.get(key)),
    clearingMonths: () => Promise.resolve([...memory.clearingMonths].toSorted()),
    clearing: (month, page) => {
      const lying = [...memory.clearing.values()].filter((item) => item.month === month);
      return Promise.resolve(pageOf(lying, page, ({ key }) => key));
    },
    history: (subject) =>
      Promise.resolve(
        [...memory.events.values()]
          .filter(({ event }) => event.subject === subject)
          .sort((one, other) => one.event.version - other.event.version),
      ),
    async yearRow(subject) {
      const [, ags] = rowKey(subject);
      const row = memory.rows.get(subject);
      return row && { ...row, subject, ags };
    },
    async yearRows(programme, haushaltsjahr) {
      yearKey(programme, haushaltsjahr); // What the table does not look for is not looked for here.
      const year = `${programme}-${haushaltsjahr}-`;
      return [...memory.rows]
        .filter(([subject]) => subject.startsWith(year))
        .map(([subject, row]) => ({ ...row, subject, ags: subject.slice(year.length) }))
        .sort((one, other) => one.ags.localeCompare(other.ags));
    },
  };
}

function pageOf<Item>(
  items: readonly Item[],
  { limit, after = '' }: PageRequest,
  keyOf: (item: Item) => string,
): Page<Item> {
  const following = items
    .filter((item) => keyOf(item) > after)
    .toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  const page = following.slice(0, limit);
  const last = page.at(-1);
  return { items: page, ...(last !== undefined && following.length > limit && { next: keyOf(last) }) };
}

const pair = (...parts: readonly (string | number)[]) => parts.join('\u0000');

function write(memory: Memory, commit: Commit): CommitOutcome {
  const obstacle = obstacleTo(memory, commit);
  if (obstacle !== undefined) return obstacle;
  if (commit.subject !== undefined) {
    writeLog(memory, commit);
    writeWaiting(memory, commit);
  }
  writeDesk(memory, commit);
  if (commit.note) memory.notes.set(noteKey(commit.note), commit.note);
  return 'committed';
}

function writeDesk(memory: Memory, { refuse, decide, file }: Commit): void {
  for (const item of [refuse, decide])
    if (item) memory.clearing.set(pair(item.month, item.key), structuredClone(item));
  for (const filed of [refuse, file]) {
    if (filed === undefined) continue;
    if (filed.key !== undefined) memory.clearingMonthOf.set(filed.key, filed.month);
    memory.clearingMonths.add(filed.month);
  }
}

function writeLog(memory: Memory, commit: SubjectCommit): void {
  const { subject, head, events = [], marker, row, terms } = commit;
  for (const stored of events)
    memory.events.set(pair(subject, stored.event.version), structuredClone(stored));
  for (const version of commit.erase ?? []) erase(memory, pair(subject, version));
  if (marker) memory.markers.set(pair(marker.source, marker.id), marker);
  if (head) memory.heads.set(subject, structuredClone(head));
  if (row) memory.rows.set(row.subject, structuredClone(row));
  if (terms) memory.terms.set(subject, structuredClone(terms));
}

/** Takes out a personal part with its salt; its hash stays in the chain. */
function erase({ events }: Memory, key: string): void {
  const stored = events.get(key);
  if (stored !== undefined) events.set(key, withoutPersonalPart(stored));
}

function writeWaiting(memory: Memory, { subject, park, settle }: SubjectCommit): void {
  for (const item of [park, settle]) {
    if (item === undefined) continue;
    waitingUntilKey(waitingMonth(item)); // Refuses what the table would.
    memory.parked.set(pair(subject, item.source, item.id), item);
    memory.waiting.set(pair(waitingMonth(item), waitingKey(item)), waitingEntryOf(item));
  }
}

type Obstacle = Exclude<CommitOutcome, 'committed'>;

/** The first condition that does not hold, in the order in which the table's store reports them. */
function obstacleTo(memory: Memory, commit: Commit): Obstacle | undefined {
  if (isDecidedAlready(memory, commit)) return 'already-decided';
  const obstacle = commit.subject === undefined ? undefined : obstacleInLog(memory, commit);
  if (obstacle !== undefined && obstacle !== 'head-moved') return obstacle;
  return isRefusedAlready(memory, commit) ? 'already-refused' : obstacle;
}

function isRefusedAlready(memory: Memory, { refuse, file }: Commit): boolean {
  const isFiled = [refuse, file].some(
    (filed) => filed?.key !== undefined && memory.clearingMonthOf.has(filed.key),
  );
  return isFiled || (refuse !== undefined && memory.clearing.has(pair(refuse.month, refuse.key)));
}

function obstacleInLog(memory: Memory, commit: SubjectCommit): Obstacle | undefined {
  const { subject, head, events = [] } = commit;
  if (isMarkedAlready(memory, commit)) return 'marker-exists';
  if (isSettledAlready(memory, commit)) return 'already-parked';
  const taken = events.some(({ event }) => memory.events.has(pair(subject, event.version)));
  const moved = head !== undefined && (memory.heads.get(subject)?.revision ?? 0) !== commit.expected;
  return taken || moved ? 'head-moved' : undefined;
}

function isDecidedAlready(memory: Memory, { decide }: Commit): boolean {
  if (decide === undefined) return false;
  const known = memory.clearing.get(pair(decide.month, decide.key));
  return known === undefined || (known.revision ?? 0) + 1 !== decide.revision;
}

function isMarkedAlready(memory: Memory, { marker, overtakes }: SubjectCommit): boolean {
  const known = marker && memory.markers.get(pair(marker.source, marker.id));
  return known !== undefined && !(overtakes === true && known.refusal !== undefined);
}

function isSettledAlready(memory: Memory, { subject, park, settle }: SubjectCommit): boolean {
  const known = (item: ParkedItem) => memory.parked.get(pair(subject, item.source, item.id));
  const standing = park && known(park);
  return (
    (standing !== undefined && (park?.desk === undefined || standing.outcome === 'waiting')) ||
    (settle !== undefined && known(settle)?.outcome !== 'waiting')
  );
}

const noteKey = ({
  source,
  id,
  unproven = false,
}: Pick<ReceiptNote, 'source' | 'id'> & { unproven?: boolean }) => pair(String(unproven), source, id);

/** The twin of the look through the desk, over what its store holds. */
export function inMemoryClearingInventory({
  clearing,
  clearingMonthOf,
  clearingMonths,
}: Memory): DeskInventory {
  return {
    look: () =>
      Promise.resolve({
        items: [...clearing.values()].map(({ month, key }) => ({ month, key })),
        pointed: new Set(clearingMonthOf.keys()),
        months: new Set(clearingMonths),
      }),
  };
}

/** The twin of the notes for receipts, over what its store holds. */
export function inMemoryReceipts({ notes }: Memory): Receipts {
  return {
    note: (source, id) => Promise.resolve(notes.get(noteKey({ source, id }))),
    claimedNote: (source, id) => Promise.resolve(notes.get(noteKey({ source, id, unproven: true }))),
    received(source, id) {
      const key = noteKey({ source, id });
      if (!notes.has(key)) notes.set(key, { source, id, state: 'received' });
      return Promise.resolve();
    },
  };
}
