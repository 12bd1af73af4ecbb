import type { Incoming } from '../../../events/incoming/index.ts';
import type { NewEvent } from '../../../events/recorded/index.ts';
import { accepted, early, rejected, type Decision } from '../decision.ts';
import type { Bescheid, Concluded, Open } from './state.ts';

type BescheidIssued = Extract<NewEvent, { type: 'BescheidIssued' }>;
type Bescheide = Readonly<Record<string, Bescheid>>;

const BASED_ON_ANOTHER = ['aenderung', 'teilwiderruf', 'widerruf'];

/**
 * Judges a Bescheid: whatever changes or revokes needs its base (`bescheid-base-missing` waits); a revocation
 * above the granted sum and an amount that is not positive are refused with `amount-implausible`.
 */
export function decideBescheid(state: Open | Concluded, incoming: Incoming<'BescheidIssued'>): Decision {
  const { art, amount, bewilligungszeitraum } = incoming.data;
  if (bewilligungszeitraum.from > bewilligungszeitraum.to) {
    return rejected('schema-violated', 'data.bewilligungszeitraum: to before from');
  }
  if (amount.amountCent <= 0) return rejected('amount-implausible', 'data.amount: must be positive');
  if (!BASED_ON_ANOTHER.includes(art)) return accepted(incoming);
  const base = state.bescheide[baseOf(incoming)];
  if (base === undefined) return early('bescheid-base-missing');
  if (art !== 'aenderung' && amount.amountCent > base.grantedCent) {
    return rejected('amount-implausible', 'data.amount: above the granted sum');
  }
  return accepted(incoming);
}

/** The grants after this Bescheid: the newest sum per Aktenzeichen of the first Bescheid. */
export function applyBescheid(bescheide: Bescheide, event: BescheidIssued): Bescheide {
  const key = baseOf(event);
  const before = bescheide[key] ?? { grantedCent: 0, comparableCent: 0, count: 0 };
  return { ...bescheide, [key]: { ...granted(before, event), count: before.count + 1 } };
}

/**
 * Agreed amount minus granted sum of this Haushaltsjahr, in cents; undefined without any grant, null
 * ("nicht vergleichbar") where a Bescheid spans years without saying how its sum divides.
 */
export function differenceToAgreed(state: Open | Concluded): number | null | undefined {
  const grants = Object.values(state.bescheide);
  if (grants.length === 0) return undefined;
  let sum = 0;
  for (const { comparableCent } of grants) {
    if (comparableCent === null) return null;
    sum += comparableCent;
  }
  return state.fassung.amountCent - sum;
}

function baseOf({ data }: Pick<BescheidIssued, 'data'>): string {
  return data.refersTo ?? data.aktenzeichen;
}

function granted(before: Bescheid, event: BescheidIssued): Omit<Bescheid, 'count'> {
  const { amountCent } = event.data.amount;
  switch (event.data.art) {
    case 'zuwendung':
    case 'aenderung':
      return { grantedCent: amountCent, comparableCent: shareOfYear(event) };
    case 'ablehnung':
      return before;
    case 'teilwiderruf':
    case 'widerruf':
      return {
        grantedCent: before.grantedCent - amountCent,
        comparableCent: before.comparableCent === null ? null : before.comparableCent - amountCent,
      };
  }
}

/** This Haushaltsjahr's share of the sum: stated, or the whole where the period stays within the year. */
function shareOfYear({ subject, data }: BescheidIssued): number | null {
  const year = subject.split('-')[1] ?? '';
  const stated = data.amountsByHaushaltsjahr?.find((share) => String(share.haushaltsjahr) === year);
  if (stated !== undefined) return stated.amount.amountCent;
  const { from, to } = data.bewilligungszeitraum;
  return from.startsWith(year) && to.startsWith(year) ? data.amount.amountCent : null;
}
