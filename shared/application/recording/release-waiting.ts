import { incomingOf, type ReadableIncoming, type Unreadable } from '../../../events/reading/read.ts';
import { toTheDesk } from '../refusing/to-the-desk.ts';
import { besideTheDesk } from './beside-the-desk.ts';
import { commitTo } from './commit-to.ts';
import { nextHead } from '../log/head.ts';
import { judgeDelivery, loadFor } from './judge.ts';
import { judgeAndWrite } from './judge-and-write.ts';
import type { Delivery, Recorder } from './recorder.ts';
import { clearingItemOf } from '../refusing/clearing-item.ts';
import { isStop } from '../../domain/zielvereinbarung/signing/publishing.ts';
import { isWaitingOver } from '../../domain/facts/waiting-time.ts';
import { AGAIN } from '../ports/patience.ts';
import type { ParkedItem, SubjectCommit } from '../ports/event-store.ts';
import { whileHeadMoves } from './while-head-moves.ts';

/**
 * Judges again, in order, what waited; repeats while a pass changes something. Each event is appended by
 * itself, so a crash in between loses nothing: the count on the head tells the next event.
 */
export async function releaseWaiting(recorder: Recorder, subject: string): Promise<void> {
  let waiting = await countedWaiting(recorder, subject);
  while (waiting.length > 0) {
    if (!(await pass(recorder, waiting))) return;
    waiting = await countedWaiting(recorder, subject);
  }
}

/**
 * Whether something waits that could go on, or the head miscounts what waits: what {@link releaseWaiting} would
 * put right. Looks only; a head that moves meanwhile takes care of it by itself.
 */
export async function isHeldUp(recorder: Recorder, subject: string): Promise<boolean> {
  const head = await recorder.store.load(subject);
  if (head === undefined) return false;
  const waiting = await waitingInOrder(recorder, subject);
  if (await hasItsTurn(recorder, waiting)) return true;
  const after = await recorder.store.load(subject);
  return head.parked !== waiting.length && head.revision === after?.revision;
}

/** Whether anything waits for this subject whose turn has come. Looks only. */
export async function couldGoOn(recorder: Recorder, subject: string): Promise<boolean> {
  return hasItsTurn(recorder, await waitingInOrder(recorder, subject));
}

async function hasItsTurn(recorder: Recorder, waiting: readonly ParkedItem[]): Promise<boolean> {
  for (const parked of waiting) {
    const read = readParked(recorder, parked);
    if (!read.ok || !(await isStillEarly(recorder, deliveryOf(parked, read)))) return true;
  }
  return false;
}

/** One round over what waits: whether any of it has its outcome now. */
async function pass(recorder: Recorder, waiting: readonly ParkedItem[]): Promise<boolean> {
  let isAnyReleased = false;
  for (const parked of waiting) if (await isReleased(recorder, parked)) isAnyReleased = true;
  return isAnyReleased;
}

/** Judges what waits where its turn has come; whether it has its outcome now. */
async function isReleased(recorder: Recorder, parked: ParkedItem): Promise<boolean> {
  const read = readParked(recorder, parked);
  if (!read.ok) return clear(recorder, parked, read);
  const delivery = deliveryOf(parked, read);
  if (!isWaitingOver(parked, recorder.clock) && (await isStillEarly(recorder, delivery))) return false;
  const { outcome } = await judgeAndWrite(recorder, delivery);
  return outcome.outcome !== 'parked';
}

async function isStillEarly(recorder: Recorder, delivery: Delivery): Promise<boolean> {
  const known = await loadFor(recorder.store, delivery.incoming);
  return judgeDelivery(recorder, delivery, known).outcome === 'early';
}

/** Who wants to stop the publication first (rule 4), then a sender's own numbers, then the order of arrival. */
async function waitingInOrder(recorder: Recorder, subject: string): Promise<readonly ParkedItem[]> {
  const ranked = (await recorder.store.waiting(subject)).map((parked) => {
    const { sequence = '0', parkedAt, source, id } = parked;
    const read = readParked(recorder, parked);
    const turn = read.ok && isStop(read.incoming) ? 'stop' : 'then';
    return { parked, rank: `${turn} ${sequence.padStart(15, '0')} ${parkedAt} ${source} ${id}` };
  });
  return ranked
    .toSorted((one, other) => one.rank.localeCompare(other.rank, 'en'))
    .map(({ parked }) => parked);
}

/**
 * What waits, with its number on the head: events parked before there was a head are not counted there yet.
 * The head is read first, so that a count that moved meanwhile is noticed and taken again.
 */
async function countedWaiting(recorder: Recorder, subject: string): Promise<readonly ParkedItem[]> {
  return whileHeadMoves(recorder, subject, async () => {
    const head = await recorder.store.load(subject);
    const waiting = await waitingInOrder(recorder, subject);
    if (head === undefined || head.parked === waiting.length) return waiting;
    const next = nextHead(head, { source: '' }, { parks: waiting.length - head.parked });
    const written = await commitTo(recorder.store, { subject, expected: head.revision, head: next });
    return written === 'committed' ? waiting : AGAIN;
  });
}

const readParked = ({ wire }: Recorder, { body }: ParkedItem) => incomingOf(wire.readStored(body));

function deliveryOf(parked: ParkedItem, data: ReadableIncoming): Delivery {
  const { ok: _, ...meaning } = data;
  const { body, parkedAt } = parked;
  return { ...meaning, body, door: 'parked', receivedAt: parkedAt, parked };
}

/**
 * What a newer contract no longer reads goes to the clearing desk: content never holds up a group (d-4). Whether it
 * is there now.
 */
async function clear(
  recorder: Recorder,
  parked: ParkedItem,
  { claim, reason, detail }: Unreadable,
): Promise<boolean> {
  const { store, crypto, clock } = recorder;
  const { subject, body, parkedAt } = parked;
  const came = { receivedAt: parkedAt, refusedAt: clock.now() };
  const message = { body, door: 'parked', claim, reason, ...came, proven: true };
  const item = clearingItemOf({ ...message, ...(detail !== undefined && { detail }) }, crypto);
  return whileHeadMoves(recorder, subject, async () => {
    const head = await store.load(subject);
    const commit: SubjectCommit = {
      subject,
      expected: head?.revision ?? 0,
      settle: { ...parked, outcome: 'refused' },
      ...(head && { head: nextHead(head, parked, { released: true }) }),
      ...(await toTheDesk(recorder, item, parked.desk)),
    };
    const written = await commitTo(store, commit);
    const rest = written === 'already-refused' ? await besideTheDesk(recorder, commit) : undefined;
    const settled = rest === undefined ? written : await commitTo(store, rest);
    return settled === 'head-moved' ? AGAIN : settled === 'committed';
  });
}
