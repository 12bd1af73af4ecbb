import { berlinDay, daysAfter, startOfBerlinDay } from '../../../domain/dates/berlin.ts';
import type { Akte } from '../../../domain/zielvereinbarung/state.ts';
import type { ArchivedObject } from '../../ports/inventories.ts';
import type { Finding, Repaired } from '../finding.ts';
import type { ArchivedPaper } from '../archived-paper.ts';

/** The recorded day of the retention applies to every object of the Akte; it only moves the lock to later. */
export function retentionFindings(
  paper: ArchivedPaper,
  { retainUntil, lockMode }: ArchivedObject,
): readonly Finding[] {
  const { custody, naming, publisher } = paper;
  const day = akteOf(paper).retainUntil;
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

/** Longer ago than that, a hold that still lies there was not left over by a lift: somebody placed it since. */
const LIFTED_DAYS = 3;

/**
 * A recorded legal hold lies on every object of the Akte. One that nobody recorded is told and left; it is left
 * over only on what was archived before the newest fact about holds, a lift of these days.
 */
export function holdFindings(paper: ArchivedPaper, { isHeld }: ArchivedObject): readonly Finding[] {
  const { custody, naming } = paper;
  const isAsked = (akteOf(paper).holds ?? 0) > 0;
  if (isAsked === isHeld) return [];
  const repair = async () => {
    await custody.hold(naming.data.archive, true);
    return 'repaired' as const;
  };
  if (isAsked) return [{ code: 'legal-hold-missing', repair }];
  return [
    isLeftOver(paper)
      ? { code: 'legal-hold-lifted', repair: () => lift(paper) }
      : { code: 'legal-hold-unrecorded' },
  ];
}

function isLeftOver({ log, naming, recorder }: ArchivedPaper): boolean {
  const newest = log.events.findLast(({ type }) => type === 'LegalHoldPlaced' || type === 'LegalHoldLifted');
  if (newest?.type !== 'LegalHoldLifted' || naming.version > newest.version) return false;
  return recorder.clock.today() <= daysAfter(berlinDay(newest.recordedAt), LIFTED_DAYS);
}

/** Lifts only what nobody asks for at this moment: a hold may have been recorded since the log was read. */
async function lift({ custody, naming, log, recorder }: ArchivedPaper): Promise<Repaired> {
  const head = await recorder.store.load(log.subject);
  if (head?.version !== log.folded.head.version) return 'moved';
  await custody.hold(naming.data.archive, false);
  return 'repaired';
}

function akteOf({ log }: ArchivedPaper): Akte {
  const { state } = log.folded.head;
  return state.status === 'none' ? {} : state.akte;
}
