import type { Terms } from '../../../events/incoming/terms.ts';
import type { NewEvent } from '../../../events/recorded/index.ts';
import { fassungBeingSigned, type Concluded, type Fassung, type Open } from './state.ts';

type Data<Name extends NewEvent['type']> = Extract<NewEvent, { type: Name }>['data'];

/** The state after the first terms. */
export function drafted(data: Data<'ZielvereinbarungDrafted'>): Open {
  return {
    status: 'open',
    fassung: fassungFrom(data),
    scans: [],
    voided: [],
    bescheide: {},
    publication: { wanted: 0, published: 0, due: 0 },
    steering: {},
    akte: {},
  };
}

/** What judging needs of new terms. */
export function fassungFrom(data: Terms & { fassung: number; fassungHash: string }): Fassung {
  return {
    number: data.fassung,
    hash: data.fassungHash,
    amountCent: data.haushaltsmittel.amountCent,
    boundCent: boundSum(data),
    released: false,
    slots: data.signatureSlots ?? { land: 1, kommune: 1 },
    declarations: [],
    ...(data.asOf === undefined ? {} : { asOf: data.asOf }),
  };
}

/** The larger of the sums of budget items and of Massnahmen amounts: neither may exceed the total. */
export function boundSum(terms: Terms): number {
  const items = (terms.budgetItems ?? []).reduce((sum, item) => sum + item.amount.amountCent, 0);
  const massnahmen = terms.massnahmen.reduce(
    (sum, massnahme) => sum + (massnahme.amount?.amountCent ?? 0),
    0,
  );
  return Math.max(items, massnahmen);
}

/** Signatures on the old Fassung are gone with it; scans of it are no evidence any more. */
export function withNextFassung(state: Open | Concluded, next: Fassung): Open | Concluded {
  return state.status === 'open'
    ? { ...state, scans: [], fassung: next }
    : { ...state, scans: [], pending: next };
}

/** The Fassung that a change of money or of an Eckdatum makes; unreleased and unsigned. */
export function changedFassung(
  state: Open | Concluded,
  { fassung, fassungHash: hash, amountCent }: { fassung?: number; fassungHash?: string; amountCent?: number },
): Fassung {
  const { refusedBy: _, dueOn: __, ...base } = fassungBeingSigned(state) ?? state.fassung;
  return {
    ...base,
    number: fassung ?? base.number + 1,
    hash: hash ?? base.hash,
    amountCent: amountCent ?? base.amountCent,
    released: false,
    declarations: [],
  };
}

/** The state with one of its Fassungen changed. */
export function withFassung(
  state: Open | Concluded,
  number: number,
  change: (fassung: Fassung) => Fassung,
): Open | Concluded {
  if (state.fassung.number === number) return { ...state, fassung: change(state.fassung) };
  if (state.status === 'concluded' && state.pending?.number === number) {
    return { ...state, pending: change(state.pending) };
  }
  return state;
}
