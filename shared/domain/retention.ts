import { DAY_MILLISECONDS } from './dates/milliseconds.ts';

/** Who can shorten the retention of an archived version: GOVERNANCE the break-glass role, COMPLIANCE nobody. Names of S3 Object Lock. */
export const LOCK_MODES = ['GOVERNANCE', 'COMPLIANCE'] as const;

/** One of {@link LOCK_MODES}. */
export type LockMode = (typeof LOCK_MODES)[number];

/** How long an archived version is kept, in days, and who can shorten it. */
export type Retention = { readonly days: number; readonly lockMode: LockMode };

/** When the retention of so many days ends that began at an instant: the same time of day in UTC, to the millisecond. */
export function retentionEnd(since: string, days: number): string {
  return new Date(Date.parse(since) + days * DAY_MILLISECONDS).toISOString();
}
