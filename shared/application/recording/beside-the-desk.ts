import { isUndecided } from '../ports/clearing.ts';
import type { SubjectCommit } from '../ports/event-store.ts';
import { reopened } from '../refusing/clearing-item.ts';
import { writesAnything } from './commit-to.ts';
import type { Recorder } from './recorder.ts';

/**
 * The rest of a refusal whose very message the desk has already: number, marker and what waits of it are
 * settled all the same. Where a person decided about it before and it waited since, it is open again.
 * Undefined where nothing is left to write: a store takes no empty commit.
 */
export async function besideTheDesk(
  { store, clock }: Recorder,
  commit: SubjectCommit,
): Promise<SubjectCommit | undefined> {
  const { refuse, ...rest } = commit;
  if (!writesAnything(rest)) return undefined;
  if (refuse === undefined || commit.settle === undefined) return rest;
  const known = await store.clearingItem(refuse.month, refuse.key);
  if (known === undefined || isUndecided(known)) return rest;
  return { ...rest, decide: reopened(known, { ...refuse, at: clock.now() }) };
}
