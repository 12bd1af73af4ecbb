import { readEnvelope, readIncoming } from '../../events/read.ts';
import { noted } from './commit.ts';
import { judgeAndWrite } from './judge-and-write.ts';
import { judge, loadFor, type Delivery, type Recorder } from './judgement.ts';
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
    const delivery = deliveryOf(parked, prefix);
    if (await isStillEarly(recorder, delivery)) continue;
    await judgeAndWrite(recorder, delivery);
    released += 1;
  }
  return released;
}

async function isStillEarly(recorder: Recorder, { incoming }: Delivery): Promise<boolean> {
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

function deliveryOf(parked: ParkedItem, prefix: string): Delivery {
  const read = readEnvelope(parked.body, prefix);
  const data = read.ok ? readIncoming(read.event, read.fact) : read;
  // It was well-formed when it was parked; if a newer contract no longer reads it, that is machinery's fault.
  if (!data.ok)
    throw new Error(`Parked event ${parked.id} of ${parked.subject} is no longer readable: ${data.reason}`);
  return { incoming: data.incoming, body: parked.body, door: 'parked', receivedAt: parked.parkedAt, parked };
}
