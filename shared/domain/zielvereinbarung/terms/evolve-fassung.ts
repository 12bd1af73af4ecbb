import type { Terms } from '../../../../events/incoming/terms.ts';
import type { NewEvent } from '../../../../events/recorded/index.ts';
import { perParty } from '../../per-party.ts';
import { budgetAmountsIn } from '../../programme/budgets.ts';
import { partsOf } from '../identity.ts';
import type { NameWith } from '../../traits/has-trait.ts';
import { fassungBeingSigned, type Concluded, type Fassung, type Open } from '../state.ts';

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
  const budgetsCent = budgetAmountsIn(data, data);
  return {
    number: data.fassung,
    hash: data.fassungHash,
    amountCent: data.haushaltsmittel.amountCent,
    ...(budgetsCent && { budgetsCent }),
    released: false,
    ...(data.textDocument && { text: { sha256: data.textDocument.sha256, isArchived: false } }),
    slots: data.signatureSlots ?? perParty(() => 1),
    declarations: [],
    ...(data.asOf === undefined ? {} : { asOf: data.asOf }),
  };
}

type Change = Extract<NewEvent, { type: NameWith<'isChange'> }>;

/** The Fassung that a change of money or of an Eckdatum makes; unreleased, unsigned, its own text yet to come. */
export function changedFassung(state: Open | Concluded, change: Change): Fassung {
  const {
    refusedBy: _,
    dueOn: __,
    provenBy: ___,
    deviationCent: ____,
    releasedOn: _____,
    ...base
  } = fassungBeingSigned(state) ?? state.fassung;
  const { fassung, fassungHash: hash, textDocument = base.text } = change.data;
  return {
    ...base,
    ...moneyAfter(change),
    number: fassung ?? base.number + 1,
    hash: hash ?? base.hash,
    released: false,
    ...(textDocument && { text: { sha256: textDocument.sha256, isArchived: false } }),
    declarations: [],
  };
}

function moneyAfter(change: Change): Partial<Pick<Fassung, 'amountCent' | 'budgetsCent'>> {
  if ('label' in change.data) return {};
  const { to: haushaltsmittel, budgetItems } = change.data;
  const budgetsCent =
    budgetItems && budgetAmountsIn(partsOf(change.subject), { haushaltsmittel, budgetItems });
  return { amountCent: haushaltsmittel.amountCent, ...(budgetsCent && { budgetsCent }) };
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
