import type { Refusal } from '../../../events/reasons.ts';

/**
 * Refusals that pass by themselves: a day or an instant comes, or the register learns of a Gebietskoerperschaft. None
 * of them is the last word on a message: sent again under its id and number it is judged anew (rule 5).
 */
const PASSING: readonly Refusal[] = [
  'date-in-future',
  'event-time-invalid',
  'gebietskoerperschaft-not-valid-in-year',
];

/** Whether a refusal for this reason may pass by itself. */
export function mayPass(reason: Refusal): boolean {
  return PASSING.includes(reason);
}
