import type { Refusal } from '../../events/reasons.ts';

/** Where all functions count; stages of one account share it. */
export const METRICS_NAMESPACE = 'Zielvereinbarungen';

/**
 * Refusals behind which somebody may speak in another's name: each is counted under its code, beside the outcome. A
 * closed list, so that metrics stay few; alarms hear them (docs/operations.md).
 */
export const HEARD = [
  'event-id-reused',
  'sender-not-allowed',
  'subject-not-allowed',
] as const satisfies readonly Refusal[];

/** What an alarm may hear, under the name under which functions count it. */
export type AlarmingOutcome =
  | (typeof HEARD)[number]
  | 'findings'
  | 'reconciled'
  | 'mail-unsent'
  | 'access-denied-other-county';
