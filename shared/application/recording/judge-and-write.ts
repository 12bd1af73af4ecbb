import type { Hint } from '../../../events/hints.ts';
import { rejected, type Decision } from '../../domain/decision.ts';
import { hintsOn } from '../../domain/zielvereinbarung/telling/hints.ts';
import { INITIAL } from '../../domain/zielvereinbarung/state.ts';
import { acceptance, headToBuildOn } from './commit.ts';
import { besideTheDesk } from '../clearing/clearing-item.ts';
import { asFirstNamed } from './first-name.ts';
import { keepingCommit, type Kept, type KeptEnd } from './keeping-commit.ts';
import {
  deskOf,
  judgeDelivery,
  loadFor,
  type Delivery,
  type Known,
  type Outcome,
  type Recorder,
} from './judgement.ts';
import { digestOf, isOver } from './keeping.ts';
import { AGAIN, untilUndisturbed } from '../patience.ts';
import { refuseStale } from './stale-version.ts';
import type { DeskReference } from '../ports/clearing.ts';
import type { Commit, Head, Marker, ParkedItem } from '../ports/event-store.ts';

/** The head kept moving: machinery, not content; left to the queue's own redelivery, or answered with 409 (d-1). */
export class VersionConflict extends Error {
  constructor(subject: string) {
    super(`The head of ${subject} kept moving`);
    this.name = 'VersionConflict';
  }
}

/** A judgement that was written: the head before, and how many events wait after it. */
export type Written = {
  readonly outcome: Outcome;
  readonly before: Head | undefined;
  readonly waiting: number;
};

/**
 * Judges one event and writes the judgement in one transaction. Decides anew where the head moved meanwhile;
 * never concludes from an error alone.
 * @throws VersionConflict where the head moved at every try, StaleVersion where the caller decided on an older one.
 */
export async function judgeAndWrite(recorder: Recorder, delivery: Delivery): Promise<Written> {
  const { store, patience } = recorder;
  const attempt = async (): Promise<Written | typeof AGAIN> => {
    const known = await loadFor(store, delivery.incoming);
    const own = await asFirstNamed(store, delivery, known.head);
    await refuseStale(store, own, known);
    const written = await write(recorder, own, known);
    return written === 'head-moved' ? AGAIN : { before: known.head, ...written };
  };
  return untilUndisturbed(patience, attempt, () => new VersionConflict(delivery.incoming.subject));
}

type Attempt = Omit<Written, 'before'> | 'head-moved';

async function write(recorder: Recorder, delivery: Delivery, known: Known): Promise<Attempt> {
  const digest = digestOf(delivery, recorder.crypto);
  const looks = mayHaveWaited(delivery, known.head);
  const waited = looks ? await waitedItem(recorder, delivery) : undefined;
  if (waited !== undefined && !isItsTurn(waited, delivery, digest)) {
    return keep(
      besideWaiting({ recorder, delivery, head: known.head, digest }, waited),
      answerTo(waited, digest),
    );
  }
  // The same event waits: this is its turn, if it is not early still.
  const own: Delivery = waited === undefined ? delivery : { ...delivery, parked: waited };
  const decision = inTime(recorder, delivery, judgeDelivery(recorder, own, known));
  if (decision.outcome === 'accepted') return accept(recorder, own, { known, decision, digest });
  const kept: Kept = { recorder, delivery: own, head: known.head, digest };
  if (waited !== undefined && decision.outcome === 'early') return settled(DUPLICATE, known.head);
  return setAside(kept, decision, looks);
}

/** A repeat under another number is no turn: that number is used up, and the event waits for its own. */
export function isItsTurn(waited: ParkedItem, { incoming }: Delivery, digest: string): boolean {
  return waited.outcome === 'waiting' && waited.digest === digest && waited.sequence === incoming.sequence;
}

/** What is early still when its time is over goes to the clearing desk, never away (rule 5). */
function inTime({ clock }: Recorder, { parked }: Delivery, decision: Decision): Decision {
  const isExpired = decision.outcome === 'early' && parked !== undefined && isOver(parked, clock);
  return isExpired ? rejected('parked-expired') : decision;
}

/** Nothing new, and nothing recorded of it before either. */
export const DUPLICATE: Outcome = { outcome: 'duplicate', versions: [] };

function settled(outcome: Outcome, head: Head | undefined): Attempt {
  return { outcome, waiting: head?.parked ?? 0 };
}

/** Whether something may wait under this id; costs a read only where something waits at all. */
export function mayHaveWaited({ incoming, parked }: Delivery, head: Head | undefined): boolean {
  if (parked !== undefined) return false;
  if (head !== undefined) return head.parked > 0;
  return incoming.type !== 'ZielvereinbarungDrafted' || incoming.sequence !== undefined;
}

/** What waits, or waited, under the id of this event. */
export function waitedItem({ store }: Recorder, { incoming }: Delivery): Promise<ParkedItem | undefined> {
  const { subject, source, id } = incoming;
  return store.parkedItem(subject, { source, id });
}

type Accepted = Extract<Decision, { outcome: 'accepted' }>;
type Accepting = { readonly known: Known; readonly decision: Accepted; readonly digest: string };

async function accept(
  recorder: Recorder,
  delivery: Delivery,
  { known, decision, digest }: Accepting,
): Promise<Attempt> {
  const { store } = recorder;
  const { source, id, subject } = delivery.incoming;
  const before = await headToBuildOn(store, subject, known.head);
  const commit = acceptance(recorder, delivery, { known, before, events: decision.events, digest });
  const written = await store.commit(commit);
  if (written === 'committed') {
    return {
      outcome: { outcome: 'recorded', versions: commit.marker?.versions ?? [], ...hintsFor(known, decision) },
      waiting: commit.head?.parked ?? 0,
    };
  }
  if (written === 'head-moved') return 'head-moved';
  const marker = await store.marker(source, id);
  // A marker that exists for the condition and not for the read cannot be: judge anew rather than guess.
  return marker === undefined
    ? 'head-moved'
    : keep({ recorder, delivery, head: known.head, digest }, answerTo(marker, digest));
}

/** Hints on what was told; what follows from it needs none. */
function hintsFor(
  { head, terms }: Known,
  { events: [told] }: Accepted,
): { readonly hints?: readonly Hint[] } {
  const hints = told === undefined ? [] : hintsOn(head?.state ?? INITIAL, told, terms?.terms);
  return hints.length === 0 ? {} : { hints };
}

/** Nothing is refused, parked or passed over before it is certain that it was not judged before. */
async function setAside(
  kept: Kept,
  decision: Exclude<Decision, Accepted>,
  looked: boolean,
): Promise<Attempt> {
  const { recorder, delivery, digest } = kept;
  const { source, id } = delivery.incoming;
  const marker = await recorder.store.marker(source, id);
  if (marker !== undefined && !isRefusalOf(marker, deskOf(delivery), digest))
    return keep(kept, answerTo(marker, digest));
  const waited = looked || delivery.parked !== undefined ? undefined : await waitedItem(recorder, delivery);
  if (waited !== undefined) return keep(besideWaiting(kept, waited), answerTo(waited, digest));
  return keep(kept, endOf(decision));
}

/** The number belongs to the event that waits under it: another content under the same id does not use it up. */
function besideWaiting(kept: Kept, waited: ParkedItem): Kept {
  const { sequence, ...incoming } = kept.delivery.incoming;
  return sequence === waited.sequence ? { ...kept, delivery: { ...kept.delivery, incoming } } : kept;
}

/** The end of a message that the rules do not record. */
export function endOf(decision: Exclude<Decision, Accepted>): KeptEnd {
  switch (decision.outcome) {
    case 'ignored':
      return { outcome: 'ignored' };
    case 'early':
      return { outcome: 'parked', reason: decision.reason };
    case 'rejected':
      return { ...decision, outcome: 'refused' };
  }
}

/** Equal in meaning: a repeat. Another content under the same id: refused, both bodies are kept (R1, R2). */
export function answerTo(
  before: Pick<Marker, 'digest'> & Partial<Marker> & Pick<ParkedItem, 'desk'>,
  digest: string,
): Extract<KeptEnd, { outcome: 'duplicate' | 'refused' }> {
  const meanings = [before.digest, before.replaced, before.desk?.replaced];
  return meanings.includes(digest)
    ? { outcome: 'duplicate', versions: before.versions ?? [] }
    : { outcome: 'refused', reason: 'event-id-reused' };
}

/** Whether this marker tells of the very refusal that the desk decided about: no answer to the decision. */
export function isRefusalOf(marker: Marker, desk: DeskReference | undefined, digest: string): boolean {
  return desk !== undefined && marker.refusal !== undefined && marker.digest === (desk.replaced ?? digest);
}

async function keep(kept: Kept, as: KeptEnd): Promise<Attempt> {
  const outcome: Outcome = as.outcome === 'ignored' ? DUPLICATE : as;
  const commit = await keepingCommit(kept, as);
  if (commit === undefined) return settled(outcome, kept.head);
  const written = await kept.recorder.store.commit(commit);
  switch (written) {
    case 'committed':
      return settled(outcome, commit.head ?? kept.head);
    case 'head-moved':
    case 'marker-exists':
    case 'already-decided':
      return 'head-moved';
    case 'already-parked':
      return settled(DUPLICATE, kept.head);
    case 'already-refused':
      return keepBesideTheDesk(kept, commit);
  }
}

/** The desk has this very message already; where nothing else was to be written, nothing is left to do. */
async function keepBesideTheDesk(kept: Kept, commit: Commit): Promise<Attempt> {
  const rest = await besideTheDesk(kept.recorder, commit);
  if (rest === undefined) return settled(DUPLICATE, kept.head);
  const written = await kept.recorder.store.commit(rest);
  return written === 'committed' ? settled(DUPLICATE, rest.head ?? kept.head) : 'head-moved';
}
