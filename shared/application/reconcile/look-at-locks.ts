import { berlinDay, daysAfter, startOfBerlinDay } from '../../domain/berlin.ts';
import type { Akte } from '../../domain/zielvereinbarung/state.ts';
import type { ArchivedObject } from '../ports-reconcile.ts';
import type { Finding } from './finding.ts';
import type { Kept } from './kept.ts';

/** The recorded day of the retention applies to every object of the Akte; it only moves the lock to later. */
export function retentionFindings(kept: Kept, { retainUntil, lockMode }: ArchivedObject): readonly Finding[] {
  const { custody, naming, publisher } = kept;
  const day = akteOf(kept).retainUntil;
  if (day === undefined || (retainUntil !== undefined && berlinDay(retainUntil) >= day)) return [];
  const retention = {
    until: startOfBerlinDay(daysAfter(day, 1)),
    lockMode: lockMode ?? publisher.keeping.lockMode,
  };
  return [
    {
      code: 'retention-too-short',
      async repair() {
        await custody.extend(naming.data.archive, retention);
        return 'repaired';
      },
    },
  ];
}

/** A recorded legal hold lies on every object of the Akte. One that nobody recorded is told and left. */
export function holdFindings(kept: Kept, { isHeld }: ArchivedObject): readonly Finding[] {
  const { custody, naming, log } = kept;
  const isAsked = (akteOf(kept).holds ?? 0) > 0;
  if (isAsked === isHeld) return [];
  const repair = async () => {
    await custody.hold(naming.data.archive, isAsked);
    return 'repaired' as const;
  };
  if (isAsked) return [{ code: 'legal-hold-missing', repair }];
  const wasLifted = log.events.some(({ type }) => type === 'LegalHoldLifted');
  return [wasLifted ? { code: 'legal-hold-lifted', repair } : { code: 'legal-hold-unrecorded' }];
}

function akteOf({ log }: Kept): Akte {
  const { state } = log.folded.head;
  return state.status === 'none' ? {} : state.akte;
}
