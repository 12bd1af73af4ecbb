import type { Incoming, IncomingEvent } from '../../../../events/incoming/index.ts';
import type { NewEvent } from '../../../../events/recorded/index.ts';
import { assertNever } from '../../assert-never.ts';
import { accepted, early, rejected, type Decision } from '../../decision.ts';
import type { FactIn } from '../../traits/has-trait.ts';
import { withPageChange } from '../signing/publishing.ts';
import { applyBescheid, baseOf, decideBescheid, isPublic } from './bescheid.ts';
import type { Bescheid, Concluded, Open } from '../state.ts';

/**
 * Judges a fact of Antrag and Bescheid; `today` in Europe/Berlin. What stands beside the agreed sum never changes it
 * (§ 5).
 */
export function decideGrant(
  state: Open | Concluded,
  incoming: FactIn<IncomingEvent, 'bescheid'>,
  today: string,
): Decision {
  switch (incoming.type) {
    case 'AntragReceived':
      return decideAntrag(incoming, today);
    case 'BescheidIssued':
      return decideBescheid(state, incoming);
    case 'BescheidBecameFinal':
    case 'MittelabrufReported':
    case 'VerwendungsnachweisReceived':
    case 'VerwendungsnachweisExamined':
      return decideFollowing(state, incoming, today);
    default:
      return assertNever(incoming);
  }
}

/** The state after a fact of Antrag and Bescheid. */
export function evolveGrant(state: Open | Concluded, event: FactIn<NewEvent, 'bescheid'>): Open | Concluded {
  const { bescheide } = state;
  switch (event.type) {
    case 'AntragReceived':
      return { ...state, isApplied: true };
    case 'BescheidIssued':
      return withPageChange({ ...state, bescheide: applyBescheid(bescheide, event) }, event.data.public);
    case 'BescheidBecameFinal':
      return withPageChange({ ...state, bescheide: following(bescheide, event) }, isPublic(bescheide, event));
    case 'MittelabrufReported':
    case 'VerwendungsnachweisReceived':
    case 'VerwendungsnachweisExamined':
      return { ...state, bescheide: following(bescheide, event) };
    case 'BescheidDifferenceFound':
      return state;
    default:
      return assertNever(event);
  }
}

/** Facts that follow a grant: it became final, money was called for, its use was accounted for. */
type Following = Exclude<FactIn<IncomingEvent, 'bescheid'>, Incoming<'AntragReceived' | 'BescheidIssued'>>;

/** Judges an Antrag: it needs no base; a sum that is not positive is `amount-implausible`. */
function decideAntrag(incoming: Incoming<'AntragReceived'>, today: string): Decision {
  const { amount, receivedOn } = incoming.data;
  if (amount.amountCent <= 0) return rejected('amount-implausible', 'data.amount', 'muss über null liegen');
  return receivedOn > today ? rejected('date-in-future', 'data.receivedOn') : accepted(incoming);
}

/**
 * Judges what follows a grant: without its Bescheid it waits (`bescheid-base-missing`). A sum above the grant
 * is kept and hinted at; the same number of a Mittelabruf twice under one Aktenzeichen would count money twice.
 */
function decideFollowing(state: Open | Concluded, incoming: Following, today: string): Decision {
  const { date } = incoming.data;
  if ('amount' in incoming.data && incoming.data.amount.amountCent < 0)
    return rejected('amount-implausible', 'data.amount');
  if (date > today) return rejected('date-in-future', 'data.date');
  const base = state.bescheide[baseOf(state.bescheide, incoming)];
  if (base === undefined || base.isRefused === true) return early('bescheid-base-missing');
  if (incoming.type === 'MittelabrufReported' && isCalled(base, incoming.data))
    return rejected('mittelabruf-number-reused', 'data.number');
  return accepted(incoming);
}

function isCalled({ calls }: Bescheid, { aktenzeichen, number }: { aktenzeichen: string; number: number }) {
  return calls?.[aktenzeichen]?.includes(number) === true;
}

type Recorded = Extract<NewEvent, { type: Following['type'] }>;

/** The grants after this fact. */
function following(
  bescheide: Readonly<Record<string, Bescheid>>,
  event: Recorded,
): Readonly<Record<string, Bescheid>> {
  const key = baseOf(bescheide, event);
  const before = bescheide[key];
  return before === undefined
    ? bescheide
    : { ...bescheide, [key]: { ...before, ...change([key, before], event) } };
}

function change([key, before]: readonly [string, Bescheid], event: Recorded): Partial<Bescheid> {
  const { aktenzeichen } = event.data;
  switch (event.type) {
    case 'BescheidBecameFinal':
      // That an overtaken Bescheid is final says nothing of the one that holds.
      return aktenzeichen === (before.newest ?? key) ? { isFinal: true } : {};
    case 'MittelabrufReported': {
      const { [aktenzeichen]: numbers = [], ...others } = before.calls ?? {};
      const called = [...numbers, event.data.number].toSorted((one, other) => one - other);
      return {
        calledCent: (before.calledCent ?? 0) + event.data.amount.amountCent,
        calls: { ...others, [aktenzeichen]: called },
      };
    }
    case 'VerwendungsnachweisReceived':
      return { nachweis: before.nachweis ?? 'received' };
    case 'VerwendungsnachweisExamined':
      return { nachweis: event.data.result === 'rejected' ? 'rejected' : 'examined' };
  }
}
