import { takenBack } from './publishing.ts';
import type { Concluded, Fassung, Open, Standing } from '../state.ts';

/** A concluded Fassung that lost a signature or its evidence before its page could be read. */
export function takenApart(state: Concluded, time: string): Open | Concluded {
  return state.standing === undefined ? reopened(state) : backToStanding(state, state.standing, time);
}

function reopened(state: Concluded): Open {
  const {
    concludedOn: _,
    pending: __,
    effectiveCent: ___,
    abweichungen,
    standing: ____,
    publication: { publishAt: _____, ...publication },
    ...known
  } = state;
  return {
    ...known,
    ...(abweichungen > 0 && { abweichungen }),
    status: 'open',
    fassung: withDeviation(state),
    publication: publication.fassung === undefined ? publication : takenBack(publication),
  };
}

/** The Fassung that lost its conclusion, with what deviated from it: the money that was last in force is known. */
function withDeviation({ fassung, effectiveCent }: Concluded): Fassung {
  const deviationCent = effectiveCent - fassung.amountCent;
  return deviationCent === 0 ? fassung : { ...fassung, deviationCent };
}

/**
 * The Aenderungsvereinbarung is being signed again; what was concluded before stands and is shown (rule 2). If
 * that was not due yet, it is due anew from now on; what deviated meanwhile deviates from it.
 */
function backToStanding(state: Concluded, before: Standing, time: string): Concluded {
  const { standing: _, publication, fassung: pending, ...rest } = state;
  const { fassung, concludedOn } = before;
  // Also where it is shown: a page that is withdrawn later may be released again.
  const publishAt = laterOf(before.publishAt ?? time, time);
  const revision = publication.wanted + 1;
  const wasDue = publication.fassung === pending.number;
  const shownBefore = {
    wanted: revision,
    published: publication.published,
    due: revision,
    publishAt,
    fassung: fassung.number,
  };
  return {
    ...rest,
    fassung,
    concludedOn,
    effectiveCent: before.effectiveCent + state.effectiveCent - pending.amountCent,
    pending: withDeviation(state),
    publication: wasDue ? shownBefore : { ...publication, publishAt },
  };
}

function laterOf(publishAt: string, time: string): string {
  const instant = new Date(time).toISOString();
  return instant > publishAt ? instant : publishAt;
}
