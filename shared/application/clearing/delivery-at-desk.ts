import { detailOf } from '../../../events/reading/detail.ts';
import type { Fact } from '../../../events/fact.ts';
import type { IncomingEvent } from '../../../events/incoming/index.ts';
import type { Party } from '../../../events/primitives.ts';
import { incomingOf, readIncoming } from '../../../events/reading/read.ts';
import type { ApiRefusal, Refusal } from '../../../events/reasons.ts';
import { isOwnSource } from '../../domain/senders.ts';
import { fieldThatDiffers } from './closable-gap.ts';
import type { Delivery, Recorder } from '../recording/recorder.ts';
import { digestOf } from '../../domain/facts/digest-of.ts';
import { isPlausibleTime } from '../../domain/facts/plausible-time.ts';
import type { ClearingItem } from '../ports/clearing.ts';

/** Which message is to be judged, and for whom the person may speak. */
type Order = {
  readonly action: 'replay' | 'replace' | 'discard';
  readonly parties: readonly Party[];
  /** Whether the person may vouch for a sender: for what nobody proved, and for another wording. */
  readonly vouches: boolean;
  readonly body?: string;
};

type Refused = {
  readonly outcome: 'refused';
  readonly reason: Refusal | ApiRefusal;
  readonly detail?: string;
};

/** Bytes of a message that takes the place of another. */
const LARGEST_REPLACEMENT = 100_000;
/** Bytes of an item with everything that was decided about it; the table takes 400 KB (D6). */
const LARGEST_ITEM = 350_000;

/** The message as the desk has it judged, or why it cannot be: unreadable still, another one, or not theirs to say. */
export function deliveryAtDesk(recorder: Recorder, item: ClearingItem, order: Order): Delivery | Refused {
  const { wire } = recorder;
  const body = bodyOf(item, order);
  if (typeof body !== 'string') return body;
  const read = wire.readEnvelope(body);
  if (!read.ok) return refused(read.reason, read.detail);
  const differs = order.action === 'replace' ? fieldThatDiffers(item, read.event, wire) : undefined;
  if (differs !== undefined) return refused('replacement-differs', detailOf(differs));
  const authority = refusalOfMessage(item, order, { fact: read.fact, source: read.event.source });
  if (authority !== undefined) return authority;
  const data = readIncoming(read.event, read.fact);
  if (!data.ok) return refused(data.reason, data.detail);
  const { incoming } = data;
  if (!mayDeclare(item, order, incoming)) return refused('party-not-own', detailOf('data.party'));
  const now = recorder.clock.now();
  if (!isPlausibleTime(incoming.time, now)) return refused('event-time-invalid', detailOf('time'));
  const { month, key } = item;
  const desked = { month, key, ...replacedDigest(recorder, item, incoming) };
  return { incoming, body, door: 'staff', receivedAt: now, desk: desked };
}

/** The bytes to judge; whoever vouches for nobody can have judged again only what its sender proved. */
function bodyOf(item: ClearingItem, { action, vouches, body }: Order): string | Refused {
  if (!vouches && (action === 'replace' || !item.proven)) return refused('role-missing', detailOf('action'));
  if (action !== 'replace') return item.body;
  if (body === undefined) return refused('request-invalid', detailOf('body'));
  return fits(item, body) ? body : refused('event-too-large', detailOf('body'));
}

function fits(item: ClearingItem, body: string): boolean {
  const [lying, coming] = [JSON.stringify(item), body].map((text) => new TextEncoder().encode(text).length);
  return (coming ?? 0) <= LARGEST_REPLACEMENT && (lying ?? 0) + (coming ?? 0) <= LARGEST_ITEM;
}

/**
 * The person vouches for a sender that could not prove itself, for facts from outside only. What our own
 * functions or staff said is judged again as they said it, and never said by somebody else in their name.
 */
function refusalOfMessage(
  { proven, source: original }: ClearingItem,
  { action }: Order,
  { fact, source }: { fact: Fact; source: string },
): Refused | undefined {
  const asTheySaidIt = action === 'replay' && proven && original === source;
  if (fact.origin === 'recorder') return refused('sender-not-allowed', detailOf('type'));
  if (fact.origin === 'functions')
    return asTheySaidIt && fact.senders?.includes(source) === true
      ? undefined
      : refused('sender-not-allowed', detailOf('type'));
  return isOwnSource(source) && !asTheySaidIt ? refused('sender-not-allowed', detailOf('source')) : undefined;
}

/** A side's declaration is its own: as its proven sender sent it, or by a person of that side (H21). */
function mayDeclare({ proven }: ClearingItem, { action, parties }: Order, { data }: IncomingEvent): boolean {
  return !('party' in data) || (action === 'replay' && proven) || parties.includes(data.party);
}

/** Digest of the refused content where it could be read and means something else. */
function replacedDigest(
  { wire, crypto }: Recorder,
  { body }: ClearingItem,
  incoming: IncomingEvent,
): { replaced?: string } {
  const original = incomingOf(wire.readStored(body));
  if (!original.ok) return {};
  const replaced = digestOf(original, crypto);
  return replaced === digestOf({ incoming }, crypto) ? {} : { replaced };
}

function refused(reason: Refused['reason'], detail?: string): Refused {
  return detail === undefined ? { outcome: 'refused', reason } : { outcome: 'refused', reason, detail };
}
