import { detailOf } from '../../events/reading/detail.ts';
import type { NewEvent } from '../../events/recorded/index.ts';
import type { Delay, Refusal } from '../../events/reasons.ts';

/** The judgement on an incoming fact; every message ends in exactly one. */
export type Decision =
  | { readonly outcome: 'accepted'; readonly events: readonly NewEvent[] }
  | { readonly outcome: 'ignored' }
  | { readonly outcome: 'not-yet' }
  | { readonly outcome: 'early'; readonly reason: Delay }
  | { readonly outcome: 'rejected'; readonly reason: Refusal; readonly detail?: string };

/** The fact holds, with whatever follows from it. */
export function accepted(...events: NewEvent[]): Decision {
  return { outcome: 'accepted', events };
}

/** The fact is true and changes nothing any more. */
export const IGNORED: Decision = { outcome: 'ignored' };

/**
 * What the clock says is not so now, by the clock of whoever judges. Nothing is remembered of it, so that it can be
 * said again under the same id as soon as it is so.
 */
export const NOT_YET: Decision = { outcome: 'not-yet' };

/** The fact came before what it builds on. */
export function early(reason: Delay): Decision {
  return { outcome: 'early', reason };
}

/** The fact breaks a rule: which field, by its path, and in German what is wrong with it where the reason says too little. */
export function rejected(reason: Refusal, field?: string, words?: string): Decision {
  return field === undefined
    ? { outcome: 'rejected', reason }
    : { outcome: 'rejected', reason, detail: detailOf(field, words) };
}

/** The state forbids this step, whatever is said with it; a German sentence says what stands in the way. */
export function notPossible(detail: string): Extract<Decision, { outcome: 'rejected' }> {
  return { outcome: 'rejected', reason: 'transition-not-allowed', detail };
}
