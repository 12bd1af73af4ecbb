import type { Refusal } from '../../../events/reasons.ts';
import { writesAnything } from '../recording/commit-size.ts';
import type { Recorder } from '../recording/recorder.ts';
import type { ClearingDecision, ClearingItem, DeskReference } from '../ports/clearing.ts';
import type { Commit } from '../ports/event-store.ts';

/** Whether a person still has to decide. */
export function isOpen({ decisions }: Pick<ClearingItem, 'decisions'>): boolean {
  const last = decisions?.at(-1);
  return last === undefined || last.reopened !== undefined;
}

/** The item with one decision more. */
export function decided(item: ClearingItem, decision: ClearingDecision): ClearingItem {
  return { ...item, revision: next(item), decisions: [...(item.decisions ?? []), decision] };
}

/** The item as it lies there again: what waited by a decision was refused in the end. */
export function reopened(
  item: ClearingItem,
  { at, reason, detail }: { at: string; reason: Refusal; detail?: string },
): ClearingItem {
  const why = { reason, ...(detail !== undefined && { detail }) };
  const last = item.decisions?.at(-1);
  const { detail: _, ...rest } = item;
  return {
    ...rest,
    ...why,
    revision: next(item),
    ...(last && {
      decisions: [...(item.decisions ?? []).slice(0, -1), { ...last, reopened: { at, ...why } }],
    }),
  };
}

const next = ({ revision = 0 }: ClearingItem) => revision + 1;

/** A new item at the desk; or, where a person let the event wait from there, that item open again. */
export async function toTheDesk(
  { store, clock }: Recorder,
  item: ClearingItem,
  desk: DeskReference | undefined,
): Promise<Pick<Commit, 'refuse' | 'decide'>> {
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
export async function besideTheDesk({ store, clock }: Recorder, commit: Commit): Promise<Commit | undefined> {
  const { refuse, ...rest } = commit;
  if (!writesAnything(rest)) return undefined;
  if (refuse === undefined || commit.settle === undefined) return rest;
  const known = await store.clearingItem(refuse.month, refuse.key);
  if (known === undefined || isOpen(known)) return rest;
  return { ...rest, decide: reopened(known, { at: clock.now(), ...whyOf(refuse) }) };
}

function whyOf({ reason, detail }: ClearingItem) {
  return { reason, ...(detail !== undefined && { detail }) };
}
