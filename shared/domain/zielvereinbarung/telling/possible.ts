import { assertNever } from '../../assert-never.ts';
import type { Incoming, IncomingEvent } from '../../../../events/incoming/index.ts';
import type { Party } from '../../../../events/primitives.ts';
import type { Delay, Refusal } from '../../../../events/reasons.ts';
import { isNameWith, type NameWith } from '../../traits/has-trait.ts';
import { isUnderWay } from '../year/akte.ts';
import { refusalAfterTheEnd } from '../year/cancelling.ts';
import { isSettled } from '../signing/evidence.ts';
import { publicationFault } from '../signing/publishing.ts';
import { OBSTACLES, type Obstacle } from '../obstacles.ts';
import { fassungBeingSigned, isOut, newestFassung, type Akte, type Concluded, type Open } from '../state.ts';
import { isTextMissing } from '../terms/supplied-text.ts';

/** What somebody might report: its kind, for which side, and of a change which of the three kinds. */
export type Step = {
  readonly type: IncomingEvent['type'];
  readonly party?: Party;
  readonly kind?: Incoming<'BudgetAmended'>['data']['kind'];
};

/** The step that a fact takes. */
export function stepOf({ type, data }: IncomingEvent): Step {
  return {
    type,
    ...('party' in data && { party: data.party }),
    ...((type === 'BudgetAmended' || type === 'EckdatenAmended') && 'kind' in data && { kind: data.kind }),
  };
}

/** Why a step is impossible now: the reason that judging it would give, or that it is done already. */
export type Impossible = {
  readonly reason: Refusal | Delay | 'already-done';
  /** German sentence, where the sentence of the reason says too little. */
  readonly text?: string;
};

/**
 * Whether the state alone forbids a step, whatever else is said with it; undefined where it depends on what is
 * said. A step that is about a Fassung is about the one that is meant now, the newest. Deciding stays with
 * `decide`: what is impossible here is recorded by no payload.
 */
export function whyImpossible(
  state: Open | Concluded,
  step: Step,
  { today }: { readonly today: string },
): Impossible | undefined {
  const end = refusalAfterTheEnd(state, step);
  if (end !== undefined)
    return end.reason === 'transition-not-allowed' ? notNow(OBSTACLES.akteDisposed) : { reason: end.reason };
  const { type } = step;
  return isNameWith(type, 'isBound') ? forbidden(state, { ...step, type }, today) : undefined;
}

type BoundStep = Step & { readonly type: Extract<IncomingEvent['type'], NameWith<'isBound'>> };

function forbidden(state: Open | Concluded, step: BoundStep, today: string): Impossible | undefined {
  switch (step.type) {
    case 'ZielvereinbarungDrafted':
      return { reason: 'already-exists' };
    case 'ZielvereinbarungRevised':
      return fassungBeingSigned(state) === undefined ? { reason: 'already-concluded' } : undefined;
    case 'ZielvereinbarungReleasedForSignature':
      return noRelease(state);
    case 'SignatureReceived':
    case 'SignatureRefused':
    case 'SignatureWithdrawn':
      return noSignature(state, { ...step, type: step.type });
    case 'ScanSetAside':
      return noScan(state) ? { reason: 'scan-unknown' } : undefined;
    case 'BudgetAmended':
    case 'EckdatenAmended':
      return step.kind === undefined ? undefined : noChange(state, step.kind);
    case 'ZielerreichungAssessed':
      return state.status === 'open' ? { reason: 'not-concluded' } : undefined;
    case 'PublicationHeld':
    case 'PublicationReleased':
    case 'PublicationWithdrawn':
      return notNowUnless(publicationFault(state, { type: step.type, isByPerson: true, isForADay: false }));
    case 'LegalHoldLifted':
    case 'AkteClosed':
    case 'AkteOffered':
    case 'AkteDisposed':
    case 'PersonalDataErased':
      return noRecordsStep(state, step.type, today);
    default:
      return assertNever(step.type);
  }
}

type RecordsStep = 'LegalHoldLifted' | 'AkteClosed' | 'AkteOffered' | 'AkteDisposed' | 'PersonalDataErased';

function noRecordsStep(state: Open | Concluded, type: RecordsStep, today: string): Impossible | undefined {
  const { akte } = state;
  switch (type) {
    case 'LegalHoldLifted':
      return isHeld(akte) ? undefined : { reason: 'legal-hold-unknown' };
    case 'AkteClosed':
      return akte.status === undefined && isUnderWay(state)
        ? notNow(OBSTACLES.fassungBeingSigned)
        : undefined;
    case 'AkteOffered':
      return noOffer(akte);
    case 'AkteDisposed':
      return noDisposal(akte, today);
    case 'PersonalDataErased':
      return noErasure(akte);
  }
}

const isHeld = ({ holds = 0 }: Akte) => holds > 0;

function noErasure(akte: Akte): Impossible | undefined {
  if (akte.status === undefined) return notNow(OBSTACLES.akteNotClosed);
  return isHeld(akte) ? { reason: 'legal-hold-active' } : undefined;
}

function notNowUnless(fault: Obstacle | undefined): Impossible | undefined {
  return fault === undefined ? undefined : notNow(fault);
}

function notNow(text: Obstacle): Impossible {
  return { reason: 'transition-not-allowed', text };
}

/** A second release only moves the day until which signatures are expected: after the last one nothing is left. */
function noRelease(state: Open | Concluded): Impossible | undefined {
  const newest = newestFassung(state);
  if (newest.released)
    return fassungBeingSigned(state) === undefined ? { reason: 'already-done' } : undefined;
  return isTextMissing(newest) ? { reason: 'text-document-missing' } : undefined;
}

type Signing = Step & {
  readonly type: 'SignatureReceived' | 'SignatureRefused' | 'SignatureWithdrawn';
};

/** Without a side nothing is known of its declarations, so only what holds for both is said. */
function noSignature(state: Open | Concluded, { type, party }: Signing): Impossible | undefined {
  const newest = newestFassung(state);
  if (!newest.released) return { reason: 'fassung-not-released' };
  if (type === 'SignatureReceived' || party === undefined) return undefined;
  const hasDeclared = newest.declarations.some((declaration) => declaration.party === party);
  if (type === 'SignatureRefused') return hasDeclared ? notNow(OBSTACLES.partyHasSigned) : undefined;
  if (!hasDeclared) return { reason: 'signature-unknown' };
  return isSettled(state, newest) && isOut(state) ? { reason: 'publication-stands' } : undefined;
}

/** Papers of an overtaken Fassung can be set aside at any time, so only the very first one can lack its scan. */
function noScan(state: Open | Concluded): boolean {
  const newest = newestFassung(state);
  const isKnown = state.scans.some(({ sha256, aside }) => sha256 !== undefined || aside === true);
  return newest.number === 1 && !isKnown && !isSettled(state, newest);
}

function noChange(state: Open | Concluded, kind: NonNullable<Step['kind']>): Impossible | undefined {
  if (kind === 'correction')
    return fassungBeingSigned(state) === undefined ? { reason: 'already-concluded' } : undefined;
  if (state.status === 'open') return { reason: 'not-concluded' };
  return kind === 'aenderungsvereinbarung' && state.pending !== undefined
    ? notNow(OBSTACLES.successorBeingSigned)
    : undefined;
}

function noOffer({ status }: Akte): Impossible | undefined {
  if (status === undefined) return notNow(OBSTACLES.akteNotClosed);
  return status === 'closed' ? undefined : { reason: 'already-done' };
}

function noDisposal(akte: Akte, today: string): Impossible | undefined {
  const { status, retainUntil } = akte;
  if (status === 'disposed') return { reason: 'already-done' };
  if (status !== 'offered') return notNow(OBSTACLES.akteNotOffered);
  if (isHeld(akte)) return { reason: 'legal-hold-active' };
  return retainUntil === undefined || today <= retainUntil ? { reason: 'retention-running' } : undefined;
}
