import type { Incoming } from '../../../../events/incoming/index.ts';
import type { NewEvent } from '../../../../events/recorded/index.ts';
import { IGNORED, NOT_YET, accepted, rejected, type Decision } from '../../decision.ts';
import { MINUTE_MILLISECONDS } from '../../dates/milliseconds.ts';
import type { Circumstances, PublicationSettings } from '../circumstances.ts';
import { derivedFrom } from '../derived.ts';
import { evolveZielvereinbarung } from '../evolve.ts';
import { appearsAt } from './publishing.ts';
import { isSignedByBoth, lastSignedOn } from './signing.ts';
import { fassungBeingSigned, type Concluded, type Open, type Zielvereinbarung } from '../state.ts';

/**
 * Adds `zielvereinbarung.concluded`, and `publication.due` where its time has come, to an accepted fact that
 * fills the last slot (rules 3 and 4).
 */
export function withConclusion(
  state: Zielvereinbarung,
  decision: Decision,
  circumstances: Circumstances,
): Decision {
  if (decision.outcome !== 'accepted') return decision;
  const cause = decision.events[0];
  const next = decision.events.reduce(evolveZielvereinbarung, state);
  if (cause === undefined || next.status === 'none' || next.cancelledOn !== undefined) return decision;
  const fassung = fassungBeingSigned(next);
  if (fassung === undefined || !isSignedByBoth(fassung, next.scans)) return decision;
  const conclusion = concludedBy(cause, next, {
    ...circumstances,
    version: circumstances.version + decision.events.length,
  });
  if (conclusion === undefined) return decision;
  return withDue(state, accepted(...decision.events, conclusion), circumstances);
}

/**
 * Adds `publication.due` to a conclusion, or to the release of a held or withdrawn publication, where its time
 * has come; else `remind` sends it later (rule 4).
 */
export function withDue(state: Zielvereinbarung, decision: Decision, circumstances: Circumstances): Decision {
  const cause = decision.outcome === 'accepted' ? decision.events.at(-1) : undefined;
  if (decision.outcome !== 'accepted' || cause === undefined) return decision;
  const next = decision.events.reduce(evolveZielvereinbarung, state);
  if (next.status !== 'concluded' || next.publication.fassung === next.fassung.number) return decision;
  const at = appearsAt(next.publication);
  if (at === undefined || at > circumstances.now) return decision;
  const version = circumstances.version + decision.events.length + 1;
  const due: NewEvent = {
    ...derivedFrom(cause, `due:${cause.subject}:${next.fassung.number}:${version}`),
    type: 'PublicationDue',
    data: { fassung: next.fassung.number, publishAt: at },
  };
  return accepted(...decision.events, due);
}

function concludedBy(cause: NewEvent, state: Open | Concluded, { now, version, settings }: Circumstances) {
  const fassung = fassungBeingSigned(state);
  const concludedOn = fassung && lastSignedOn(fassung, state.scans);
  if (fassung === undefined || concludedOn === undefined) return undefined;
  return {
    ...derivedFrom(cause, `concluded:${cause.subject}:${version + 1}`),
    type: 'ZielvereinbarungConcluded',
    data: {
      fassung: fassung.number,
      fassungHash: fassung.hash,
      concludedOn,
      publishAt: publishAt(now, settings),
    },
  } as const;
}

/** The later of conclusion plus undo window and the first day on which the programme year may appear. */
function publishAt(now: string, { undoWindowMinutes, publishNotBefore }: PublicationSettings): string {
  const windowOver = new Date(Date.parse(now) + undoWindowMinutes * MINUTE_MILLISECONDS).toISOString();
  return publishNotBefore !== undefined && publishNotBefore > windowOver ? publishNotBefore : windowOver;
}

/**
 * Judges that the time of publication has come: once per conclusion, not before `publishAt`. Whoever says so read the
 * row of the year, by another clock and maybe a moment before a hold: what is not so now is said again when it is.
 */
export function decideDue(
  state: Open | Concluded,
  incoming: Incoming<'PublicationDue'>,
  { now }: Circumstances,
): Decision {
  const { publication } = state;
  const isConcluded = state.status === 'concluded' && state.fassung.number === incoming.data.fassung;
  if (!isConcluded || publication.publishAt === undefined) return NOT_YET;
  if (publication.fassung === incoming.data.fassung) return IGNORED;
  const at = appearsAt(publication);
  return at === undefined || at > now ? NOT_YET : accepted(incoming);
}

/** Judges that a revision can be read: an overtaken revision is true and changes nothing any more (I5, I7). */
export function decidePublished(
  state: Open | Concluded,
  incoming: Incoming<'ZielvereinbarungPublished'>,
): Decision {
  const { wanted, published, due, fassung } = state.publication;
  const { revision } = incoming.data;
  if (revision > wanted) return rejected('transition-not-allowed', 'data.revision');
  if (revision <= published || revision < due || fassung === undefined) return IGNORED;
  return fassung === incoming.data.fassung
    ? accepted(incoming)
    : rejected('fassung-outdated', 'data.fassung');
}
