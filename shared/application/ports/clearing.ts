import type { Delay, Refusal } from '../../../events/reasons.ts';

/** How a decision at the clearing desk ended; `discarded` records nothing, the others are ends of a message. */
export type DeskEnd =
  | { readonly outcome: 'recorded'; readonly versions: readonly number[] }
  | { readonly outcome: 'duplicate'; readonly versions: readonly number[] }
  | { readonly outcome: 'parked'; readonly reason: Delay }
  | { readonly outcome: 'discarded' };

/** A number of a sender that is used up although no message with it could be read. */
export type ClosedGap = { readonly source: string; readonly subject: string; readonly sequence: string };

/** What a person decided about a refused message: kept for ever. */
export type ClearingDecision = {
  /** `repeat`: no person decided; its sender sent it again, and what stood against it had passed. */
  readonly action: 'replay' | 'replace' | 'discard' | 'repeat';
  /** Pseudonym of the person's account, its id where an earlier release wrote it; the source of a sender. */
  readonly by: string;
  /** Idempotency-Key of the order: its repeat is answered alike; the id of a repeated event. */
  readonly key: string;
  /** Fingerprint of the order: the same key with another order is told apart. */
  readonly order: string;
  readonly at: string;
  readonly reason?: string;
  /** The body that took the place of the refused one. */
  readonly replacement?: string;
  readonly closes?: ClosedGap;
  readonly end: DeskEnd;
  /** Present where the event waited after this decision and was refused in the end: decided anew. */
  readonly reopened?: { readonly at: string; readonly reason: Refusal; readonly detail?: string };
};

/** A refused event at the clearing desk, with everything needed to judge and answer it. */
export type ClearingItem = {
  /** Month in which it was first received, `YYYY-MM`; by an earlier release that of the time that it says itself. */
  readonly month: string;
  /** Fingerprint of source, id and body as it came: the same message has the same key. */
  readonly key: string;
  readonly reason: Refusal;
  readonly detail?: string;
  readonly body: string;
  readonly door: string;
  readonly receivedAt: string;
  /** When it came to the desk, where it had waited before; absent where that was its receipt. */
  readonly refusedAt?: string;
  /** Whether the message proved to come from the source that it names, and may say this kind of thing. */
  readonly proven: boolean;
  readonly source?: string;
  readonly id?: string;
  readonly subject?: string;
  /** What it says of its own time, whatever that is; an item of an earlier release does not keep it. */
  readonly time?: string;
  /** The number that its sender gives its next message; present where this one had a number. */
  readonly nextSequence?: number;
  /** Number of changes since it came: what a decision expects to find unchanged; absent where there was none. */
  readonly revision?: number;
  /** Oldest first; the last one counts, unless the item was opened again after it. */
  readonly decisions?: readonly ClearingDecision[];
};

/** Where an item lies: what links, receipts and markers name, for ever. */
export type DeskPlace = Pick<ClearingItem, 'month' | 'key'>;

/** Why a message was refused, and where it lies; what its receipt says. */
export type NotedRefusal = Pick<ClearingItem, 'reason' | 'detail'> & { readonly clearing: DeskPlace };

/** Whether a person still has to decide. */
export function isUndecided({ decisions }: Pick<ClearingItem, 'decisions'>): boolean {
  const last = decisions?.at(-1);
  return last === undefined || last.reopened !== undefined;
}

/** When it came to the desk last: newly, after it had waited, or again after a decision. */
export function cameToTheDeskAt({ decisions, refusedAt, receivedAt }: ClearingItem): string {
  return decisions?.at(-1)?.reopened?.at ?? refusedAt ?? receivedAt;
}

/** An item to come back to: what was refused again after it had waited by a decision at the desk. */
export type DeskReference = DeskPlace & {
  /** Digest of the refused event where another content took its place. */
  readonly replaced?: string;
};

/** What waits, as the index by the month of its last day tells it. */
export type WaitingEntry = {
  readonly subject: string;
  readonly source: string;
  readonly id: string;
  readonly reason: Delay;
  readonly parkedAt: string;
  /** Last day of waiting. */
  readonly until: string;
  readonly outcome: 'waiting' | 'recorded' | 'duplicate' | 'refused';
};

/** Where a page begins and how long it may be. */
export type PageRequest = { readonly limit: number; readonly after?: string };

/** One page; `next` where there may be more, to be handed back as `after`. */
export type Page<Item> = { readonly items: readonly Item[]; readonly next?: string };
