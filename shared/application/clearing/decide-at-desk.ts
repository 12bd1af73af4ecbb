import { detailOf } from '../../../events/reading/detail.ts';
import type { Party } from '../../../events/primitives.ts';
import type { ApiRefusal, Refusal } from '../../../events/reasons.ts';
import { withDecision } from '../refusing/clearing-item.ts';
import {
  isUndecided,
  type ClearingDecision,
  type ClearingItem,
  type ClosedGap,
  type DeskEnd,
} from '../ports/clearing.ts';
import { closableGap, type GapOrder } from './closable-gap.ts';
import { deliveryAtDesk } from './delivery-at-desk.ts';
import { headToBuildOn, nextHead } from '../log/head.ts';
import { commitTo } from '../recording/commit-to.ts';
import { judge } from '../recording/judge.ts';
import { deskEndOf } from '../recording/passing-refusal.ts';
import type { Recorder } from '../recording/recorder.ts';
import { whileHeadMoves } from '../recording/while-head-moves.ts';
import { AGAIN } from '../ports/patience.ts';
import type { Commit } from '../ports/event-store.ts';
import { releaseWaiting } from '../recording/release-waiting.ts';

/** What a person at the clearing desk orders. */
export type DeskOrder = {
  readonly action: 'replay' | 'replace' | 'discard';
  /** Pseudonym of the person's account. */
  readonly by: string;
  /** What earlier releases called the same person. */
  readonly formerBy?: string;
  readonly idempotencyKey: string;
  /** Sides that this person may declare for (H21). */
  readonly parties: readonly Party[];
  /** Whether this person may vouch for a sender: replace a message, or let one through that proved nothing. */
  readonly vouches: boolean;
  readonly reason?: string;
  /** The message that takes the place of the refused one. */
  readonly body?: string;
  /** The number that an unreadable message left open. */
  readonly gap?: GapOrder;
};

/** What the person hears; where it is refused, nothing was written. */
export type DeskAnswer = DeskEnd | DeskRefusal;

/** Why it is not done: what the rules say of the message, or what stands against the order. */
export type DeskRefusal = {
  readonly outcome: 'refused';
  readonly reason: Refusal | ApiRefusal;
  readonly detail?: string;
};

/**
 * Decides about a refused message: judges it again (`replay`), another one in its place (`replace`), or closes
 * it with a reason (`discard`). Source, id and number stay, and the numbering does not hold it up, because the
 * refusal used its number up (rule 5). The decision is kept at the item in the transaction of what it
 * does. Safe to repeat: the same key of the same person is answered alike. Undefined where there is no such item.
 * Refused with `clearing-decided` where somebody was first, with `command-id-reused` for another order under a
 * used key.
 * @throws VersionConflict where the head kept moving.
 */
export async function decideAtDesk(
  recorder: Recorder,
  { month, key }: Pick<ClearingItem, 'month' | 'key'>,
  order: DeskOrder,
): Promise<DeskAnswer | undefined> {
  const { store } = recorder;
  const item = await store.clearingItem(month, key);
  if (item === undefined) return undefined;
  const standing = await standingAnswer(recorder, item, order);
  if (standing !== undefined) return standing;
  const done =
    order.action === 'discard' ? await discard(recorder, item, order) : await again(recorder, item, order);
  if (done.outcome !== 'already-decided') return done;
  const winner = await store.clearingItem(month, key);
  return (winner && (await standingAnswer(recorder, winner, order))) ?? DECIDED;
}

const DISCARDED: DeskEnd = { outcome: 'discarded' };
const DECIDED: DeskRefusal = { outcome: 'refused', reason: 'clearing-decided' };

/** The answer that stands already; a run that was cut off after deciding is completed first. */
async function standingAnswer(
  recorder: Recorder,
  item: ClearingItem,
  order: DeskOrder,
): Promise<DeskAnswer | undefined> {
  const standing = standingDecision(recorder, item, order);
  if (standing === undefined || 'outcome' in standing) return standing;
  for (const subject of subjectsOf(recorder, item, standing)) await releaseWaiting(recorder, subject);
  return standing.end;
}

/** The decision that this order made already, or why it can make none any more; undefined where all is open. */
export function standingDecision(
  recorder: Recorder,
  item: ClearingItem,
  order: DeskOrder,
): ClearingDecision | DeskRefusal | undefined {
  const same = item.decisions?.find(
    ({ by, key }) => (by === order.by || by === order.formerBy) && key === order.idempotencyKey,
  );
  if (same === undefined) return isUndecided(item) ? undefined : DECIDED;
  return same.order === fingerprintOf(recorder, order)
    ? same
    : { outcome: 'refused', reason: 'command-id-reused' };
}

function subjectsOf({ wire }: Recorder, item: ClearingItem, { replacement, closes }: ClearingDecision) {
  const read = wire.readStored(replacement ?? item.body);
  return [...(read.ok ? [read.event.subject] : []), ...(closes ? [closes.subject] : [])];
}

type Done = DeskAnswer | { readonly outcome: 'already-decided' };

/**
 * Outcome and decision are one transaction: what was refused under this id is overtaken, what was recorded or waits
 * under it is a repeat or another event. The decision is written even where nothing else is; a refusal writes nothing.
 */
async function again(recorder: Recorder, item: ClearingItem, order: DeskOrder): Promise<Done> {
  const delivery = deliveryAtDesk(recorder, item, order);
  if ('outcome' in delivery) return delivery;
  const { subject } = delivery.incoming;
  const done = await whileHeadMoves<Done>(recorder, subject, async () => {
    const judged = await judge(recorder, delivery, 'record');
    if (judged.end.outcome === 'refused') return judged.end;
    const end = deskEndOf(judged.end);
    const commit = await judged.commit();
    const decide = withDecision(item, decisionOf(recorder, order, { end }));
    const written = await commitTo(recorder.store, commit ? { ...commit, decide } : { decide });
    if (written === 'already-decided') return { outcome: written };
    return written === 'committed' ? end : AGAIN;
  });
  if (done.outcome !== 'already-decided' && done.outcome !== 'refused')
    await releaseWaiting(recorder, subject);
  return done;
}

/** Where a number is closed, it is used up with the decision; then its followers go on. */
function discard(recorder: Recorder, item: ClearingItem, order: DeskOrder): Promise<Done> {
  const subject = order.gap?.subject ?? item.subject ?? '';
  return whileHeadMoves<Done>(recorder, subject, async () => {
    const commit = await discarding(recorder, item, order);
    if ('outcome' in commit) return commit;
    const written = await commitTo(recorder.store, commit);
    if (written === 'already-decided') return { outcome: written };
    if (written !== 'committed') return AGAIN;
    if (commit.subject !== undefined) await releaseWaiting(recorder, commit.subject);
    return DISCARDED;
  });
}

/** What a `discard` writes, or why it cannot; a head only where it closes the number of an unreadable message. */
export async function discarding(
  recorder: Recorder,
  item: ClearingItem,
  order: DeskOrder,
): Promise<Commit | DeskRefusal> {
  if (order.reason === undefined)
    return { outcome: 'refused', reason: 'reason-missing', detail: detailOf('reason') };
  if (order.gap === undefined)
    return { decide: withDecision(item, decisionOf(recorder, order, { end: DISCARDED })) };
  const gap = await closableGap(recorder, item, order.gap);
  if ('outcome' in gap) return gap;
  const { closes, head } = gap;
  const before = await headToBuildOn(recorder.store, closes.subject, head);
  return {
    subject: closes.subject,
    expected: head?.revision ?? 0,
    head: nextHead(before, closes, {}),
    decide: withDecision(item, decisionOf(recorder, order, { end: DISCARDED, closes })),
  };
}

function decisionOf(
  recorder: Recorder,
  order: DeskOrder,
  { end, closes }: { end: DeskEnd; closes?: ClosedGap },
): ClearingDecision {
  const { action, by, idempotencyKey, reason, body } = order;
  return {
    action,
    by,
    key: idempotencyKey,
    order: fingerprintOf(recorder, order),
    at: recorder.clock.now(),
    ...(reason !== undefined && { reason }),
    ...(action === 'replace' && body !== undefined && { replacement: body }),
    ...(closes && { closes }),
    end,
  };
}

function fingerprintOf({ crypto }: Recorder, { action, reason, body, gap }: DeskOrder): string {
  return crypto.fingerprint({ action, reason: reason ?? '', body: body ?? '', gap: { ...gap } });
}
