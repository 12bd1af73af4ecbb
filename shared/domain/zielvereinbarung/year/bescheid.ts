import type { Incoming } from '../../../../events/incoming/index.ts';
import type { NewEvent } from '../../../../events/recorded/index.ts';
import { accepted, early, rejected, type Decision } from '../../decision.ts';
import type { Bescheid, Concluded, Open } from '../state.ts';

type BescheidIssued = Extract<NewEvent, { type: 'BescheidIssued' }>;
type Bescheide = Readonly<Record<string, Bescheid>>;

const BASED_ON_ANOTHER = ['aenderung', 'teilwiderruf', 'widerruf'];

/**
 * Judges a Bescheid: whatever changes or revokes needs its base, and whatever refers to another needs that one
 * (`bescheid-base-missing` waits); a revocation above the granted sum and an amount that is not positive are refused with `amount-implausible`.
 */
export function decideBescheid(state: Open | Concluded, incoming: Incoming<'BescheidIssued'>): Decision {
  const { art, amount, bewilligungszeitraum } = incoming.data;
  if (bewilligungszeitraum.from > bewilligungszeitraum.to) {
    return rejected('schema-violated', 'data.bewilligungszeitraum', 'endet vor seinem Beginn');
  }
  if (amount.amountCent <= 0) return rejected('amount-implausible', 'data.amount', 'muss über null liegen');
  const base = state.bescheide[baseOf(state.bescheide, incoming)];
  if (base === undefined && refersToAnother(incoming)) return early('bescheid-base-missing');
  if (!BASED_ON_ANOTHER.includes(art)) return accepted(incoming);
  if (base === undefined || base.isRefused === true) return early('bescheid-base-missing');
  if (art !== 'aenderung' && amount.amountCent > base.grantedCent) {
    return rejected('amount-implausible', 'data.amount', 'liegt über der bewilligten Summe');
  }
  return accepted(incoming);
}

/** A grant may follow the refusal that it refers to; what names only itself stands by itself. */
function refersToAnother({ data }: Incoming<'BescheidIssued'>): boolean {
  return data.refersTo !== undefined && data.refersTo !== data.aktenzeichen;
}

const NOTHING_YET: Bescheid = { grantedCent: 0, comparableCent: 0, count: 0 };

/** Whether this Bescheid stands by itself, or what it changes or revokes is among these. */
export function isGrounded(bescheide: Bescheide, event: BescheidIssued): boolean {
  return event.data.art !== 'teilwiderruf' && event.data.art !== 'widerruf'
    ? true
    : bescheide[baseOf(bescheide, event)] !== undefined;
}

/** The grants after this Bescheid: the newest sum per Aktenzeichen of the first Bescheid. */
export function applyBescheid(bescheide: Bescheide, event: BescheidIssued): Bescheide {
  const key = baseOf(bescheide, event);
  const {
    isRefused: wasRefused = false,
    isFinal,
    newest: wasNewest,
    publicAs: wasPublic,
    ...before
  } = bescheide[key] ?? NOTHING_YET;
  const { aktenzeichen, art } = event.data;
  const isRefused = art === 'ablehnung' && (before.count === 0 || wasRefused);
  return {
    ...bescheide,
    [key]: {
      // What was called for and accounted for stays; whatever changes the grant can be appealed against anew.
      ...before,
      ...granted(before, event),
      count: before.count + 1,
      ...(isFinal === true && art === 'ablehnung' ? { isFinal } : {}),
      ...newestAfter(art === 'ablehnung' ? wasNewest : aktenzeichen, key),
      ...(aktenzeichen === key ? {} : alsoAfter(before.also, aktenzeichen)),
      ...(isRefused ? { isRefused } : {}),
      ...publicAfter(wasPublic, event),
    },
  };
}

/** The first Bescheid of a chain needs no second mention. */
function newestAfter(aktenzeichen: string | undefined, key: string): Pick<Bescheid, 'newest'> {
  return aktenzeichen === undefined || aktenzeichen === key ? {} : { newest: aktenzeichen };
}

function alsoAfter(known: readonly string[] = [], aktenzeichen: string): Pick<Bescheid, 'also'> {
  return { also: known.includes(aktenzeichen) ? known : [...known, aktenzeichen] };
}

function publicAfter(before: readonly string[] = [], { data }: BescheidIssued): Pick<Bescheid, 'publicAs'> {
  const others = before.filter((aktenzeichen) => aktenzeichen !== data.aktenzeichen);
  const publicAs = data.public ? [...others, data.aktenzeichen].toSorted() : others;
  return publicAs.length === 0 ? {} : { publicAs };
}

/** Whether the newest Bescheid of this Aktenzeichen was released: what follows it is then public too. */
export function isPublic(bescheide: Bescheide, fact: { readonly data: { aktenzeichen: string } }): boolean {
  const { publicAs = [] } = bescheide[baseOf(bescheide, fact)] ?? {};
  return publicAs.includes(fact.data.aktenzeichen);
}

/**
 * Agreed amount minus granted sum of this Haushaltsjahr, in cents; undefined without any grant, null
 * ("nicht vergleichbar") where a Bescheid spans years without saying how its sum divides.
 */
export function differenceToAgreed(agreedCent: number, bescheide: Bescheide): number | null | undefined {
  const sum = grantedSum(bescheide);
  return typeof sum === 'number' ? agreedCent - sum : sum;
}

/** What is granted for this Haushaltsjahr altogether, with the same two exceptions. */
export function grantedSum(bescheide: Bescheide): number | null | undefined {
  const grants = Object.values(bescheide).filter(({ isRefused }) => isRefused !== true);
  if (grants.length === 0) return undefined;
  let sum = 0;
  for (const { comparableCent } of grants) {
    if (comparableCent === null) return null;
    sum += comparableCent;
  }
  return sum;
}

/** The Aktenzeichen of the first Bescheid of a chain, whichever of them this fact refers to. */
export function baseOf(
  bescheide: Bescheide,
  { data }: { readonly data: { readonly aktenzeichen: string; readonly refersTo?: string } },
): string {
  const named = data.refersTo ?? data.aktenzeichen;
  const chain = Object.entries(bescheide).find(
    ([key, { also = [] }]) => key === named || also.includes(named),
  );
  return chain?.[0] ?? named;
}

type Grant = Pick<Bescheid, 'grantedCent' | 'comparableCent'>;

function granted(before: Grant, event: BescheidIssued): Grant {
  const { amountCent } = event.data.amount;
  const { grantedCent, comparableCent } = before;
  switch (event.data.art) {
    case 'zuwendung':
    case 'aenderung':
      return { grantedCent: amountCent, comparableCent: shareOfYear(event) };
    case 'ablehnung':
      return { grantedCent, comparableCent };
    case 'teilwiderruf':
    case 'widerruf': {
      // A grant of one year is revoked in that year; of several years only where the Bescheid says how much.
      const share = statedShare(event) ?? (comparableCent === grantedCent ? amountCent : null);
      const rest = comparableCent === null || share === null ? null : comparableCent - share;
      return { grantedCent: grantedCent - amountCent, comparableCent: rest };
    }
  }
}

/** This Haushaltsjahr's share of the sum: stated, or the whole where the period stays within the year. */
function shareOfYear(event: BescheidIssued): number | null {
  const stated = statedShare(event);
  if (stated !== undefined) return stated;
  const year = yearOf(event);
  const { from, to } = event.data.bewilligungszeitraum;
  return from.startsWith(year) && to.startsWith(year) ? event.data.amount.amountCent : null;
}

function statedShare(event: BescheidIssued): number | undefined {
  const share = event.data.amountsByHaushaltsjahr?.find(
    ({ haushaltsjahr }) => String(haushaltsjahr) === yearOf(event),
  );
  return share?.amount.amountCent;
}

function yearOf({ subject }: BescheidIssued): string {
  return subject.split('-')[1] ?? '';
}
