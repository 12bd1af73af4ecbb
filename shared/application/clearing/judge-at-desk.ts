import type { Decision } from '../../domain/decision.ts';
import { acceptance, headToBuildOn } from '../recording/commit.ts';
import { answerTo, isRefusalOf, VersionConflict } from '../recording/judge-and-write.ts';
import {
  judgeDelivery,
  loadFor,
  type Delivery,
  type Known,
  type Outcome,
  type Recorder,
} from '../recording/judgement.ts';
import { digestOf } from '../recording/keeping.ts';
import { keepingCommit, type Kept } from '../recording/keeping-commit.ts';
import { AGAIN, untilUndisturbed } from '../patience.ts';
import { recordingOf } from '../foresight/preview.ts';
import type { Turn } from '../foresight/previews-together.ts';
import type { ClearingItem, DeskEnd } from '../ports/clearing.ts';
import type { Commit } from '../ports/event-store.ts';

/** How judging at the desk ended; a refusal wrote nothing, and `already-decided` says that somebody was first. */
export type DeskJudgement = Outcome | { readonly outcome: 'already-decided' };

/**
 * Judges a message by a decision at the clearing desk and writes outcome and decision in one transaction: what
 * was refused under this id is overtaken, what was recorded or waits under it is a repeat or another event.
 * @throws VersionConflict where the head kept moving.
 */
export async function judgeAtDesk(
  recorder: Recorder,
  delivery: Delivery,
  decide: (end: DeskEnd) => ClearingItem,
): Promise<DeskJudgement> {
  const attempt = async (): Promise<DeskJudgement | typeof AGAIN> => {
    const judged = await judgeOnce(recorder, delivery);
    if (!('commit' in judged)) return judged.end;
    const written = await recorder.store.commit({ ...judged.commit, decide: decide(judged.end) });
    if (written === 'committed') return judged.end;
    return written === 'already-decided' ? { outcome: written } : AGAIN;
  };
  return untilUndisturbed(recorder.patience, attempt, () => new VersionConflict(delivery.incoming.subject));
}

/** How a message would come out at the desk, and what would be written for it, where anything would. */
export type DeskForesight = { readonly turn: Turn; readonly commit?: Commit };

/** Judges as {@link judgeAtDesk}, and writes nothing. */
export async function foreseeAtDesk(recorder: Recorder, delivery: Delivery): Promise<DeskForesight> {
  const judged = await judgeOnce(recorder, delivery);
  return 'commit' in judged ? { turn: judged.turn, commit: judged.commit } : { turn: judged.end };
}

type Refused = Extract<Outcome, { outcome: 'refused' }>;
type Judged =
  | { readonly end: Refused }
  | { readonly end: Exclude<Outcome, Refused>; readonly turn: Turn; readonly commit: Commit };

async function judgeOnce(recorder: Recorder, delivery: Delivery): Promise<Judged> {
  const known = await loadFor(recorder.store, delivery.incoming);
  const digest = digestOf(delivery, recorder.crypto);
  const kept: Kept = { recorder, delivery, head: known.head, digest };
  const before = await answerFromBefore(kept);
  if (before?.outcome === 'refused') return { end: before };
  if (before !== undefined) return { end: before, turn: before, commit: await keepingOf(kept, before) };
  return judgedAnew(kept, known, judgeDelivery(recorder, delivery, known));
}

async function judgedAnew(kept: Kept, known: Known, decision: Decision): Promise<Judged> {
  const { recorder, delivery, digest } = kept;
  switch (decision.outcome) {
    case 'accepted': {
      const before = await headToBuildOn(recorder.store, delivery.incoming.subject, known.head);
      const commit = acceptance(recorder, delivery, { known, before, events: decision.events, digest });
      const end = { outcome: 'recorded', versions: commit.marker?.versions ?? [] } as const;
      return { end, turn: recordingOf(recorder, known, decision), commit };
    }
    case 'ignored': {
      const end = { outcome: 'duplicate', versions: [] } as const;
      return { end, turn: end, commit: await keepingOf(kept, { outcome: 'ignored' }) };
    }
    case 'early': {
      const end = { outcome: 'parked', reason: decision.reason } as const;
      return { end, turn: end, commit: await keepingOf(kept, end) };
    }
    case 'rejected':
      return { end: { ...decision, outcome: 'refused' } };
  }
}

async function answerFromBefore({ recorder, delivery, digest }: Kept) {
  const { store } = recorder;
  const { subject, source, id } = delivery.incoming;
  const marker = await store.marker(source, id);
  if (marker !== undefined && !isRefusalOf(marker, delivery.desk, digest)) return answerTo(marker, digest);
  const waited = await store.parkedItem(subject, { source, id });
  return waited?.outcome === 'waiting' ? answerTo(waited, digest) : undefined;
}

/** The decision is written even where nothing else is. */
async function keepingOf(kept: Kept, as: Parameters<typeof keepingCommit>[1]): Promise<Commit> {
  const { subject } = kept.delivery.incoming;
  return (await keepingCommit(kept, as)) ?? { subject, expected: kept.head?.revision ?? 0 };
}
