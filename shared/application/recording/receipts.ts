import { fieldIn } from '../../../events/reading/detail.ts';
import { DELAYS, REFUSALS, type Delay, type Refusal } from '../../../events/reasons.ts';
import { notedRefusalOf } from './keeping.ts';
import type { Commit, EventStore, Marker, ParkedItem } from '../ports/event-store.ts';
import type { NotedRefusal } from '../ports/clearing.ts';

/** What is noted for the receipt of an event that has no marker (yet): a marker tells more. */
export type ReceiptNote = {
  readonly source: string;
  readonly id: string;
  readonly state: 'received' | 'parked' | 'refused';
  readonly subject?: string;
  readonly refusal?: NotedRefusal;
  /** The message did not prove its source: noted apart, so that nobody can write into another's receipt. */
  readonly unproven?: true;
};

/** Notes for receipts. Each call is one read or one put. */
export interface Receipts {
  note(source: string, id: string): Promise<ReceiptNote | undefined>;
  /** What a message said that only claimed to come from this source. */
  claimedNote(source: string, id: string): Promise<ReceiptNote | undefined>;
  /** Notes that an event was taken by the API; changes nothing where something is noted already. */
  received(source: string, id: string): Promise<void>;
}

/**
 * The note that a commit leaves for the receipt, in its own transaction: where an event begins to wait, and
 * where a message is refused without a marker, or after it had waited by a decision of the desk. An accepted
 * event leaves none; its marker says everything.
 */
export function noteOf({ marker, park, refuse, decide, settle }: Commit): ReceiptNote | undefined {
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

/** What the receipt of a refusal says. */
type Refused = {
  readonly reason: Refusal;
  readonly text: string;
  readonly detail?: string;
  /** Path of the field that the detail names. */
  readonly field?: string;
  /** Where the message lies at the clearing desk. */
  readonly clearing: NotedRefusal['clearing'];
};

type Ends =
  | { readonly state: 'received' }
  | { readonly state: 'recorded'; readonly subject?: string; readonly versions: readonly number[] }
  | { readonly state: 'duplicate'; readonly subject?: string }
  | {
      readonly state: 'parked';
      readonly subject: string;
      readonly reason: Delay;
      readonly text: string;
      /** Last day of waiting. */
      readonly until: string;
    }
  | ({ readonly state: 'refused'; readonly subject?: string } & Partial<Refused>);

/** What became of one event, by the name that its sender gave it. */
export type Receipt = Ends & {
  readonly source: string;
  readonly id: string;
  /** Another content came under the same name later; it lies at the clearing desk, the first one counts. */
  readonly otherContent?: Refused;
};

/** Answers what became of an event, whichever way it came, in at most three reads; undefined where nobody knows it. */
export async function receiptOf(
  { store, receipts }: { readonly store: EventStore; readonly receipts: Receipts },
  { source, id }: { readonly source: string; readonly id: string },
): Promise<Receipt | undefined> {
  const [marker, note] = await Promise.all([store.marker(source, id), receipts.note(source, id)]);
  const name = { source, id, ...otherContent(note) };
  if (marker !== undefined && !isOvertaken(marker, note)) return { ...name, ...judged(marker) };
  const item = await itemOf(store, note);
  if (item !== undefined) return { ...name, ...waiting(item) };
  if (note?.refusal !== undefined) return { source, id, ...refused(note, note.refusal) };
  if (note !== undefined) return { source, id, state: 'received' };
  // Only where the sender itself said nothing: what was taken from it is not answered by what others claim.
  const claimed = await receipts.claimedNote(source, id);
  return claimed?.refusal === undefined ? undefined : { source, id, ...refused(claimed, claimed.refusal) };
}

/** What waits, or waited, under this name. */
async function itemOf(store: EventStore, note: ReceiptNote | undefined): Promise<ParkedItem | undefined> {
  if (note?.subject === undefined || (note.state !== 'parked' && !isReuse(note))) return undefined;
  const { source, id, subject } = note;
  return store.parkedItem(subject, { source, id });
}

/**
 * What the clearing desk lets wait keeps the marker of its refusal until its turn comes: the note says that it
 * waits, or that the same item was refused again.
 */
function isOvertaken({ refusal }: Marker, note: ReceiptNote | undefined): boolean {
  if (refusal === undefined) return false;
  return note?.state === 'parked' || note?.refusal?.clearing.key === refusal.clearing.key;
}

const isReuse = ({ refusal }: ReceiptNote) => refusal?.reason === 'event-id-reused';

function otherContent(note: ReceiptNote | undefined): { otherContent?: Refused } {
  return note?.refusal !== undefined && isReuse(note) ? { otherContent: said(note.refusal) } : {};
}

function judged({ versions, subject, refusal }: Marker): Ends {
  const about = subject === undefined ? {} : { subject };
  if (refusal !== undefined) return refused(about, refusal);
  // Judged, and nothing new: it says what another event had said before.
  return versions.length > 0 ? { state: 'recorded', ...about, versions } : { state: 'duplicate', ...about };
}

function waiting({ subject, reason, until, outcome }: ParkedItem): Ends {
  if (outcome === 'waiting') return { state: 'parked', subject, reason, text: DELAYS[reason], until };
  return outcome === 'refused' ? { state: 'refused', subject } : { state: 'duplicate', subject };
}

function refused({ subject }: { readonly subject?: string }, refusal: NotedRefusal): Ends {
  return { state: 'refused', ...(subject === undefined ? {} : { subject }), ...said(refusal) };
}

function said({ reason, detail, clearing }: NotedRefusal): Refused {
  return {
    reason,
    text: REFUSALS[reason],
    ...(detail === undefined ? {} : { detail, ...fieldIn(detail) }),
    clearing,
  };
}
