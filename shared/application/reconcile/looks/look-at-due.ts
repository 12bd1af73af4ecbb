import { MINUTE_MILLISECONDS } from '../../../domain/dates/milliseconds.ts';
import { dueFact } from '../../reminding/due-fact.ts';
import type { Finding } from '../finding.ts';
import type { Reconciler, SoundLog } from '../reconciler.ts';

/** What overdue publications are looked at with. */
export type DueLooker = Pick<Reconciler, 'recorder' | 'publisher'> & {
  /** For so long `remind` is at work on what has become due: its own run, the queue, and clocks that differ. */
  readonly graceMinutes: number;
};

/**
 * A concluded Zielvereinbarung whose time has come and whose publication nobody recorded as due. It is said once more,
 * under an id of its own where an earlier release refused it for good (`:again`, ADR 0044).
 */
export function lookAtDue(
  { recorder, publisher, graceMinutes }: DueLooker,
  { subject, folded }: SoundLog,
): readonly Finding[] {
  const latest = Date.parse(recorder.clock.now()) - graceMinutes * MINUTE_MILLISECONDS;
  const fact = folded.row && dueFact(folded.row, new Date(latest).toISOString());
  if (fact === undefined) return [];
  const repair = async () => {
    const before = await recorder.store.marker(fact.source, fact.id);
    // It was due before, and something took it back since: whether it is to appear again a person says.
    if (before !== undefined && before.refusal === undefined) return 'open' as const;
    const id = before === undefined ? fact.id : `${fact.id}:again`;
    await publisher.queue.send([publisher.wire.toCloudEvent({ ...fact, id })]);
    return 'repaired' as const;
  };
  return [{ code: 'publication-overdue', subject, repair }];
}
