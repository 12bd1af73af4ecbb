import { isAlarming, type Settled } from '../../shared/application/reconcile/finding.ts';
import type { Reconciler } from '../../shared/application/reconcile/reconciler.ts';
import { reconcile } from '../../shared/application/reconcile/run.ts';
import { ON_ITS_WAY_MINUTES, wishOf } from '../../shared/application/reconcile/wish.ts';
import type { AlarmingOutcome } from '../../shared/lambda/metric-names.ts';
import { scheduleHandler } from '../../shared/lambda/schedule-handler.ts';
import type { Telemetry } from '../../shared/lambda/telemetry.ts';
import { nightlyRun } from './environment.ts';

/** What the handler works with. */
export type Deps = { readonly reconciler: Reconciler; readonly telemetry: Telemetry };

/**
 * Every quarter of an hour: log against head, lists, portal and inbox, and repairs. Once a night also the archive.
 * What remains, and what somebody else must have written, counts as `findings`, which an alarm hears; a run that came to its end counts as `reconciled`.
 */
export function createHandler({ reconciler, telemetry }: Deps) {
  return scheduleHandler(telemetry, async (given) => {
    const wish = wishOf('reconcile', {
      archive: nightlyRun.safeParse(given).success,
      graceMinutes: ON_ITS_WAY_MINUTES,
    });
    const { looked, settled } = await reconcile(reconciler, wish);
    for (const finding of settled) tell(telemetry, finding);
    telemetry.note('reconciled', { outcome: 'reconciled' satisfies AlarmingOutcome, looked });
  });
}

function tell(telemetry: Telemetry, finding: Settled): void {
  const { code, subject, key, version, became, error } = finding;
  if (error !== undefined) telemetry.failed('A look or a repair failed', error);
  telemetry.note('finding', {
    reason: code,
    outcome: isAlarming(finding) ? ('findings' satisfies AlarmingOutcome) : became,
    ...(subject !== undefined && { subject }),
    ...(key !== undefined && { key }),
    ...(version !== undefined && { versions: [version] }),
  });
}
