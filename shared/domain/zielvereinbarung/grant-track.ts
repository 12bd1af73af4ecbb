import type { Incoming } from '../../../events/incoming/index.ts';
import type { NewEvent } from '../../../events/recorded/index.ts';
import { accepted, early, rejected, type Decision } from '../decision.ts';
import { baseOf } from './bescheid.ts';
import type { Bescheid, Concluded, Open } from './state.ts';

/** Facts that follow a grant: it became final, money was called for, its use was accounted for. */
export type GrantFact =
  | Incoming<'BescheidBecameFinal'>
  | Incoming<'MittelabrufReported'>
  | Incoming<'VerwendungsnachweisReceived'>
  | Incoming<'VerwendungsnachweisExamined'>;

/** Judges an Antrag: it needs no base; a sum that is not positive is `amount-implausible`. */
export function decideAntrag(incoming: Incoming<'AntragReceived'>, today: string): Decision {
  const { amount, receivedOn } = incoming.data;
  if (amount.amountCent <= 0) return rejected('amount-implausible', 'data.amount: must be positive');
  return receivedOn > today ? rejected('date-in-future', 'data.receivedOn') : accepted(incoming);
}

/**
 * Judges what follows a grant: without its Bescheid it waits (`bescheid-base-missing`). A sum above the grant
 * is kept and hinted at; the same number of a Mittelabruf twice would count money twice.
 */
export function decideGrantFact(state: Open | Concluded, incoming: GrantFact, today: string): Decision {
  const { date } = incoming.data;
  if ('amount' in incoming.data && incoming.data.amount.amountCent < 0)
    return rejected('amount-implausible', 'data.amount');
  if (date > today) return rejected('date-in-future', 'data.date');
  const base = state.bescheide[baseOf(state.bescheide, incoming)];
  if (base === undefined || base.isRefused === true) return early('bescheid-base-missing');
  if (incoming.type === 'MittelabrufReported' && base.calls?.includes(incoming.data.number) === true)
    return rejected('mittelabruf-number-reused', 'data.number');
  return accepted(incoming);
}

type Recorded = Extract<NewEvent, { type: GrantFact['type'] }>;

/** The grants after this fact. */
export function applyGrantFact(
  bescheide: Readonly<Record<string, Bescheid>>,
  event: Recorded,
): Readonly<Record<string, Bescheid>> {
  const key = baseOf(bescheide, event);
  const before = bescheide[key];
  return before === undefined ? bescheide : { ...bescheide, [key]: { ...before, ...change(before, event) } };
}

function change(before: Bescheid, event: Recorded): Partial<Bescheid> {
  switch (event.type) {
    case 'BescheidBecameFinal':
      return { isFinal: true };
    case 'MittelabrufReported':
      return {
        calledCent: (before.calledCent ?? 0) + event.data.amount.amountCent,
        calls: [...(before.calls ?? []), event.data.number].toSorted((one, other) => one - other),
      };
    case 'VerwendungsnachweisReceived':
      return { nachweis: before.nachweis ?? 'received' };
    case 'VerwendungsnachweisExamined':
      return { nachweis: 'examined' };
  }
}
