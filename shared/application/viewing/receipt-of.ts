import { fieldIn } from '../../../events/reading/detail.ts';
import { refusedSentence, waitingSentence, type Delay, type Refusal } from '../../../events/reasons.ts';
import type { NotedRefusal } from '../ports/clearing.ts';
import type { EventStore, Marker, ParkedItem } from '../ports/event-store.ts';
import type { ReceiptNote, Receipts } from '../ports/receipts.ts';

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
  if (outcome === 'waiting')
    return { state: 'parked', subject, reason, text: waitingSentence(reason), until };
  return outcome === 'refused' ? { state: 'refused', subject } : { state: 'duplicate', subject };
}

function refused({ subject }: { readonly subject?: string }, refusal: NotedRefusal): Ends {
  return { state: 'refused', ...(subject === undefined ? {} : { subject }), ...said(refusal) };
}

function said({ reason, detail, clearing }: NotedRefusal): Refused {
  return {
    reason,
    text: refusedSentence(reason),
    ...(detail === undefined ? {} : { detail, ...fieldIn(detail) }),
    clearing,
  };
}
