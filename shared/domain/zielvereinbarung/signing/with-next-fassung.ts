import type { Concluded, Fassung, Open } from '../state.ts';
import { provesAny } from './signing.ts';

/**
 * Signatures on the old Fassung are gone with it, and scans of it are no evidence any more; which uploads prove
 * the concluded one is kept beside a pending one, for it still stands. Where a conclusion was undone, what deviated
 * from it deviates from nothing once its terms are replaced.
 */
export function withNextFassung(state: Open | Concluded, next: Fassung): Open | Concluded {
  if (state.status === 'open') {
    const { notConsidered: _, ...steering } = state.steering;
    return { ...state, scans: [], fassung: next, steering };
  }
  const { fassung } = state;
  const provenBy =
    fassung.provenBy ??
    state.scans.filter((scan) => provesAny(scan, fassung)).map(({ uploadId }) => uploadId);
  return { ...state, scans: [], fassung: { ...fassung, declarations: [], provenBy }, pending: next };
}
