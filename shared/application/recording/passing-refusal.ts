import { mayPass } from '../../domain/facts/passing-refusals.ts';
import { isUndecided, type ClearingDecision, type ClearingItem, type DeskEnd } from '../ports/clearing.ts';
import type { Marker, SubjectCommit } from '../ports/event-store.ts';
import { refusalMarker, withDecision } from '../refusing/clearing-item.ts';
import type { Judging, Outcome } from './recorder.ts';

/**
 * The item of a refusal which may have passed meanwhile: nobody decided about it, and the message comes again under
 * the number that it had. Undefined where the marker is the last word. One read, of a refusal only.
 */
export async function passingItem(
  { recorder: { store, wire }, delivery }: Judging,
  { refusal }: Marker,
): Promise<ClearingItem | undefined> {
  if (refusal === undefined || !mayPass(refusal.reason) || delivery.desk !== undefined) return undefined;
  const { month, key } = refusal.clearing;
  const item = await store.clearingItem(month, key);
  if (item === undefined || !isUndecided(item) || !mayPass(item.reason)) return undefined;
  const before = wire.readStored(item.body);
  return before.ok && before.event.sequence === delivery.incoming.sequence ? item : undefined;
}

/** What the judgement on a message that came again writes: its item closed, or open for the reason that holds now. */
export function closed(
  judging: Judging,
  item: ClearingItem,
  { end, commit }: { readonly end: Outcome; readonly commit: SubjectCommit | undefined },
): SubjectCommit | undefined {
  const { incoming } = judging.delivery;
  if (end.outcome === 'refused') {
    const { detail: _, ...before } = item;
    const marker = refusalMarker(incoming, judging.digest, { ...before, ...end });
    // The marker names the reason that holds now.
    return commit && { ...commit, marker, overtakes: true };
  }
  const decide = withDecision(item, decisionOf(judging, deskEndOf(end)));
  return { subject: incoming.subject, expected: 0, ...commit, decide };
}

/** Its sender decided, by sending it again; the event's own id and digest tell a repeat of that. */
function decisionOf({ recorder: { clock }, delivery, digest }: Judging, end: DeskEnd): ClearingDecision {
  const { source, id } = delivery.incoming;
  return { action: 'repeat', by: source, key: id, order: digest, at: clock.now(), end };
}

/** As an item of the desk keeps it: hints are for whoever decides, and no part of how it ended. */
export function deskEndOf(end: Exclude<Outcome, { outcome: 'refused' }>): DeskEnd {
  return end.outcome === 'recorded' ? { outcome: end.outcome, versions: end.versions } : end;
}
