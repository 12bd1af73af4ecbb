import type { Delay } from '../../events/reasons.ts';
import type { Decision } from '../domain/decision.ts';
import { acceptance, firstHead, noted } from './commit.ts';
import { judge, loadFor, type Delivery, type Known, type Outcome, type Recorder } from './judgement.ts';
import { clearingItemOf, digestOf, parkedItemOf } from './keeping.ts';
import type { Commit, Head, Marker } from './ports.ts';

/** Tries before a moving head is left to the queue's own redelivery, or answered with 409 (d-1). */
export const TRIES = 5;

/** The head kept moving: machinery, not content. */
export class VersionConflict extends Error {
  constructor(subject: string) {
    super(`The head of ${subject} kept moving`);
    this.name = 'VersionConflict';
  }
}

/** A judgement that was written, with the head as it was read before. */
export type Written = { readonly outcome: Outcome; readonly before: Head | undefined };

/**
 * Judges one event and writes the judgement in one transaction. Decides anew where the head moved meanwhile;
 * never concludes from an error alone.
 * @throws VersionConflict where the head moved {@link TRIES} times.
 */
export async function judgeAndWrite(recorder: Recorder, delivery: Delivery): Promise<Written> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const known = await loadFor(recorder.store, delivery.incoming);
    const outcome = await write(recorder, delivery, known);
    if (outcome !== 'head-moved') return { outcome, before: known.head };
  }
  throw new VersionConflict(delivery.incoming.subject);
}

type Attempt = Outcome | 'head-moved';

function write(recorder: Recorder, delivery: Delivery, known: Known): Promise<Attempt> {
  const decision = judge(recorder, delivery.incoming, known);
  return decision.outcome === 'accepted'
    ? accept(recorder, delivery, { known, decision })
    : setAside(recorder, delivery, { known, decision });
}

type Accepted = Extract<Decision, { outcome: 'accepted' }>;

async function accept(
  recorder: Recorder,
  delivery: Delivery,
  { known, decision }: { known: Known; decision: Accepted },
): Promise<Attempt> {
  const digest = digestOf(delivery.incoming, recorder.crypto);
  const commit = acceptance(recorder, delivery, { known, events: decision.events, digest });
  const written = await recorder.store.commit(commit);
  if (written === 'committed') return { outcome: 'recorded', versions: commit.marker?.versions ?? [] };
  if (written === 'head-moved') return 'head-moved';
  const { source, id } = delivery.incoming;
  const marker = await recorder.store.marker(source, id);
  // A marker that exists for the condition and not for the read cannot be: judge anew rather than guess.
  return marker === undefined
    ? 'head-moved'
    : keep(recorder, delivery, { known, ...answerTo(marker, digest) });
}

/** Nothing is refused, parked or passed over before it is certain that it was not recorded before. */
async function setAside(
  recorder: Recorder,
  delivery: Delivery,
  { known, decision }: { known: Known; decision: Exclude<Decision, Accepted> },
): Promise<Attempt> {
  const { source, id, subject } = delivery.incoming;
  const digest = digestOf(delivery.incoming, recorder.crypto);
  const marker = await recorder.store.marker(source, id);
  if (marker !== undefined) return keep(recorder, delivery, { known, ...answerTo(marker, digest) });
  const waited =
    delivery.parked === undefined ? await recorder.store.parkedItem(subject, { source, id }) : undefined;
  if (waited !== undefined) {
    return keep(recorder, delivery, { known, ...answerTo({ digest: waited.digest, versions: [] }, digest) });
  }
  return keep(recorder, delivery, { known, digest, as: endOf(decision) });
}

type End = Exclude<Outcome, { outcome: 'recorded' }>;
type Keeping = { readonly digest: string; readonly as: End };

function endOf(decision: Exclude<Decision, Accepted>): End {
  switch (decision.outcome) {
    case 'ignored':
      return { outcome: 'duplicate', versions: [] };
    case 'early':
      return { outcome: 'parked', reason: decision.reason };
    case 'rejected':
      return { ...decision, outcome: 'refused' };
  }
}

/** Equal in meaning: a repeat. Another content under the same id: refused, both bodies are kept (R1, R2). */
function answerTo(
  { digest: before, versions }: Pick<Marker, 'digest' | 'versions'>,
  digest: string,
): Keeping {
  return {
    digest,
    as:
      before === digest
        ? { outcome: 'duplicate', versions }
        : { outcome: 'refused', reason: 'event-id-reused' },
  };
}

async function keep(
  recorder: Recorder,
  delivery: Delivery,
  { known, digest, as }: Keeping & { known: Known },
): Promise<Attempt> {
  const commit = keepingCommit(recorder, delivery, { known, digest, as });
  if (commit === undefined) return as;
  const written = await recorder.store.commit(commit);
  if (written === 'already-parked' || written === 'already-refused')
    return { outcome: 'duplicate', versions: [] };
  return written === 'committed' ? as : 'head-moved';
}

type Kept = { readonly recorder: Recorder; readonly delivery: Delivery; readonly head: Head | undefined };

/** What a message writes that records nothing; undefined where there is nothing to write. */
function keepingCommit(
  recorder: Recorder,
  delivery: Delivery,
  { known: { head }, digest, as }: Keeping & { known: Known },
): Commit | undefined {
  const kept: Kept = { recorder, delivery, head };
  switch (as.outcome) {
    case 'duplicate':
      return delivery.parked && settling(kept, as.outcome);
    case 'parked':
      return delivery.parked === undefined ? parking(kept, as.reason, digest) : undefined;
    case 'refused':
      // Staff are answered at once: nothing to clear.
      return delivery.door === 'staff' ? undefined : refusing(kept, as);
  }
}

/** An event that waited has its outcome; it no longer counts on the head. */
function settling({ delivery, head }: Kept, outcome: 'duplicate' | 'refused'): Commit {
  const { incoming, parked } = delivery;
  return {
    subject: incoming.subject,
    expected: head?.revision ?? 0,
    head: noted(
      head ?? firstHead(incoming.subject),
      { source: incoming.source },
      { released: parked !== undefined },
    ),
    ...(parked && { settle: { ...parked, outcome } }),
  };
}

/** Without a head only the draft looks for what waits; under a head the count tells the next event. */
function parking({ recorder, delivery, head }: Kept, reason: Delay, digest: string): Commit {
  const { subject, source } = delivery.incoming;
  return {
    subject,
    expected: head?.revision ?? 0,
    park: parkedItemOf(delivery, { digest, reason, clock: recorder.clock }),
    ...(head && { head: noted(head, { source }, { parks: 1 }) }),
  };
}

/** The message lies at the clearing desk; its sender's number is used up, unless it tells of another event. */
function refusing({ recorder, delivery, head }: Kept, as: Extract<End, { outcome: 'refused' }>): Commit {
  const { incoming, parked } = delivery;
  const refuse = clearingItemOf({ ...delivery, claim: incoming, ...as }, recorder.crypto);
  const expected = head?.revision ?? 0;
  const base = { subject: incoming.subject, expected, refuse };
  if (as.reason === 'event-id-reused' || incoming.sequence === undefined) {
    return parked === undefined ? base : { ...settling({ recorder, delivery, head }, as.outcome), refuse };
  }
  const next = noted(head ?? firstHead(incoming.subject), incoming, { released: parked !== undefined });
  return { ...base, head: next, ...(parked && { settle: { ...parked, outcome: as.outcome } }) };
}
