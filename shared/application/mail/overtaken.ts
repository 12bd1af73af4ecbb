import type { Recorded, RecordedEvent } from '../../../events/recorded/index.ts';
import type { Party } from '../../../events/primitives.ts';
import { differenceToAgreed } from '../../domain/zielvereinbarung/year/bescheid.ts';
import { openDeadlines } from '../../domain/zielvereinbarung/year/deadlines.ts';
import { isStopped } from '../../domain/zielvereinbarung/signing/publishing.ts';
import { fassungBeingSigned, type Concluded, type Open } from '../../domain/zielvereinbarung/state.ts';
import { eventsAfter, stateAfter, type Course } from './course.ts';

/**
 * Whether what was news is no longer so when the mail is written: a later fact took its place, or its day has passed.
 * What happened stays true; what it led to does not, and a mail tells what holds.
 */
export function isOvertaken(event: RecordedEvent, course: Course): boolean {
  const { state } = course;
  if (state.status === 'none') return false;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each rule stands under the type that it takes
  const holds = HOLDS[event.type] as Rule | undefined;
  return holds !== undefined && !holds(event, { ...course, state, later: eventsAfter(course, event) });
}

type Present = Course & { readonly state: Open | Concluded; readonly later: readonly RecordedEvent[] };

/** Whether it still holds. */
type Rule<Name extends RecordedEvent['type'] = RecordedEvent['type']> = (
  event: Recorded<Name>,
  present: Present,
) => boolean;

/** What is not here holds for ever: a refused scan stays refused, an end is an end. */
const HOLDS: { readonly [Name in RecordedEvent['type']]?: Rule<Name> } = {
  ZielvereinbarungReleasedForSignature: ({ type, data: { fassung } }, present) =>
    isBeingSigned(fassung, present) &&
    !present.later.some((one) => one.type === type && one.data.fassung === fassung),
  SignatureReceived: ({ data: { fassung, party } }, present) =>
    isBeingSigned(fassung, present) && !isFollowed(present, 'SignatureWithdrawn', { fassung, party }),
  SignatureRefused: ({ data: { fassung, party } }, present) =>
    isBeingSigned(fassung, present) && !isFollowed(present, 'SignatureReceived', { fassung, party }),
  SignatureWithdrawn: ({ data: { fassung, party } }, present) =>
    isBeingSigned(fassung, present) && !isFollowed(present, 'SignatureReceived', { fassung, party }),
  SignatureVoided: ({ data: { fassung, party } }, { state, later }) =>
    state.cancelledOn === undefined &&
    (fassungBeingSigned(state)?.number ?? 0) > fassung &&
    !later.some(
      (one) =>
        (one.type === 'SignatureReceived' || one.type === 'SignatureVoided') &&
        one.data.party === party &&
        one.data.fassung > fassung,
    ),
  ZielvereinbarungConcluded: ({ type, data: { fassung } }, { state, later }) =>
    state.status === 'concluded' &&
    state.cancelledOn === undefined &&
    state.fassung.number === fassung &&
    !later.some(
      (one) =>
        one.type === type || (one.type === 'ZielvereinbarungPublished' && one.data.fassung === fassung),
    ),
  ZielvereinbarungPublished: ({ type }, { later, events, states, state }) =>
    state.publication.fassung !== undefined &&
    !later.some((one) => one.type === type || isTakenBackBy(one, { events, states })),
  BudgetAmended: ({ type, version, data }, present) =>
    isOfStandingFassung(version, present) &&
    !present.later.some(
      (one) => one.type === type && one.data.kind === 'abweichung' && takesOver(one.data, data, present),
    ),
  EckdatenAmended: ({ type, version, data }, present) =>
    isOfStandingFassung(version, present) &&
    !present.later.some(
      (one) =>
        one.type === type &&
        one.data.kind === 'abweichung' &&
        one.data.label === data.label &&
        one.data.art === data.art &&
        takesOver(one.data, data, present),
    ),
  PublicationHeld: ({ data: { until } }, present) =>
    isLastDecision(present) &&
    present.state.publication.held !== undefined &&
    (until === undefined || until > present.today),
  PublicationReleased: (_, present) => isLastDecision(present),
  PublicationWithdrawn: (_, { state: { publication }, later }) =>
    (publication.withdrawn === true || isStopped(publication)) &&
    !later.some(({ type }) => type === 'PublicationReleased' || type === 'PublicationWithdrawn'),
  BescheidDifferenceFound: ({ type }, { state, later }) =>
    !later.some((one) => one.type === type) && isDifferent(state),
  UmsetzungsbesprechungScheduled: ({ type, data: { on } }, { state, today, later }) =>
    state.cancelledOn === undefined &&
    state.steering.heldOn === undefined &&
    on >= today &&
    !later.some((one) => one.type === type),
  DeadlineApproaching: ({ data }, present) =>
    data.dueOn >= present.today &&
    isOpen(data, present) &&
    !present.later.some((one) => one.type === 'DeadlineMissed' && one.data.deadline === data.deadline),
  DeadlineMissed: ({ data }, present) => isOpen(data, present),
};

function isBeingSigned(fassung: number, { state }: Present): boolean {
  return state.cancelledOn === undefined && fassungBeingSigned(state)?.number === fassung;
}

function isFollowed(
  { later }: Present,
  type: 'SignatureReceived' | 'SignatureWithdrawn',
  { fassung, party }: { readonly fassung: number; readonly party: Party },
): boolean {
  return later.some((one) => one.type === type && one.data.fassung === fassung && one.data.party === party);
}

/** A withdrawn page, or one whose Fassung lost its conclusion. */
function isTakenBackBy(event: RecordedEvent, course: Pick<Course, 'events' | 'states'>) {
  const state = stateAfter(course, event);
  return state !== undefined && state.status !== 'none' && state.publication.fassung === undefined;
}

/** An Abweichung deviates from the Fassung that was concluded then; a newer one has sums of its own. */
function isOfStandingFassung(version: number, present: Present): boolean {
  const { state } = present;
  const then = stateAfter(present, { version });
  return (
    state.cancelledOn === undefined &&
    (then === undefined || then.status === 'none' || then.fassung.number === state.fassung.number)
  );
}

type Effective = { readonly effectiveOn: string };

/** Whether a later Abweichung of the same already holds in the place of this one. */
function takesOver(later: Effective, own: Effective, { today }: Present): boolean {
  return later.effectiveOn <= own.effectiveOn || later.effectiveOn <= today;
}

/** No later decision of the ministry, no page since, and no end. */
function isLastDecision({ state, later }: Present): boolean {
  return (
    state.cancelledOn === undefined &&
    !later.some(({ type }) => DECIDING.some((deciding) => deciding === type))
  );
}

const DECIDING = [
  'PublicationHeld',
  'PublicationReleased',
  'PublicationWithdrawn',
  'PublicationDue',
  'ZielvereinbarungPublished',
] as const;

function isDifferent({ fassung, bescheide }: Open | Concluded): boolean {
  const difference = differenceToAgreed(fassung.amountCent, bescheide);
  return difference !== undefined && difference !== 0;
}

function isOpen(
  { deadline, dueOn }: Recorded<'DeadlineMissed'>['data'],
  { subject, state }: Present,
): boolean {
  return openDeadlines(subject, state).some((one) => one.deadline === deadline && one.dueOn === dueOn);
}
