import type { Incoming } from '../../../events/incoming/index.ts';
import { accepted, early, rejected, type Decision } from '../decision.ts';
import { fassungHash, type Circumstances } from './circumstances.ts';
import { fassungBeingSigned, type Concluded, type Fassung, type Open } from './state.ts';

type Amendment = Incoming<'BudgetAmended'>;

/**
 * Judges a budget change in one of its three kinds (domain rule 2). A correction and an
 * Aenderungsvereinbarung make the next Fassung; an Abweichung (§ 6) is recorded and nothing is signed again.
 */
export function decideBudget(
  state: Open | Concluded,
  incoming: Amendment,
  circumstances: Circumstances,
): Decision {
  switch (incoming.data.kind) {
    case 'correction':
      return decideCorrection(state, incoming, circumstances);
    case 'aenderungsvereinbarung':
      return decideAenderungsvereinbarung(state, incoming, circumstances);
    case 'abweichung':
      return decideAbweichung(state, incoming);
  }
}

function decideCorrection(
  state: Open | Concluded,
  incoming: Amendment,
  circumstances: Circumstances,
): Decision {
  const signing = fassungBeingSigned(state);
  return signing === undefined
    ? rejected('already-concluded')
    : nextFassung(signing, incoming, circumstances);
}

function decideAenderungsvereinbarung(
  state: Open | Concluded,
  incoming: Amendment,
  circumstances: Circumstances,
): Decision {
  if (state.status === 'open') return rejected('not-concluded', 'data.kind');
  if (state.pending !== undefined)
    return rejected('transition-not-allowed', 'an Aenderungsvereinbarung is being signed');
  return nextFassung(state.fassung, incoming, circumstances);
}

function decideAbweichung(state: Open | Concluded, incoming: Amendment): Decision {
  if (state.status === 'open') return rejected('not-concluded', 'data.kind');
  if (incoming.data.from.amountCent !== state.effectiveCent)
    return rejected('budget-from-mismatch', 'data.from');
  if (incoming.data.to.amountCent < 0) return rejected('amount-implausible', 'data.to');
  return accepted(incoming);
}

function nextFassung(base: Fassung, incoming: Amendment, { terms, fingerprint }: Circumstances): Decision {
  const { from, to, fassung = base.number + 1 } = incoming.data;
  if (fassung > base.number + 1) return early('fassung-not-known');
  if (fassung <= base.number) return rejected('fassung-outdated', 'data.fassung');
  if (from.amountCent !== base.amountCent) return rejected('budget-from-mismatch', 'data.from');
  if (to.amountCent <= 0 || to.amountCent < base.boundCent) return rejected('amount-implausible', 'data.to');
  if (terms === undefined)
    throw new Error('A budget change that makes a Fassung is judged with the terms at hand');
  const next = { ...terms, terms: { ...terms.terms, haushaltsmittel: to } };
  return accepted({
    ...incoming,
    data: { ...incoming.data, fassung, fassungHash: fassungHash(next, fingerprint) },
  });
}

/** Whether judging this change needs the terms themselves: only where it makes a Fassung. */
export function needsTerms(incoming: { type: string; data: object }): boolean {
  return incoming.type === 'BudgetAmended' && 'kind' in incoming.data && incoming.data.kind !== 'abweichung';
}
