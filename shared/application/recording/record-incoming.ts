import { usesItsNumber } from '../../domain/facts/sequence.ts';
import { judgeAndWrite, type WrittenJudgement } from './judge-and-write.ts';
import type { Delivery, Outcome, Recorder } from './recorder.ts';
import { releaseWaiting } from './release-waiting.ts';

/**
 * Judges one event, writes the judgement in one transaction, and releases what waited for it. Safe to repeat
 * at any distance in time: a marker is read before anything is refused or parked (d-1, rule 5).
 * @throws VersionConflict where the head kept moving.
 */
export async function recordIncoming(recorder: Recorder, delivery: Delivery): Promise<Outcome> {
  const written = await judgeAndWrite(recorder, delivery);
  if (await mayLetOthersGoOn(recorder, delivery, written)) {
    await releaseWaiting(recorder, delivery.incoming.subject);
  }
  return written.outcome;
}

/** Costs nothing where nothing waits: the head's count tells. */
async function mayLetOthersGoOn(
  { store }: Recorder,
  { incoming }: Delivery,
  { outcome, before, waiting }: WrittenJudgement,
): Promise<boolean> {
  switch (outcome.outcome) {
    case 'recorded':
    case 'refused':
      return waiting > 0;
    case 'duplicate':
      // The first run may have been cut off just before it looked, or be at it; a new number may have closed a gap.
      return before !== undefined || waiting > 0 || (await store.load(incoming.subject)) !== undefined;
    case 'parked':
      // Its number is used up already, and may be the one that others wait for.
      if (usesItsNumber(outcome.reason)) return waiting > 1;
      // Parked without a head: if the draft was recorded meanwhile, it may have looked too early.
      return before === undefined && (await store.load(incoming.subject)) !== undefined;
  }
}
