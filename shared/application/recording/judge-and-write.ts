import { AGAIN } from '../ports/patience.ts';
import type { Head } from '../ports/event-store.ts';
import { besideTheDesk } from './beside-the-desk.ts';
import { commitTo } from './commit-to.ts';
import { DUPLICATE, judge, type Judgement } from './judge.ts';
import type { Delivery, Outcome, Recorder } from './recorder.ts';
import { whileHeadMoves } from './while-head-moves.ts';

/** A judgement that was written: the head before, and how many events wait after it. */
export type WrittenJudgement = {
  readonly outcome: Outcome;
  readonly before: Head | undefined;
  readonly waiting: number;
};

/**
 * Judges one event and writes the judgement in one transaction. Judges anew where the head moved meanwhile; never
 * concludes from an error alone.
 * @throws VersionConflict where the head moved at every try, StaleVersion where the caller decided on an older one.
 */
export function judgeAndWrite(recorder: Recorder, delivery: Delivery): Promise<WrittenJudgement> {
  return whileHeadMoves(recorder, delivery.incoming.subject, async () =>
    write(recorder, await judge(recorder, delivery, 'record')),
  );
}

async function write(recorder: Recorder, judged: Judgement): Promise<WrittenJudgement | typeof AGAIN> {
  const { store } = recorder;
  const { head: before, end } = judged;
  const written = (outcome: Outcome, after = before) => ({ outcome, before, waiting: after?.parked ?? 0 });
  const commit = await judged.commit();
  if (commit === undefined) return written(end);
  const answer = await commitTo(store, commit);
  if (answer === 'committed') return written(end, commit.head);
  if (answer === 'head-moved') return AGAIN;
  if (end.outcome === 'recorded') {
    const repeated = await judged.repeated();
    // A marker that exists for the condition and not for the read cannot be: judge anew rather than guess.
    return repeated === undefined ? AGAIN : write(recorder, repeated);
  }
  if (answer === 'already-parked') return written(DUPLICATE);
  if (answer !== 'already-refused') return AGAIN;
  // The desk has this very message already; where nothing else was to be written, nothing is left to do.
  const rest = await besideTheDesk(recorder, commit);
  if (rest === undefined) return written(DUPLICATE);
  return (await commitTo(store, rest)) === 'committed' ? written(DUPLICATE, rest.head) : AGAIN;
}
