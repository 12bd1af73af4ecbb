import type { Incoming, IncomingEvent } from '../../../../events/incoming/index.ts';
import type { NewEvent } from '../../../../events/recorded/index.ts';
import { assertNever } from '../../assert-never.ts';
import { berlinDay, daysAfter } from '../../dates/berlin.ts';
import { IGNORED, accepted, early, notPossible, rejected, type Decision } from '../../decision.ts';
import type { FactIn } from '../../traits/has-trait.ts';
import type { Circumstances } from '../circumstances.ts';
import { withoutNames } from '../signing/evolve-evidence.ts';
import { withPageChange } from '../signing/publishing.ts';
import { decideDeadline, withTold } from './deadlines.ts';
import { OBSTACLES } from '../obstacles.ts';
import { fassungBeingSigned, halfOf, type Akte, type Concluded, type Open } from '../state.ts';

/** What is told of deadlines, of records management and of the proof itself (rules 9 and 10). */
type AkteFact = Exclude<
  FactIn<IncomingEvent, 'akte'>,
  Incoming<'GebietskoerperschaftChanged' | 'ParkingExpired'>
>;

/** When it is judged, and how long the stage keeps an Akte. */
type Keeping = Pick<Circumstances, 'today'> & {
  readonly settings: Pick<Circumstances['settings'], 'retentionDays'>;
};

/**
 * Judges a fact of records management: retention only grows (`retention-shorter`), a closed Akte is offered
 * before it is disposed of, and never while its retention runs or is unknown, or a legal hold stands.
 */
export function decideAkte(state: Open | Concluded, incoming: AkteFact, keeping: Keeping): Decision {
  const { akte } = state;
  switch (incoming.type) {
    case 'RetentionExtended':
      return akte.retainUntil !== undefined && incoming.data.until < akte.retainUntil
        ? rejected('retention-shorter', 'data.until')
        : accepted(incoming);
    case 'LegalHoldPlaced':
      return accepted(incoming);
    case 'LegalHoldLifted':
      return (akte.holds ?? 0) > 0 ? accepted(incoming) : early('legal-hold-unknown');
    case 'AkteClosed':
      return decideClosing(state, incoming, keeping);
    case 'AkteOffered':
      if (akte.status === undefined) return notPossible(OBSTACLES.akteNotClosed);
      return akte.status === 'closed' ? accepted(incoming) : IGNORED;
    case 'AkteDisposed':
      return decideDisposal(akte, incoming, keeping.today);
    case 'PersonalDataErased':
      if (akte.status === undefined) return notPossible(OBSTACLES.akteNotClosed);
      return (akte.holds ?? 0) > 0 ? rejected('legal-hold-active') : accepted(incoming);
    case 'DeadlineApproaching':
    case 'DeadlineMissed':
      return decideDeadline(state, incoming);
    case 'IntegrityViolated':
      return accepted(incoming);
    default:
      return assertNever(incoming);
  }
}

/**
 * An Akte is closed when nothing is being signed any more; its retention runs from that day (rule 9). A document
 * that comes later is recorded beside it.
 */
function decideClosing(
  state: Open | Concluded,
  incoming: Incoming<'AkteClosed'>,
  { today, settings }: Keeping,
): Decision {
  const { akte } = state;
  const { document } = incoming.data;
  if (akte.status !== undefined)
    return document === undefined || halfOf(document.sha256) === akte.document ? IGNORED : accepted(incoming);
  if (isUnderWay(state)) return notPossible(OBSTACLES.fassungBeingSigned);
  const { retainUntil = '' } = keptUntil(akte, daysAfter(today, settings.retentionDays));
  return accepted({ ...incoming, data: { ...incoming.data, retainUntil } });
}

/** Whether something is being signed still: neither cancelled, nor an Aenderungsvereinbarung that a party refused. */
export function isUnderWay(state: Open | Concluded): boolean {
  const signing = fassungBeingSigned(state);
  if (signing === undefined || state.cancelledOn !== undefined) return false;
  return state.status === 'open' || signing.refusedBy === undefined;
}

function decideDisposal(akte: Akte, incoming: Incoming<'AkteDisposed'>, today: string): Decision {
  if (akte.status === 'disposed') return IGNORED;
  if (akte.status !== 'offered') return notPossible(OBSTACLES.akteNotOffered);
  if ((akte.holds ?? 0) > 0) return rejected('legal-hold-active');
  return akte.retainUntil === undefined || today <= akte.retainUntil
    ? rejected('retention-running')
    : accepted(incoming);
}

/** The state after such a fact. */
export function evolveAkte(state: Open | Concluded, event: FactIn<NewEvent, 'akte'>): Open | Concluded {
  const { akte } = state;
  switch (event.type) {
    case 'RetentionExtended':
      return { ...state, akte: keptUntil(akte, event.data.until) };
    case 'LegalHoldPlaced':
      return { ...state, akte: { ...akte, holds: (akte.holds ?? 0) + 1 } };
    case 'LegalHoldLifted':
      return { ...state, akte: withoutHold(akte) };
    case 'AkteClosed':
      return { ...state, akte: closed(akte, event.data) };
    case 'AkteOffered':
      return { ...state, akte: { ...akte, status: 'offered' } };
    case 'AkteDisposed':
      return { ...state, akte: { ...akte, status: 'disposed' } };
    case 'PersonalDataErased':
      return withPageChange(withoutNames(state), true);
    case 'DeadlineApproaching':
    case 'DeadlineMissed':
      return { ...state, told: withTold(state.told, event) };
    case 'IntegrityViolated':
    case 'GebietskoerperschaftChanged':
      return state;
    default:
      return assertNever(event);
  }
}

function withoutHold({ holds = 0, ...rest }: Akte): Akte {
  return holds > 1 ? { ...rest, holds: holds - 1 } : rest;
}

/** The closing begins the retention; told again it only brings its document. */
function closed(
  before: Akte,
  { document, retainUntil }: Extract<NewEvent, { type: 'AkteClosed' }>['data'],
): Akte {
  const kept = retainUntil === undefined ? before : keptUntil(before, retainUntil);
  return {
    ...kept,
    status: before.status ?? 'closed',
    ...(document !== undefined && { document: halfOf(document.sha256) }),
  };
}

/** An archived scan brings its own retention; the latest day counts. */
export function withArchived(before: Akte, retainUntil: string): Akte {
  return keptUntil(before, berlinDay(retainUntil));
}

function keptUntil(before: Akte, day: string): Akte {
  return before.retainUntil !== undefined && before.retainUntil >= day
    ? before
    : { ...before, retainUntil: day };
}
