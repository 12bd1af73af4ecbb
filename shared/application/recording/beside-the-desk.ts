import { isUndecided, type ClearingItem } from '../ports/clearing.ts';
import type { SubjectCommit } from '../ports/event-store.ts';
import { reopened } from '../refusing/clearing-item.ts';
import { lyingItem } from '../refusing/lying-item.ts';
import { writesAnything } from './commit-to.ts';
import type { Recorder } from './recorder.ts';

/**
 * The rest of a refusal whose very message the desk has already: number, marker and what waits of it are
 * settled all the same, and its marker names the place where the message lies since it first came. Where a person
 * decided about it before and it waited since, it is open again.
 * Undefined where nothing is left to write: a store takes no empty commit.
 */
export async function besideTheDesk(
  { store, clock }: Recorder,
  commit: SubjectCommit,
): Promise<SubjectCommit | undefined> {
  const { refuse, ...others } = commit;
  if (!writesAnything(others)) return undefined;
  const known = refuse && (await lyingItem(store, refuse));
  if (refuse === undefined || known === undefined) return others;
  const rest = { ...others, ...markedAt(known, others) };
  if (commit.settle === undefined || isUndecided(known)) return rest;
  return { ...rest, decide: reopened(known, { ...refuse, at: clock.now() }) };
}

function markedAt(
  { month, key }: ClearingItem,
  { marker }: Pick<SubjectCommit, 'marker'>,
): Pick<SubjectCommit, 'marker'> {
  if (marker?.refusal === undefined) return {};
  return { marker: { ...marker, refusal: { ...marker.refusal, clearing: { month, key } } } };
}
