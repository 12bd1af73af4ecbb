import type { Incoming, IncomingEvent } from '../../../../events/incoming/index.ts';
import type { NewEvent } from '../../../../events/recorded/index.ts';
import { startOfBerlinDay } from '../../dates/berlin.ts';
import { accepted, notPossible, type Decision } from '../../decision.ts';
import { OBSTACLES, type Obstacle } from '../obstacles.ts';
import { STAFF_SOURCE } from '../../senders.ts';
import { isReadable, type Concluded, type Open, type Publication } from '../state.ts';

/** What the ministry decides about the publication (rule 4). */
export type PublicationDecision =
  | Incoming<'PublicationHeld'>
  | Incoming<'PublicationReleased'>
  | Incoming<'PublicationWithdrawn'>;

/**
 * Judges a decision about the publication. A stop without an end wins in every order (rule 4): holding back without
 * `until`, and withdrawing while nothing is public, are recorded in every state and last until a person of the
 * ministry releases them; no other system lifts or shortens them. What is public already can only be withdrawn.
 */
export function decidePublication(state: Open | Concluded, incoming: PublicationDecision): Decision {
  const fault = publicationFault(state, {
    type: incoming.type,
    isByPerson: incoming.source === STAFF_SOURCE,
    isForADay: incoming.type === 'PublicationHeld' && incoming.data.until !== undefined,
  });
  return fault === undefined ? accepted(incoming) : notPossible(fault);
}

/** A decision about the publication, as far as the state may forbid it. */
export type PublicationStep = {
  readonly type: PublicationDecision['type'];
  /** Whether a person decides in the workplace; else another system. */
  readonly isByPerson: boolean;
  /** Whether it is held back until a day only. */
  readonly isForADay: boolean;
};

/** Why nothing can be decided this way about the publication now; undefined where it can. */
export function publicationFault(
  state: Open | Concluded,
  { type, isByPerson, isForADay }: PublicationStep,
): Obstacle | undefined {
  const { held, withdrawn } = state.publication;
  switch (type) {
    case 'PublicationHeld':
      if (isForADay && isStopped(state.publication)) return OBSTACLES.isStopped;
      return isDue(state) && !hasMoreToCome(state) && (isForADay || !isOnItsWay(state))
        ? OBSTACLES.isPublished
        : undefined;
    case 'PublicationReleased':
      if (held === undefined && withdrawn === undefined) return OBSTACLES.isNotStopped;
      return isStopped(state.publication) && !isByPerson ? OBSTACLES.personReleases : undefined;
    case 'PublicationWithdrawn':
      return undefined;
  }
}

/** Whether somebody wants to stop what is to come, without an end; where several wait, this one is judged first. */
export function isStop(incoming: IncomingEvent): boolean {
  if (incoming.type === 'PublicationHeld') return incoming.data.until === undefined;
  return incoming.type === 'PublicationWithdrawn';
}

/** Whether the publication is stopped without an end: only a person lifts that. */
export function isStopped({ held }: Publication): boolean {
  return held !== undefined && held.until === undefined;
}

function isDue(state: Open | Concluded): boolean {
  return state.status === 'concluded' && state.publication.fassung === state.fassung.number;
}

/** Due, and not to be read yet, while no page of an earlier Fassung is public: it can still be stopped. */
function isOnItsWay(state: Open | Concluded): boolean {
  if (state.status !== 'concluded' || hasMoreToCome(state) || !isDue(state)) return false;
  const { standing } = state;
  const isOlderPublic =
    standing !== undefined && standing.publishAt === undefined && state.publication.published > 0;
  return !isReadable(state) && !isOlderPublic;
}

function hasMoreToCome(state: Open | Concluded): boolean {
  return state.status === 'concluded' && state.pending !== undefined;
}

/** The publication after a decision about it. */
export function applyPublication(
  state: Open | Concluded,
  event: Extract<NewEvent, { type: PublicationDecision['type'] }>,
): Publication {
  const before = state.publication;
  switch (event.type) {
    case 'PublicationHeld': {
      const { until } = event.data;
      const stopped = until === undefined && isOnItsWay(state) ? takenBack(before) : before;
      return { ...stopped, held: until === undefined ? {} : { until } };
    }
    case 'PublicationReleased': {
      const { held: _, withdrawn: __, ...rest } = before;
      return rest;
    }
    case 'PublicationWithdrawn':
      // Nothing public gives way to no notice: what is to come is stopped.
      return before.fassung === undefined
        ? { ...before, held: {} }
        : { ...takenBack(before), withdrawn: true };
  }
}

/** The revision of the notice settles everything asked for before it: a late `published` changes nothing. */
export function takenBack(before: Publication): Publication {
  const { fassung: _, ...publication } = before;
  const revision = publication.wanted + 1;
  return { ...publication, wanted: revision, published: revision };
}

/** When the concluded Fassung is to appear: not before a day until which it is held; undefined while nothing says. */
export function appearsAt({ publishAt, held, withdrawn }: Publication): string | undefined {
  if (publishAt === undefined || withdrawn === true) return undefined;
  if (held === undefined) return publishAt;
  if (held.until === undefined) return undefined;
  const notBefore = startOfBerlinDay(held.until);
  return notBefore > publishAt ? notBefore : publishAt;
}

/** A later fact that the public may see asks for a new revision of an existing page. */
export function withPageChange<State extends Open | Concluded>(state: State, visible: boolean): State {
  if (!visible || state.publication.fassung === undefined) return state;
  return { ...state, publication: { ...state.publication, wanted: state.publication.wanted + 1 } };
}
