import type { Hint } from '../../../events/hints.ts';
import type { IncomingEvent } from '../../../events/incoming/index.ts';
import type { NewEvent } from '../../../events/recorded/index.ts';
import type { Delay, Refusal } from '../../../events/reasons.ts';
import { rejected, type Decision } from '../../domain/decision.ts';
import { judgeSequence, usesItsNumber } from '../../domain/facts/sequence.ts';
import { decide, evolve } from '../../domain/aggregate.ts';
import { INITIAL } from '../../domain/zielvereinbarung/state.ts';
import type { StateChange } from '../../domain/zielvereinbarung/telling/consequence-sentences.ts';
import { hintsOn } from '../../domain/zielvereinbarung/telling/hints.ts';
import { needsTerms } from '../../domain/zielvereinbarung/terms/budget.ts';
import type { SubjectCommit, EventStore, Head, Marker, ParkedItem } from '../ports/event-store.ts';
import { acceptance, deskOf } from './acceptance.ts';
import { namingOpenSteps } from './naming-open-steps.ts';
import { headToBuildOn } from '../log/head.ts';
import { signaturesBefore } from './signatures-before.ts';
import { asFirstNamed, refuseStale } from './known-command.ts';
import { digestOf } from '../../domain/facts/digest-of.ts';
import { isWaitingOver } from '../../domain/facts/waiting-time.ts';
import type { Delivery, Judging, Known, Outcome, Recorder } from './recorder.ts';
import { closed, passingItem } from './passing-refusal.ts';
import { commitWithoutRecord, type EndWithoutRecord } from './without-record.ts';

/** What would become of an event that records nothing. */
export type Unrecorded =
  | { readonly outcome: 'duplicate'; readonly versions: readonly number[] }
  | { readonly outcome: 'parked'; readonly reason: Delay }
  | { readonly outcome: 'refused'; readonly reason: Refusal; readonly detail?: string };

/** What one event would record: the told fact with what follows from it, and the states around them. */
export type RecordingTurn = StateChange & {
  readonly outcome: 'would-record';
  readonly events: readonly NewEvent[];
  readonly hints: readonly Hint[];
};

/** How one event comes out, in the words of a preview. */
export type Turn = RecordingTurn | Unrecorded;

/** How a message comes out, and what is to be written for it: the same for whoever writes and whoever only looks. */
export type Judgement = {
  /** The head that was read; what is written builds on it. */
  readonly head: Head | undefined;
  /** The one end in which the message comes out once `commit` is written. */
  readonly end: Outcome;
  /** The same end with everything that a preview tells of it. */
  readonly turn: Turn;
  /** What is to be written; undefined where nothing is. Costs nothing while nobody asks. */
  readonly commit: () => Promise<SubjectCommit | undefined>;
  /** How it comes out where its id was judged meanwhile; one read, undefined where no marker says so. */
  readonly repeated: () => Promise<Judgement | undefined>;
};

/**
 * What the judgement is for. Where it is written, the transaction itself tells a repeat of what is accepted, and
 * no marker is read for that; whoever only foresees has no transaction and reads it.
 */
export type Purpose = 'record' | 'foresee';

/**
 * Judges one message that could be read and that its sender may say: the one place where it is decided how it comes
 * out. Writes nothing; what is to be written is asked of the judgement. Before anything is refused, parked or passed
 * over it is certain that it was not judged before and does not wait (rule 5).
 * @throws StaleVersion where the caller decided on an older version.
 */
export async function judge(recorder: Recorder, asked: Delivery, purpose: Purpose): Promise<Judgement> {
  const judging = await readFor(recorder, asked);
  const { delivery, known, digest } = judging;
  const waited = mayHaveWaited(delivery, known.head) ? await waitedItem(judging) : undefined;
  if (waited === undefined) return judged(judging, inTime(judging, decisionOn(judging)), purpose);
  if (!isItsTurn(waited, delivery, digest)) return toldByWaiting(judging, waited);
  const own: Judging = { ...judging, delivery: { ...delivery, parked: waited } };
  const decision = decisionOn(own);
  return decision.outcome === 'early' ? waitingOn(own) : judged(own, decision, purpose);
}

/** The message under its own name, with what judging it needs. */
async function readFor(recorder: Recorder, asked: Delivery): Promise<Judging> {
  const { store, crypto } = recorder;
  const known = await loadFor(store, asked.incoming);
  const delivery = asked.formerId === undefined ? asked : await asFirstNamed(store, asked, known.head);
  if (delivery.expects !== undefined) await refuseStale(store, delivery, known);
  return { recorder, delivery, known, digest: digestOf(delivery, crypto) };
}

const decisionOn = ({ recorder, delivery, known }: Judging) => judgeDelivery(recorder, delivery, known);

/** The decision in its end, unless it is told that the message was judged before or waits. */
async function judged(judging: Judging, decision: Decision, purpose: Purpose): Promise<Judgement> {
  const { delivery, known } = judging;
  const isAccepted = decision.outcome === 'accepted';
  const tellsItself = isAccepted && purpose === 'record' && delivery.desk === undefined;
  const marker = tellsItself ? undefined : await markerOf(judging);
  if (marker !== undefined && !isItsRefusal(marker, judging)) return markedBefore(judging, marker, purpose);
  if (isAccepted) return recording(judging, decision.events, purpose);
  const isLookedFor = delivery.parked !== undefined || mayHaveWaited(delivery, known.head);
  const waited = isLookedFor ? undefined : await waitedItem(judging);
  return waited === undefined ? withoutRecord(judging, endOf(decision)) : toldByWaiting(judging, waited);
}

/** Reads what judging this event needs, in one consistent read. */
export async function loadFor(store: EventStore, incoming: IncomingEvent): Promise<Known> {
  if (needsTerms(incoming)) {
    const { head, terms } = await store.loadWithTerms(incoming.subject);
    return { head, terms };
  }
  return { head: await store.load(incoming.subject), terms: undefined };
}

/**
 * Decides by the sender's numbering and by the rules; reads and writes nothing. A decision at the clearing desk is
 * exempt from the numbering, and what waited for a decision: its number is used up (rule 5).
 */
export function judgeDelivery(recorder: Recorder, delivery: Delivery, { head, terms }: Known): Decision {
  const { incoming } = delivery;
  const order = isNumberUsedUp(delivery) ? undefined : judgeSequence(incoming, head?.sequences ?? {});
  if (order !== undefined) return order;
  const { clock, crypto, settings } = recorder;
  const [state, today] = [head?.state ?? INITIAL, clock.today()];
  const decision = decide(state, incoming, {
    now: clock.now(),
    today,
    version: head?.version ?? 0,
    fingerprint: crypto.fingerprint,
    settings,
    ...(terms === undefined ? {} : { terms }),
  });
  return namingOpenSteps(decision, state, { incoming, today });
}

function isNumberUsedUp(delivery: Delivery): boolean {
  const { parked } = delivery;
  return deskOf(delivery) !== undefined || (parked !== undefined && usesItsNumber(parked.reason));
}

/** Equal in meaning: a repeat. Another content under the same id: refused, both bodies are kept (R1, R2). */
export function answerTo(
  before: Pick<Marker, 'digest'> & Partial<Marker> & Pick<ParkedItem, 'desk'>,
  digest: string,
): Extract<Unrecorded, { outcome: 'duplicate' | 'refused' }> {
  const meanings = [before.digest, before.replaced, before.desk?.replaced];
  return meanings.includes(digest)
    ? { outcome: 'duplicate', versions: before.versions ?? [] }
    : { outcome: 'refused', reason: 'event-id-reused' };
}

/** Nothing new, and nothing recorded of it before either. */
export const DUPLICATE = { outcome: 'duplicate', versions: [] } as const;

/**
 * Whether something may wait under this id; costs a read only where something waits at all. The clearing desk looks
 * in any case: what waits without a head is not counted on the one that came meanwhile.
 */
export function mayHaveWaited({ incoming, parked, desk }: Delivery, head: Head | undefined): boolean {
  if (parked !== undefined) return false;
  if (desk !== undefined) return true;
  if (head !== undefined) return head.parked > 0;
  return incoming.type !== 'ZielvereinbarungDrafted' || incoming.sequence !== undefined;
}

/**
 * What waits, or waited, under the id of this event. To the clearing desk only what waits still is an answer: that it
 * waited once and was refused is what is decided about.
 */
async function waitedItem({ recorder, delivery }: Judging): Promise<ParkedItem | undefined> {
  const { subject, source, id } = delivery.incoming;
  const item = await recorder.store.parkedItem(subject, { source, id });
  // What waited and was refused is told by its marker: that refusal may have passed meanwhile.
  return item?.outcome === 'refused' || (delivery.desk !== undefined && item?.outcome !== 'waiting')
    ? undefined
    : item;
}

/**
 * A repeat under another number is no turn: that number is used up, and the event waits for its own. Nor is a
 * decision at the clearing desk: what waits already is closed there as a repeat.
 */
export function isItsTurn(waited: ParkedItem, { incoming, desk }: Delivery, digest: string): boolean {
  const isSame = waited.digest === digest && waited.sequence === incoming.sequence;
  return desk === undefined && waited.outcome === 'waiting' && isSame;
}

/** What is early still when its time is over goes to the clearing desk, never away (rule 5). */
function inTime({ recorder, delivery: { parked } }: Judging, decision: Decision): Decision {
  const isExpired =
    decision.outcome === 'early' && parked !== undefined && isWaitingOver(parked, recorder.clock);
  return isExpired ? rejected('parked-expired') : decision;
}

function markerOf({ recorder, delivery }: Judging): Promise<Marker | undefined> {
  const { source, id } = delivery.incoming;
  return recorder.store.marker(source, id);
}

/** Whether this marker tells of the very refusal that the desk decided about: no answer to the decision. */
function isItsRefusal(marker: Marker, { delivery, digest }: Judging): boolean {
  const desk = deskOf(delivery);
  return desk !== undefined && marker.refusal !== undefined && marker.digest === (desk.replaced ?? digest);
}

async function recording(
  judging: Judging,
  events: readonly NewEvent[],
  purpose: Purpose,
): Promise<Judgement> {
  const { recorder, delivery, known, digest } = judging;
  const isAnswered = purpose === 'foresee' || delivery.door === 'staff';
  const signatures = isAnswered
    ? await signaturesBefore(recorder.store, delivery.incoming, known.head?.state)
    : [];
  const { head, terms } = known;
  const before = head?.state ?? INITIAL;
  const after = events.reduce(evolve, before);
  const [told] = events;
  // Hints are on what was told; what follows from it needs none.
  const hints = told === undefined ? [] : hintsOn(before, told, { ...terms, signatures });
  const versions = events.map((_, index) => (head?.version ?? 0) + index + 1);
  return {
    head,
    end: { outcome: 'recorded', versions, ...(hints.length > 0 && { hints }) },
    turn: {
      outcome: 'would-record',
      events,
      before,
      after,
      hints,
    },
    async commit() {
      const base = await headToBuildOn(recorder.store, delivery.incoming.subject, head);
      return acceptance(recorder, delivery, { known, before: base, after, events, digest });
    },
    repeated: () => repeated(judging),
  };
}

function withoutRecord(judging: Judging, as: EndWithoutRecord): Judgement {
  const end = as.outcome === 'ignored' || as.outcome === 'not-yet' ? DUPLICATE : as;
  return {
    head: judging.known.head,
    end,
    turn: end,
    commit: () => commitWithoutRecord(judging, as),
    repeated: () => repeated(judging),
  };
}

/** It waits on under its own number; nothing is written of its repeat. */
function waitingOn(judging: Judging): Judgement {
  return { ...withoutRecord(judging, DUPLICATE), commit: () => Promise.resolve(undefined) };
}

async function repeated(judging: Judging): Promise<Judgement | undefined> {
  const marker = await markerOf(judging);
  return marker && markedBefore(judging, marker, 'record');
}

/** It was judged before: a repeat, unless that was a refusal which may have passed meanwhile. */
async function markedBefore(judging: Judging, marker: Marker, purpose: Purpose): Promise<Judgement> {
  // Another content under the same id is another event: both are kept.
  const item = marker.digest === judging.digest ? await passingItem(judging, marker) : undefined;
  if (item === undefined) return toldByMarker(judging, marker);
  const { month, key, reason } = item;
  const again: Judging = { ...judging, delivery: { ...judging.delivery, desk: { month, key } } };
  const decision = decisionOn(again);
  const isAsBefore = decision.outcome === 'rejected' && decision.reason === reason;
  if (isAsBefore) return toldByMarker(judging, marker);
  const judgement = await judged(again, decision, purpose);
  return {
    ...judgement,
    commit: async () => closed(again, item, { ...judgement, commit: await judgement.commit() }),
  };
}

function toldByMarker(judging: Judging, marker: Marker): Judgement {
  return withoutRecord(judging, answerTo(marker, judging.digest));
}

/** The number belongs to the event that waits under it: another content under the same id does not use it up. */
function toldByWaiting(judging: Judging, waited: ParkedItem): Judgement {
  const { delivery, digest } = judging;
  const { sequence, ...incoming } = delivery.incoming;
  const beside = sequence === waited.sequence ? { ...judging, delivery: { ...delivery, incoming } } : judging;
  return withoutRecord(beside, answerTo(waited, digest));
}

/** The end of a message that the rules do not record. */
function endOf(decision: Exclude<Decision, { outcome: 'accepted' }>): EndWithoutRecord {
  switch (decision.outcome) {
    case 'ignored':
    case 'not-yet':
      return decision;
    case 'early':
      return { outcome: 'parked', reason: decision.reason };
    case 'rejected':
      return { ...decision, outcome: 'refused' };
  }
}
