import type { Delay, Refusal } from '../../events/reasons.ts';
import { headToBuildOn, noted } from './commit.ts';
import type { Delivery, Recorder } from './judgement.ts';
import { clearingItemOf, keptRefusalOf, parkedItemOf } from './keeping.ts';
import type { Commit, Head } from './ports.ts';

/** A message that records nothing, and what was read for it. */
export type Kept = {
  readonly recorder: Recorder;
  readonly delivery: Delivery;
  readonly head: Head | undefined;
  readonly digest: string;
};

/** In which end it comes out; `ignored` is true and changes nothing, and counts as a duplicate. */
export type KeptEnd =
  | { readonly outcome: 'ignored' }
  | { readonly outcome: 'duplicate'; readonly versions: readonly number[] }
  | { readonly outcome: 'parked'; readonly reason: Delay }
  | { readonly outcome: 'refused'; readonly reason: Refusal; readonly detail?: string };

/** What a message writes that records nothing; undefined where there is nothing to write. */
export async function keepingCommit(kept: Kept, as: KeptEnd): Promise<Commit | undefined> {
  const { door, parked } = kept.delivery;
  switch (as.outcome) {
    case 'ignored':
      return passing(kept);
    case 'duplicate':
      return parked && settling(kept, 'duplicate');
    case 'parked':
      return parked === undefined ? parking(kept, as.reason) : undefined;
    case 'refused':
      // Staff are answered at once: nothing to clear.
      return door === 'staff' && parked === undefined ? undefined : refusing(kept, as);
  }
}

/** An ignored event is judged: its number is used up, and its repeat is known for ever. */
async function passing({ delivery, head, digest, recorder }: Kept): Promise<Commit> {
  const { incoming, parked } = delivery;
  const before = await headToBuildOn(recorder.store, incoming.subject, head);
  return {
    subject: incoming.subject,
    expected: head?.revision ?? 0,
    head: noted(before, incoming, { released: parked !== undefined }),
    marker: {
      source: incoming.source,
      id: incoming.id,
      digest,
      versions: [],
      subject: incoming.subject,
    },
    ...(parked && { settle: { ...parked, outcome: 'duplicate' } }),
  };
}

/** An event that waited has its outcome; it no longer counts on the head. */
async function settling(
  { recorder, delivery, head }: Kept,
  outcome: 'duplicate' | 'refused',
): Promise<Commit> {
  const { incoming, parked } = delivery;
  const before = await headToBuildOn(recorder.store, incoming.subject, head);
  return {
    subject: incoming.subject,
    expected: head?.revision ?? 0,
    head: noted(before, { source: incoming.source }, { released: parked !== undefined }),
    ...(parked && { settle: { ...parked, outcome } }),
  };
}

/** Without a head the first writer counts what waits; under a head the count tells the next event. */
function parking({ recorder, delivery, head, digest }: Kept, reason: Delay): Commit {
  const { subject, source } = delivery.incoming;
  return {
    subject,
    expected: head?.revision ?? 0,
    park: parkedItemOf(delivery, { digest, reason, clock: recorder.clock }),
    ...(head && { head: noted(head, { source }, { parks: 1 }) }),
  };
}

/**
 * The message lies at the clearing desk, its sender's number is used up, and its id is marked: its repeat is
 * no second refusal, and what was refused is never recorded under the same id. An id that tells of another
 * event keeps that event's marker.
 */
async function refusing(kept: Kept, as: Extract<KeptEnd, { outcome: 'refused' }>): Promise<Commit> {
  const { recorder, delivery, head, digest } = kept;
  const { incoming, parked } = delivery;
  const { source, id, subject } = incoming;
  const changesHead = incoming.sequence !== undefined || parked !== undefined;
  const before = changesHead ? await headToBuildOn(recorder.store, subject, head) : undefined;
  const refuse = clearingItemOf({ ...delivery, claim: incoming, ...as }, recorder.crypto);
  const refusal = keptRefusalOf(refuse);
  return {
    subject,
    expected: head?.revision ?? 0,
    refuse,
    ...(as.reason !== 'event-id-reused' && {
      marker: { source, id, digest, versions: [], subject, refusal },
    }),
    ...(before && { head: noted(before, incoming, { released: parked !== undefined }) }),
    ...(parked && { settle: { ...parked, outcome: 'refused' } }),
  };
}
