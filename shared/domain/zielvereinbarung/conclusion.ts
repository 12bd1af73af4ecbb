import type { Incoming } from '../../../events/incoming/index.ts';
import type { NewEvent } from '../../../events/recorded/index.ts';
import { IGNORED, accepted, rejected, type Decision } from '../decision.ts';
import type { Circumstances, PublicationSettings } from './circumstances.ts';
import { evolve } from './evolve.ts';
import { isSignedByBoth, lastSignedOn } from './signing.ts';
import { fassungBeingSigned, type Concluded, type Open, type Zielvereinbarung } from './state.ts';

/** Source of the facts that follow from others. */
const RECORDER = 'urn:aqb:record-event';

/**
 * Adds `zielvereinbarung.concluded`, and `publication.due` where its time has come, to an accepted fact that
 * fills the last slot (domain rules 3 and 4).
 */
export function withConclusion(
  state: Zielvereinbarung,
  decision: Decision,
  circumstances: Circumstances,
): Decision {
  if (decision.outcome !== 'accepted') return decision;
  const cause = decision.events[0];
  const next = decision.events.reduce(evolve, state);
  if (cause === undefined || next.status === 'none') return decision;
  const fassung = fassungBeingSigned(next);
  if (fassung === undefined || !isSignedByBoth(fassung, next.scans)) return decision;
  const conclusion = concludedBy(cause, next, circumstances);
  if (conclusion === undefined) return decision;
  const events = [...decision.events, conclusion];
  if (conclusion.data.publishAt > circumstances.now) return accepted(...events);
  return accepted(...events, dueAfter(conclusion, circumstances.version + events.length + 1));
}

function concludedBy(cause: NewEvent, state: Open | Concluded, { now, version, settings }: Circumstances) {
  const fassung = fassungBeingSigned(state);
  const concludedOn = fassung && lastSignedOn(fassung, state.scans);
  if (fassung === undefined || concludedOn === undefined) return undefined;
  return {
    ...derivedFrom(cause, `concluded:${cause.subject}:${version + 2}`),
    type: 'ZielvereinbarungConcluded',
    data: {
      fassung: fassung.number,
      fassungHash: fassung.hash,
      concludedOn,
      publishAt: publishAt(now, settings),
    },
  } as const;
}

function dueAfter(
  concluded: Extract<NewEvent, { type: 'ZielvereinbarungConcluded' }>,
  version: number,
): NewEvent {
  const { fassung, publishAt: at } = concluded.data;
  return {
    ...derivedFrom(concluded, `due:${concluded.subject}:${fassung}:${version}`),
    type: 'PublicationDue',
    data: { fassung, publishAt: at },
  };
}

function derivedFrom(cause: NewEvent, id: string) {
  const { subject, time, correlationid } = cause;
  return {
    id,
    source: RECORDER,
    subject,
    time,
    causationid: cause.id,
    ...(correlationid === undefined ? {} : { correlationid }),
  };
}

/** The later of conclusion plus undo window and the first day on which the programme year may appear. */
function publishAt(now: string, { undoWindowMinutes, publishNotBefore }: PublicationSettings): string {
  const windowOver = new Date(Date.parse(now) + undoWindowMinutes * 60_000).toISOString();
  return publishNotBefore !== undefined && publishNotBefore > windowOver ? publishNotBefore : windowOver;
}

/** Judges that the time of publication has come: once per conclusion, not before `publishAt`. */
export function decideDue(
  state: Open | Concluded,
  incoming: Incoming<'PublicationDue'>,
  { now }: Circumstances,
): Decision {
  const { publication } = state;
  const isConcluded = state.status === 'concluded' && state.fassung.number === incoming.data.fassung;
  if (!isConcluded || publication.publishAt === undefined)
    return rejected('transition-not-allowed', 'not concluded');
  if (publication.fassung === incoming.data.fassung) return IGNORED;
  return publication.publishAt > now
    ? rejected('transition-not-allowed', 'before publishAt')
    : accepted(incoming);
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
