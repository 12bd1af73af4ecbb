import { assertNever } from '../assert-never.ts';
import type { NewEvent } from '../../../events/recorded/index.ts';
import { happenedOn } from '../dates/berlin.ts';
import { isIn } from '../traits/has-trait.ts';
import { evolveAkte, withArchived } from './year/akte.ts';
import { cancelled } from './year/cancelling.ts';
import {
  archived,
  checked,
  setAside,
  withRefusal,
  withSignature,
  withoutSignature,
} from './signing/evolve-evidence.ts';
import { withNextFassung } from './signing/with-next-fassung.ts';
import { changedFassung, drafted, fassungFrom, withFassung } from './terms/evolve-fassung.ts';
import { withCopiedText, withStoppedText } from './terms/supplied-text.ts';
import { evolveGrant } from './year/grant-track.ts';
import { applyPublication, withPageChange } from './signing/publishing.ts';
import { evolveSteering } from './year/steering.ts';
import {
  INITIAL,
  fassungBeingSigned,
  isOut,
  isReadable,
  type Concluded,
  type Open,
  type Standing,
  type Zielvereinbarung,
} from './state.ts';

type Of<Name extends NewEvent['type']> = Extract<NewEvent, { type: Name }>;
type Data<Name extends NewEvent['type']> = Of<Name>['data'];
type Later = Exclude<NewEvent, { type: 'ZielvereinbarungDrafted' }>;

/** Folds one recorded fact into the state of a Zielvereinbarung. */
export function evolveZielvereinbarung(state: Zielvereinbarung, event: NewEvent): Zielvereinbarung {
  if (event.type === 'ZielvereinbarungDrafted') return drafted(event.data);
  return state.status === 'none' ? INITIAL : evolveKnown(state, event);
}

function evolveKnown(state: Open | Concluded, event: Later): Open | Concluded {
  if (isIn(event, ['bescheid'])) return evolveGrant(state, event);
  if (isIn(event, ['steering'])) return evolveSteering(state, event);
  if (isIn(event, ['akte'])) return evolveAkte(state, event);
  switch (event.type) {
    case 'ZielvereinbarungRevised':
      return withNextFassung(state, fassungFrom(event.data));
    case 'ZielvereinbarungReleasedForSignature':
      return released(state, event);
    case 'SignatureReceived':
      return withSignature(state, event);
    case 'SignatureRefused':
      return withRefusal(state, event);
    case 'SignatureWithdrawn':
      return withoutSignature(state, event);
    case 'SignatureVoided':
      return { ...state, voided: [...state.voided, event.data] };
    case 'ScanArchived':
      return { ...archived(state, event), akte: withArchived(state.akte, event.data.retainUntil) };
    case 'ScanChecked':
      return checked(state, event);
    case 'ScanSetAside':
      return setAside(state, event);
    case 'BudgetAmended':
    case 'EckdatenAmended':
      return changed(state, event);
    case 'ZielvereinbarungConcluded':
      return concluded(state, event.data);
    case 'ZielvereinbarungCancelled':
      return withPageChange(cancelled(state, event), true);
    case 'PublicationDue':
      return due(state, event.data.fassung);
    case 'PublicationHeld':
    case 'PublicationReleased':
    case 'PublicationWithdrawn':
      return { ...state, publication: applyPublication(state, event) };
    case 'ZielvereinbarungPublished':
      return published(state, event.data);
    case 'ScanRefused':
      return event.data.fassung === undefined
        ? state
        : withFassung(state, event.data.fassung, (fassung) => withStoppedText(fassung, event.data));
    case 'DocumentArchived':
      return withFassung(state, event.data.fassung, (fassung) => withCopiedText(fassung, event.data));
    case 'ScanSubmitted':
      return state;
    default:
      return assertNever(event);
  }
}

function released(
  state: Open | Concluded,
  event: Of<'ZielvereinbarungReleasedForSignature'>,
): Open | Concluded {
  const { fassung: number, dueOn } = event.data;
  return withFassung(state, number, (fassung) => ({
    ...fassung,
    released: true,
    releasedOn: fassung.releasedOn ?? happenedOn(event),
    ...(dueOn === undefined ? {} : { dueOn }),
  }));
}

function due(state: Open | Concluded, fassung: number): Open | Concluded {
  const { held: _, ...publication } = state.publication;
  const wanted = publication.wanted + 1;
  return { ...state, publication: { ...publication, wanted, due: wanted, fassung } };
}

function changed(
  state: Open | Concluded,
  event: Of<'BudgetAmended'> | Of<'EckdatenAmended'>,
): Open | Concluded {
  return event.data.kind === 'abweichung'
    ? deviated(state, event)
    : withNextFassung(state, changedFassung(state, event));
}

function deviated(
  state: Open | Concluded,
  event: Of<'BudgetAmended'> | Of<'EckdatenAmended'>,
): Open | Concluded {
  if (state.status !== 'concluded') return state;
  const { notConsidered = [] } = state.steering;
  const abweichungen = state.abweichungen + 1;
  const next = {
    ...state,
    abweichungen,
    steering: { ...state.steering, notConsidered: [...notConsidered, abweichungen] },
    ...(event.type === 'BudgetAmended' && { effectiveCent: event.data.to.amountCent }),
  };
  return withPageChange(next, true);
}

/** A new conclusion is published by itself, even where an earlier page was withdrawn (rule 4). */
function concluded(state: Open | Concluded, data: Data<'ZielvereinbarungConcluded'>): Concluded {
  const { deviationCent = 0, ...fassung } = fassungBeingSigned(state) ?? state.fassung;
  const { withdrawn: _, ...publication } = state.publication;
  const { pending: __, ...known } = { pending: undefined, ...state };
  return {
    ...known,
    status: 'concluded',
    fassung,
    publication: { ...publication, publishAt: data.publishAt },
    concludedOn: data.concludedOn,
    effectiveCent: fassung.amountCent + deviationCent,
    abweichungen: state.abweichungen ?? 0,
    ...(state.status === 'concluded' ? { standing: standingOf(state) } : {}),
  };
}

function standingOf({ fassung, concludedOn, effectiveCent, publication }: Concluded): Standing {
  const waits = publication.fassung !== fassung.number && publication.publishAt !== undefined;
  return { fassung, concludedOn, effectiveCent, ...(waits && { publishAt: publication.publishAt }) };
}

/**
 * With the first readable page nothing of what stood before, or was void, matters any more. Scans do: a withdrawn
 * publication may be followed by the check of one that was archived long before, or told late (rules 3 and 5).
 */
function published(state: Open | Concluded, data: Data<'ZielvereinbarungPublished'>): Open | Concluded {
  const publication = {
    ...state.publication,
    published: Math.max(state.publication.published, data.revision),
  };
  const next = { ...state, publication };
  if (next.status === 'open' || !isReadable(next)) return next;
  const { standing: _, ...settled } = next;
  if (settled.pending !== undefined || isOut(state)) return settled;
  return { ...settled, voided: [] };
}
