import type { Concluded, Open, Publication, Standing } from './state.ts';

/** A concluded Fassung that lost a signature or its evidence before its page could be read. */
export function takenApart(state: Concluded, time: string): Open | Concluded {
  return state.standing === undefined ? reopened(state) : backToStanding(state, state.standing, time);
}

function reopened({ scans, voided, bescheide, publication, fassung }: Concluded): Open {
  const { publishAt: _, ...notYetDue } = publication;
  const isDue = publication.fassung !== undefined;
  return {
    status: 'open',
    fassung,
    scans,
    voided,
    bescheide,
    publication: isDue ? takenBack(publication) : notYetDue,
  };
}

/**
 * The Aenderungsvereinbarung is being signed again; what was concluded before stands and is shown (rule 2). If
 * that was not due yet, it is due anew from now on; what deviated meanwhile deviates from it.
 */
function backToStanding(state: Concluded, before: Standing, time: string): Concluded {
  const { standing: _, publication, fassung: pending, ...rest } = state;
  const { publishAt: __, ...asBefore } = publication;
  const { fassung, concludedOn, publishAt } = before;
  const revision = publication.wanted + 1;
  const wasDue = publication.fassung === pending.number;
  const shownBefore = {
    wanted: revision,
    published: publication.published,
    due: revision,
    fassung: fassung.number,
  };
  const stillWaits = { ...asBefore, ...(publishAt && { publishAt: laterOf(publishAt, time) }) };
  return {
    ...rest,
    fassung,
    concludedOn,
    effectiveCent: before.effectiveCent + state.effectiveCent - pending.amountCent,
    pending,
    publication: wasDue ? shownBefore : stillWaits,
  };
}

function laterOf(publishAt: string, time: string): string {
  const instant = new Date(time).toISOString();
  return instant > publishAt ? instant : publishAt;
}

/** The revision of the notice settles everything asked for before it: a late `published` changes nothing. */
function takenBack({ wanted, due: dueRevision }: Publication): Publication {
  return { wanted: wanted + 1, published: wanted + 1, due: dueRevision };
}
