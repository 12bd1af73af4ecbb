import { writesAnything } from '../recording/commit-to.ts';
import type { Recorder } from '../recording/recorder.ts';
import { isUndecided, type ClearingItem, type DeskReference } from '../ports/clearing.ts';
import type { SubjectCommit } from '../ports/event-store.ts';
import { reopened } from './clearing-item.ts';

/** A new item at the desk; or, where a person let the event wait from there, that item open again. */
export async function toTheDesk(
  { store, clock }: Recorder,
  item: ClearingItem,
  desk: DeskReference | undefined,
): Promise<Pick<SubjectCommit, 'refuse' | 'decide'>> {
  const known = desk && (await store.clearingItem(desk.month, desk.key));
  return known === undefined
    ? { refuse: item }
    : { decide: reopened(known, { at: clock.now(), ...whyOf(item) }) };
}

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
  return { ...rest, decide: reopened(known, { at: clock.now(), ...whyOf(refuse) }) };
}

function whyOf({ reason, detail }: ClearingItem) {
  return { reason, ...(detail !== undefined && { detail }) };
}
