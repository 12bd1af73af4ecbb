import type { Incoming } from '../../../../events/incoming/index.ts';
import type { NewEvent } from '../../../../events/recorded/index.ts';
import { startOfBerlinDay } from '../../dates/berlin.ts';
import { accepted, notPossible, type Decision } from '../../decision.ts';
import { OBSTACLES, type Obstacle } from '../obstacles.ts';
import type { Concluded, Open, Publication } from '../state.ts';

/** What the ministry decides about the publication (rule 4). */
export type PublicationDecision =
  | Incoming<'PublicationHeld'>
  | Incoming<'PublicationReleased'>
  | Incoming<'PublicationWithdrawn'>;

/**
 * Judges a decision about the publication: only what is not due yet can be held, only what is held or
 * withdrawn can be released, only what is due or public can be withdrawn.
 */
export function decidePublication(state: Open | Concluded, incoming: PublicationDecision): Decision {
  const fault = publicationFault(state, incoming.type);
  return fault === undefined ? accepted(incoming) : notPossible(fault);
}

/** Why nothing can be decided this way about the publication now; undefined where it can. */
export function publicationFault(
  state: Open | Concluded,
  type: PublicationDecision['type'],
): Obstacle | undefined {
  const { held, withdrawn, fassung } = state.publication;
  switch (type) {
    case 'PublicationHeld':
      return isDue(state) && !hasMoreToCome(state) ? OBSTACLES.isPublished : undefined;
    case 'PublicationReleased':
      return held === undefined && withdrawn === undefined ? OBSTACLES.isNotStopped : undefined;
    case 'PublicationWithdrawn':
      return fassung === undefined ? OBSTACLES.isNotPublished : undefined;
  }
}

function isDue(state: Open | Concluded): boolean {
  return state.status === 'concluded' && state.publication.fassung === state.fassung.number;
}

function hasMoreToCome(state: Open | Concluded): boolean {
  return state.status === 'concluded' && state.pending !== undefined;
}

/** The publication after a decision about it. */
export function applyPublication(
  before: Publication,
  event: Extract<NewEvent, { type: PublicationDecision['type'] }>,
): Publication {
  switch (event.type) {
    case 'PublicationHeld': {
      const { until } = event.data;
      return { ...before, held: until === undefined ? {} : { until } };
    }
    case 'PublicationReleased': {
      const { held: _, withdrawn: __, ...rest } = before;
      return rest;
    }
    case 'PublicationWithdrawn':
      return { ...takenBack(before), withdrawn: true };
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
