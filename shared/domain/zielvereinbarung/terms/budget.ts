import type { Incoming } from '../../../../events/incoming/index.ts';
import type { Terms } from '../../../../events/incoming/terms.ts';
import { accepted, early, notPossible, rejected, type Decision } from '../../decision.ts';
import { budgetFault } from '../../programme/budgets.ts';
import { programmeOf } from '../../programme/index.ts';
import { fassungHash, type Circumstances, type FixedTerms } from '../circumstances.ts';
import { changedTerms, eckdatenNamed } from './fixed-terms.ts';
import { OBSTACLES } from '../obstacles.ts';
import { fassungBeingSigned, type Concluded, type Fassung, type Open } from '../state.ts';
import { sumsArePossible } from './terms.ts';
import { voidedBy } from './voiding.ts';

/** A change of money or of an Eckdatum, in one of the three kinds. */
type Change = Incoming<'BudgetAmended'> | Incoming<'EckdatenAmended'>;

/**
 * Judges a change of money or of an Eckdatum in one of its three kinds (rule 2). A correction and an
 * Aenderungsvereinbarung make the next Fassung; an Abweichung (§ 6) is recorded and nothing is signed again.
 */
export function decideChange(
  state: Open | Concluded,
  incoming: Change,
  circumstances: Circumstances,
): Decision {
  switch (incoming.data.kind) {
    case 'correction':
      return decideCorrection(state, incoming, circumstances);
    case 'aenderungsvereinbarung':
      return decideAenderungsvereinbarung(state, incoming, circumstances);
    case 'abweichung':
      return decideAbweichung(state, incoming, circumstances);
  }
}

function decideCorrection(state: Open | Concluded, incoming: Change, circumstances: Circumstances): Decision {
  const signing = fassungBeingSigned(state);
  if (signing === undefined) return rejected('already-concluded');
  const decision = nextFassung(signing, incoming, circumstances);
  return decision.outcome === 'accepted'
    ? accepted(
        ...decision.events,
        ...decision.events.flatMap((event) => voidedBy(event, state, circumstances.version)),
      )
    : decision;
}

function decideAenderungsvereinbarung(
  state: Open | Concluded,
  incoming: Change,
  circumstances: Circumstances,
): Decision {
  if (state.status === 'open') return rejected('not-concluded', 'data.kind');
  if (state.pending !== undefined) return notPossible(OBSTACLES.successorBeingSigned);
  return nextFassung(state.fassung, incoming, circumstances);
}

/**
 * An Abweichung deviates from the concluded Fassung. One of money follows the one before; one of an Eckdatum may
 * have no reference value at all.
 */
function decideAbweichung(
  state: Open | Concluded,
  incoming: Change,
  { terms }: Pick<Circumstances, 'terms'>,
): Decision {
  if (state.status === 'open') return rejected('not-concluded', 'data.kind');
  const { number } = state.fassung;
  const { fassung = number } = incoming.data;
  if (fassung > number) return early('fassung-not-known');
  if (fassung < number) return rejected('fassung-outdated', 'data.fassung');
  const abweichung = state.abweichungen + 1;
  if (incoming.type === 'EckdatenAmended')
    return isAmbiguous(incoming, terms)
      ? rejected('eckdaten-from-mismatch', 'data.art')
      : accepted({ ...incoming, data: { ...incoming.data, abweichung } });
  if (incoming.data.from.amountCent !== state.effectiveCent)
    return rejected('budget-from-mismatch', 'data.from');
  return incoming.data.to.amountCent < 0
    ? rejected('amount-implausible', 'data.to')
    : accepted({ ...incoming, data: { ...incoming.data, abweichung } });
}

function nextFassung(base: Fassung, incoming: Change, { terms, fingerprint }: Circumstances): Decision {
  const { fassung = base.number + 1 } = incoming.data;
  if (fassung > base.number + 1) return early('fassung-not-known');
  if (fassung <= base.number) return rejected('fassung-outdated', 'data.fassung');
  if (terms === undefined) throw new Error('A change that makes a Fassung is judged with the terms at hand');
  if (isTextMissing(base, incoming)) return rejected('document-missing', 'data.textDocument');
  const mismatch = mismatchOf(base, incoming, terms);
  if (mismatch !== undefined) return mismatch;
  const next = { ...terms, terms: changedTerms(terms.terms, incoming) };
  const fault = faultOf(next.terms, incoming);
  if (fault !== undefined) return rejected('amount-implausible', fault);
  const added = { fassung, fassungHash: fassungHash(next, fingerprint) };
  return incoming.type === 'BudgetAmended'
    ? accepted({ ...incoming, data: { ...incoming.data, ...added } })
    : accepted({ ...incoming, data: { ...incoming.data, ...added } });
}

/** A text that the parties supplied states the old figure: the next Fassung needs another one (rule 8). */
function isTextMissing({ text }: Fassung, { data: { textDocument } }: Change): boolean {
  return text !== undefined && (textDocument === undefined || textDocument.sha256 === text.sha256);
}

/** Whether several Eckdaten are meant as well as one. */
function isAmbiguous(
  { data }: Incoming<'EckdatenAmended'>,
  fixed: Pick<FixedTerms, 'terms'> | undefined,
): boolean {
  return fixed !== undefined && eckdatenNamed(fixed.terms, data).length > 1;
}

/** Field of the change that makes impossible sums, or does not say which of several budgets changed. */
function faultOf(changed: Terms, { type, data }: Change): string | undefined {
  if (type === 'EckdatenAmended') return undefined;
  if (!sumsArePossible(changed)) return 'data.to';
  const programme = programmeOf(changed.programme, changed.haushaltsjahr);
  const fault = programme && budgetFault(changed, programme);
  if (fault === undefined) return undefined;
  return data.budgetItems !== undefined && fault.startsWith('data.budgetItems') ? fault : 'data.to';
}

/** Whether the change starts from what holds. */
function mismatchOf(base: Fassung, incoming: Change, { terms }: FixedTerms): Decision | undefined {
  if (incoming.type === 'BudgetAmended') {
    const { from } = incoming.data;
    return from.amountCent === base.amountCent ? undefined : rejected('budget-from-mismatch', 'data.from');
  }
  if (isAmbiguous(incoming, { terms })) return rejected('eckdaten-from-mismatch', 'data.art');
  const { from } = incoming.data;
  const [agreed] = eckdatenNamed(terms, incoming.data);
  return from?.value === agreed?.value && from?.unit === agreed?.unit
    ? undefined
    : rejected('eckdaten-from-mismatch', 'data.from');
}

/** Whether judging needs the terms themselves: where a change makes a Fassung, or is about an Eckdatum. */
export function needsTerms(incoming: { type: string; data: object }): boolean {
  if (incoming.type === 'EckdatenAmended') return true;
  return incoming.type === 'BudgetAmended' && 'kind' in incoming.data && incoming.data.kind !== 'abweichung';
}
