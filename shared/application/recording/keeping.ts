import { INCOMING } from '../../../events/incoming/index.ts';
import type { Json } from '../../../events/personal.ts';
import { registerSubject } from '../../../events/primitives.ts';
import type { Claim } from '../../../events/reading/read.ts';
import type { Delay, Refusal } from '../../../events/reasons.ts';
import { waitsUntil } from '../../domain/waiting-time.ts';
import { partsOf } from '../../domain/zielvereinbarung/identity.ts';
import type { Delivery } from './recorder.ts';
import type { ClearingItem, NotedRefusal } from '../ports/clearing.ts';
import type { Clock } from '../ports/clock.ts';
import type { Crypto } from '../ports/crypto.ts';
import type { ParkedItem } from '../ports/event-store.ts';

/**
 * Digest of what an event means: type, subject and data, not its time or trace (domain rule 5). Said in an older
 * version, it is the digest of that version, so that a repeat stays one after the fact has a newer version.
 */
export function digestOf(
  { incoming, said }: Pick<Delivery, 'incoming' | 'said'>,
  { fingerprint }: Crypto,
): string {
  const { type, subject, data } = incoming;
  const version = said?.version ?? INCOMING.find(({ name }) => name === type)?.version ?? 1;
  const content: { readonly [key: string]: Json } = said?.data ?? data;
  return fingerprint({ type, version, subject, data: content });
}

/** An early event as it waits (rule 5). */
export function parkedItemOf(
  { incoming, body, desk }: Delivery,
  { digest, reason, clock }: { digest: string; reason: Delay; clock: Clock },
): ParkedItem {
  const { subject, source, id, sequence } = incoming;
  return {
    subject,
    source,
    id,
    digest,
    body,
    reason,
    parkedAt: clock.now(),
    until: waitsUntil(haushaltsjahrOf(subject), clock.now()),
    ...(sequence === undefined ? {} : { sequence }),
    outcome: 'waiting',
    ...(desk && { desk }),
  };
}

/** Whether the last day of waiting has passed; days are those of Europe/Berlin. */
export function isOver({ until }: Pick<ParkedItem, 'until'>, { today }: Clock): boolean {
  return until < today();
}

function haushaltsjahrOf(subject: string): number | undefined {
  return registerSubject.safeParse(subject).success ? undefined : partsOf(subject).haushaltsjahr;
}

/** A refused message with what it said of itself. */
export type RefusedMessage = {
  readonly body: string;
  readonly door: string;
  readonly claim: Claim;
  readonly reason: Refusal;
  readonly detail?: string;
  /** When the queue or the API took it; the same in every redelivery. */
  readonly receivedAt: string;
  /** Whether its sender proved itself and may say this kind of thing. */
  readonly proven: boolean;
};

/**
 * The item at the clearing desk. Its key is a fingerprint of source, id and raw body, its month that of the
 * event's own time where it has one: the same message makes the same item, however often it comes.
 */
export function clearingItemOf(message: RefusedMessage, { fingerprint }: Crypto): ClearingItem {
  const { body, door, claim, reason, detail, receivedAt, proven } = message;
  const { source = '', id = '', subject = '' } = claim;
  return {
    month: monthOf(claim.time) ?? receivedAt.slice(0, 7),
    key: fingerprint({ source, id, body }),
    reason,
    body,
    door,
    receivedAt,
    proven,
    ...(detail === undefined ? {} : { detail }),
    ...(source === '' ? {} : { source }),
    ...(id === '' ? {} : { id }),
    ...(subject === '' ? {} : { subject }),
  };
}

/** What a receipt says of a refused message: why, and where it lies. */
export function notedRefusalOf({ reason, detail, month, key }: ClearingItem): NotedRefusal {
  return { reason, ...(detail === undefined ? {} : { detail }), clearing: { month, key } };
}

function monthOf(time: string | undefined): string | undefined {
  return time !== undefined && /^\d{4}-(?:0[1-9]|1[0-2])-/u.test(time) ? time.slice(0, 7) : undefined;
}
