import type { Delay, Refusal } from '../../../events/reasons.ts';
import { registerSubject } from '../../../events/primitives.ts';
import { usesItsNumber } from '../../domain/facts/sequence.ts';
import { waitsUntil } from '../../domain/facts/waiting-time.ts';
import { partsOf } from '../../domain/zielvereinbarung/identity.ts';
import type { Clock } from '../ports/clock.ts';
import { toTheDesk } from '../refusing/to-the-desk.ts';
import { headToBuildOn, isNewNumber, nextHead } from '../log/head.ts';
import { deskOf, marking } from './acceptance.ts';
import { missingNumbers } from '../../domain/facts/sequence.ts';
import { nextOf } from '../log/next-number.ts';
import type { Delivery, Judging, Known, Recorder } from './recorder.ts';
import { clearingItemOf, refusalMarker } from '../refusing/clearing-item.ts';
import type { ParkedItem, SubjectCommit } from '../ports/event-store.ts';

/**
 * In which end it comes out; `ignored` is true and changes nothing, `not-yet` is not true by this clock and nothing
 * is remembered of it; both count as a duplicate.
 */
export type EndWithoutRecord =
  | { readonly outcome: 'not-yet' }
  | { readonly outcome: 'ignored' }
  | { readonly outcome: 'duplicate'; readonly versions: readonly number[] }
  | { readonly outcome: 'parked'; readonly reason: Delay }
  | { readonly outcome: 'refused'; readonly reason: Refusal; readonly detail?: string };

/** What a message writes that records nothing; undefined where there is nothing to write. */
export async function commitWithoutRecord(
  judging: Judging,
  as: EndWithoutRecord,
): Promise<SubjectCommit | undefined> {
  const { door, parked } = judging.delivery;
  switch (as.outcome) {
    case 'not-yet':
      return parked === undefined ? undefined : usingUp(judging);
    case 'ignored':
      return passing(judging);
    case 'duplicate':
      return repeating(judging);
    case 'parked':
      return parked === undefined ? parking(judging, as.reason) : undefined;
    case 'refused':
      // Staff are answered at once: nothing to clear.
      return door === 'staff' && parked === undefined ? undefined : refusing(judging, as);
  }
}

/** An ignored event is judged: its number is used up, and its repeat is known for ever. */
async function passing(judging: Judging): Promise<SubjectCommit> {
  const { delivery, digest } = judging;
  return { ...(await usingUp(judging)), ...marking(delivery, { digest, versions: [] }) };
}

/** A repeat uses its number up where that is a new one, so that its followers go on. */
async function repeating(judging: Judging): Promise<SubjectCommit | undefined> {
  const { incoming, parked } = judging.delivery;
  if (parked === undefined && !isNewNumber(judging.known.head, incoming)) return undefined;
  return usingUp(judging);
}

/** The number of a message that changes nothing is used up; where it waited, it no longer counts on the head. */
async function usingUp({ recorder, delivery, known: { head } }: Judging): Promise<SubjectCommit> {
  const { incoming, parked } = delivery;
  const before = await headToBuildOn(recorder.store, incoming.subject, head);
  return {
    subject: incoming.subject,
    expected: head?.revision ?? 0,
    head: nextHead(before, incoming, { released: parked !== undefined }),
    ...(parked && { settle: { ...parked, outcome: 'duplicate' } }),
  };
}

/**
 * Without a head the first writer counts what waits; under a head the count tells the next event. What the
 * clearing desk lets wait, or what waits for a decision, keeps nobody waiting: its number is used up at once.
 */
async function parking(
  { recorder, delivery, known: { head }, digest }: Judging,
  reason: Delay,
): Promise<SubjectCommit> {
  const { incoming, desk } = delivery;
  const { subject, source } = incoming;
  const isUsedUp = desk !== undefined || usesItsNumber(reason);
  const numbered = isUsedUp ? incoming : { source };
  const before =
    head ??
    (desk !== undefined && isNewNumber(head, incoming)
      ? await headToBuildOn(recorder.store, subject, head)
      : undefined);
  return {
    subject,
    expected: head?.revision ?? 0,
    park: {
      ...parkedItemOf(delivery, { digest, reason, clock: recorder.clock }),
      ...(reason === 'sequence-gap' && (await missingBefore(recorder, delivery, head))),
    },
    ...(before && { head: nextHead(before, numbered, { parks: 1 }) }),
  };
}

/** Which numbers of its sender this message waits for, as far as they neither are used up nor wait. */
async function missingBefore(
  { store }: Recorder,
  { incoming }: Delivery,
  head: Known['head'],
): Promise<Pick<ParkedItem, 'missing'>> {
  const { subject, source, sequence } = incoming;
  const waiting = (await store.waiting(subject)).filter((one) => Number(one.sequence) < Number(sequence));
  const all = missingNumbers(head?.sequences ?? {}, [...waiting, incoming]);
  const missing = all.find((one) => one.source === source);
  return missing === undefined ? {} : { missing };
}

type RefusedEnd = Extract<EndWithoutRecord, { outcome: 'refused' }>;

/**
 * The message lies at the clearing desk, its sender's number is used up, and its id is marked: its repeat is
 * no second refusal, and what was refused is recorded under the same id by the desk only. An id that tells of
 * another event keeps that event's marker.
 */
async function refusing(
  { recorder, delivery, known: { head }, digest }: Judging,
  as: RefusedEnd,
): Promise<SubjectCommit> {
  const { incoming, parked } = delivery;
  const { subject } = incoming;
  const changesHead = incoming.sequence !== undefined || parked !== undefined;
  const before = changesHead ? await headToBuildOn(recorder.store, subject, head) : undefined;
  const waited = parked && { refusedAt: recorder.clock.now() };
  const message = { ...delivery, claim: incoming, proven: true, ...as, ...waited };
  const after = before && nextHead(before, incoming, { released: parked !== undefined });
  const item = {
    ...clearingItemOf(message, recorder.crypto),
    ...(after && (await nextOf(recorder.store, incoming, after))),
  };
  const isMarked = as.reason === 'event-id-reused' || deskOf(delivery) !== undefined;
  return {
    subject,
    expected: head?.revision ?? 0,
    ...(await toTheDesk(recorder, item, deskOf(delivery))),
    ...(!isMarked && { marker: refusalMarker(incoming, digest, item) }),
    ...(after && { head: after }),
    ...(parked && { settle: { ...parked, outcome: 'refused' } }),
  };
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

function haushaltsjahrOf(subject: string): number | undefined {
  return registerSubject.safeParse(subject).success ? undefined : partsOf(subject).haushaltsjahr;
}
