import { readEnvelope, readIncoming, type Unreadable } from '../../events/read.ts';
import { noted } from './commit.ts';
import { judgeAndWrite } from './judge-and-write.ts';
import { judge, loadFor, type Delivery, type Recorder } from './judgement.ts';
import { clearingItemOf } from './keeping.ts';
import type { Head, ParkedItem } from './ports.ts';

/**
 * Judges again, in order, what waited; repeats while a pass changes something. Each event is appended by
 * itself, so a crash in between loses nothing: the count on the head tells the next event.
 */
export async function releaseWaiting(recorder: Recorder, subject: string, prefix: string): Promise<void> {
  let waiting = await waitingInOrder(recorder, subject);
  await countOnHead(recorder, subject, waiting.length);
  while (waiting.length > 0) {
    const released = await pass(recorder, waiting, prefix);
    if (released === 0) return;
    waiting = await waitingInOrder(recorder, subject);
  }
}

async function pass(recorder: Recorder, waiting: readonly ParkedItem[], prefix: string): Promise<number> {
  let released = 0;
  for (const parked of waiting) {
    const read = readParked(parked, prefix);
    if (!read.ok) await clear(recorder, parked, read);
    else if (await isStillEarly(recorder, read)) continue;
    else await judgeAndWrite(recorder, deliveryOf(parked, read));
    released += 1;
  }
  return released;
}

type Readable = Extract<ReturnType<typeof readIncoming>, { ok: true }>;

async function isStillEarly(recorder: Recorder, { incoming }: Readable): Promise<boolean> {
  return judge(recorder, incoming, await loadFor(recorder.store, incoming)).outcome === 'early';
}

/** A sender's own numbers first, then the order of arrival. */
async function waitingInOrder({ store }: Recorder, subject: string): Promise<readonly ParkedItem[]> {
  const rank = ({ sequence, parkedAt, source, id }: ParkedItem) =>
    `${(sequence ?? '0').padStart(15, '0')} ${parkedAt} ${source} ${id}`;
  return (await store.waiting(subject)).toSorted((one, other) => rank(one).localeCompare(rank(other), 'en'));
}

/** Events parked before there was a head are not counted on it yet. */
async function countOnHead({ store }: Recorder, subject: string, count: number): Promise<void> {
  const head: Head | undefined = await store.load(subject);
  if (head === undefined || head.parked === count) return;
  const next = noted(head, { source: '' }, { parks: count - head.parked });
  await store.commit({ subject, expected: head.revision, head: next });
}

function readParked({ body }: ParkedItem, prefix: string) {
  const read = readEnvelope(body, prefix);
  return read.ok ? readIncoming(read.event, read.fact) : read;
}

function deliveryOf(parked: ParkedItem, { incoming }: Readable): Delivery {
  return { incoming, body: parked.body, door: 'parked', receivedAt: parked.parkedAt, parked };
}

/** What a newer contract no longer reads goes to the clearing desk: content never holds up a group (d-4). */
async function clear(
  { store, crypto }: Recorder,
  parked: ParkedItem,
  { claim, reason, detail }: Unreadable,
): Promise<void> {
  const { subject, body, parkedAt } = parked;
  const head = await store.load(subject);
  const why = { reason, ...(detail === undefined ? {} : { detail }) };
  await store.commit({
    subject,
    expected: head?.revision ?? 0,
    refuse: clearingItemOf({ body, door: 'parked', claim, receivedAt: parkedAt, ...why }, crypto),
    settle: { ...parked, outcome: 'refused' },
    ...(head && { head: noted(head, parked, { released: true }) }),
  });
}
