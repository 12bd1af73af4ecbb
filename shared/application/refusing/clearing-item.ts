import type { IncomingEvent } from '../../../events/incoming/index.ts';
import type { Claim } from '../../../events/reading/read.ts';
import type { Refusal } from '../../../events/reasons.ts';
import { monthsAfter } from '../../domain/dates/berlin.ts';
import type { ClearingDecision, ClearingItem, NotedRefusal } from '../ports/clearing.ts';
import type { Crypto } from '../ports/crypto.ts';
import type { Marker } from '../ports/event-store.ts';

/** A refused message with what it said of itself. */
export type RefusedMessage = {
  readonly body: string;
  readonly door: string;
  readonly claim: Claim;
  readonly reason: Refusal;
  readonly detail?: string;
  /** When the queue or the API took it; the same in every redelivery. */
  readonly receivedAt: string;
  /** When its waiting ended, where it had waited. */
  readonly refusedAt?: string;
  /** Whether its sender proved itself and may say this kind of thing. */
  readonly proven: boolean;
};

/**
 * The item at the clearing desk. Its key is a fingerprint of source, id and raw body, its month that of its receipt:
 * whatever a message says of itself, it lies where people look. Come again in a later month it is the same item, by its
 * pointer (ADR 0040).
 */
export function clearingItemOf(message: RefusedMessage, { fingerprint }: Crypto): ClearingItem {
  const { body, door, claim, reason, detail, receivedAt, refusedAt, proven } = message;
  const { source = '', id = '', subject = '', time = '' } = claim;
  return {
    month: receivedAt.slice(0, 7),
    key: fingerprint({ source, id, body }),
    reason,
    body,
    door,
    receivedAt,
    proven,
    ...(refusedAt === undefined ? {} : { refusedAt }),
    ...(detail === undefined ? {} : { detail }),
    ...(source === '' ? {} : { source }),
    ...(id === '' ? {} : { id }),
    ...(subject === '' ? {} : { subject }),
    ...(time === '' ? {} : { time }),
  };
}

/** What a receipt says of a refused message: why, and where it lies. */
export function notedRefusalOf({ reason, detail, month, key }: ClearingItem): NotedRefusal {
  return { reason, ...(detail === undefined ? {} : { detail }), clearing: { month, key } };
}

/** That a message was judged and refused: its repeat is told by it, and its receipt says why. */
export function refusalMarker(
  { source, id, subject }: Pick<IncomingEvent, 'source' | 'id' | 'subject'>,
  digest: string,
  item: ClearingItem,
): Marker {
  return { source, id, digest, versions: [], subject, refusal: notedRefusalOf(item) };
}

/**
 * Where an earlier release put the same message: by the time that it says itself, else by its receipt, of which it is
 * only known that it was before. Undefined where that is the place of today.
 */
export function formerMonthOf({ month, time }: Pick<ClearingItem, 'month' | 'time'>): string | undefined {
  const said = /^\d{4}-(?:0[1-9]|1[0-2])(?=-)/u.exec(time ?? '')?.[0];
  const former = said ?? monthsAfter(month, -1);
  return former === month ? undefined : former;
}

/** The item with one decision more. */
export function withDecision(item: ClearingItem, decision: ClearingDecision): ClearingItem {
  return { ...item, revision: next(item), decisions: [...(item.decisions ?? []), decision] };
}

/** The item as it lies there again: what waited by a decision was refused in the end. */
export function reopened(
  item: ClearingItem,
  { at, reason, detail }: { at: string; reason: Refusal; detail?: string },
): ClearingItem {
  const why = { reason, ...(detail !== undefined && { detail }) };
  const last = item.decisions?.at(-1);
  const { detail: _, ...rest } = item;
  return {
    ...rest,
    ...why,
    revision: next(item),
    ...(last && {
      decisions: [...(item.decisions ?? []).slice(0, -1), { ...last, reopened: { at, ...why } }],
    }),
  };
}

const next = ({ revision = 0 }: ClearingItem) => revision + 1;
