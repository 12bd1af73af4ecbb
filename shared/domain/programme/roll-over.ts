import type { Terms } from '../../../events/incoming/terms.ts';
import {
  gebietskoerperschaftIn,
  gebietskoerperschaftenIn,
  type Gebietskoerperschaft,
} from '../register/gebietskoerperschaft.ts';
import { budgetFault } from './budgets.ts';
import type { Programme, Reference } from './programme.ts';

/** What the drafts of a year are made of. */
export type RollOverInput = {
  /** The programme in the year that gets the drafts. */
  readonly next: Programme;
  /** The newest terms of each Zielvereinbarung of the year before, of this programme. */
  readonly previous: readonly Terms[];
  /** Cents of each budget of `next`, in its order, by the key of a Gebietskoerperschaft without earlier terms. */
  readonly additions: ReadonlyMap<string, readonly number[]>;
};

/** The terms of a draft, and whether they come from the year before or from an amount that a person named. */
export type RolledDraft = {
  readonly subject: string;
  readonly gebietskoerperschaft: Gebietskoerperschaft;
  readonly origin: 'predecessor' | 'addition';
  readonly terms: Terms;
};

/** Something that a person has to know before the drafts are sent; `ags` says of whom. */
export type RollOverNote = { readonly ags: string } & (
  | {
      /** No draft is made: the Gebietskoerperschaft ended; it has no terms and needs an amount; the money of
       * before does not fit the budgets of the year; the amounts named are not one for each budget; or nobody
       * has that key in that year. */
      readonly kind: 'ended' | 'amount-needed' | 'budgets-changed' | 'addition-not-fitting' | 'key-unknown';
    }
  /** The terms of before count, the amount that was named does not. */
  | { readonly kind: 'addition-not-needed' }
  /** The register says that the years are not comparable. */
  | { readonly kind: 'shape-changed'; readonly what: string }
  /** Left out of a draft. */
  | { readonly kind: 'reference-expired' | 'massnahmenart-gone' | 'regelung-dropped'; readonly what: string }
  | { readonly kind: 'eckdaten-dropped' | 'text-document-dropped' }
);

/** The drafts of a year in the order of their keys, and what does not stand in them and why. */
export type RollOver = { readonly drafts: readonly RolledDraft[]; readonly notes: readonly RollOverNote[] };

/**
 * Makes the drafts of the next year from the terms of this one: the same money, budgets, Massnahmen and slots.
 * Left out is what belongs to the year that ends: Eckdaten (nobody agreed next year's figures), besondere
 * Regelungen and a supplied text (they may name the year), Aktenzeichen and the day of the draft, papers whose
 * validity ended, projects of a Massnahmenart that the year does not know. Money is never invented: whoever has
 * no terms of the year before gets a draft from an amount that a person named, or none. A pure function.
 */
export function rollOver({ next, previous, additions }: RollOverInput): RollOver {
  const year = gebietskoerperschaftenIn(next.haushaltsjahr);
  const gone = [...new Set([...previous.map(({ ags }) => ags), ...additions.keys()])]
    .filter((ags) => gebietskoerperschaftIn(next.haushaltsjahr, ags) === undefined)
    .map((ags) => withoutDraft(ags, previous.some((terms) => terms.ags === ags) ? 'ended' : 'key-unknown'));
  const made = year.map((one) => {
    const before = previous.find(({ ags }) => ags === one.ags);
    const added = additions.get(one.ags);
    return before === undefined ? fromAddition(next, one, added) : fromTerms(next, one, { before, added });
  });
  const all = [...made, ...gone];
  return { drafts: all.flatMap(({ drafts }) => drafts), notes: all.flatMap(({ notes }) => notes) };
}

type WithoutDraft = 'ended' | 'amount-needed' | 'budgets-changed' | 'addition-not-fitting' | 'key-unknown';

function withoutDraft(ags: string, kind: WithoutDraft): RollOver {
  return { drafts: [], notes: [{ ags, kind }] };
}

function fromAddition(
  next: Programme,
  gebietskoerperschaft: Gebietskoerperschaft,
  cents: readonly number[] | undefined,
): RollOver {
  const { ags } = gebietskoerperschaft;
  if (cents === undefined) return withoutDraft(ags, 'amount-needed');
  if (cents.length !== next.budgets.length) return withoutDraft(ags, 'addition-not-fitting');
  const items = next.budgets.map(({ label }, at) => ({ label, amount: inCents(cents[at] ?? 0) }));
  const terms: Terms = {
    ...identity(next, ags),
    haushaltsmittel: inCents(cents.reduce((sum, one) => sum + one, 0)),
    ...(items.length > 1 && { budgetItems: items }),
    massnahmen: [],
  };
  return { drafts: [draftOf(gebietskoerperschaft, 'addition', terms)], notes: [] };
}

function fromTerms(
  next: Programme,
  gebietskoerperschaft: Gebietskoerperschaft,
  { before, added }: { before: Terms; added: readonly number[] | undefined },
): RollOver {
  const { ags } = gebietskoerperschaft;
  if (budgetFault(before, next) !== undefined) return withoutDraft(ags, 'budgets-changed');
  const { haushaltsmittel, budgetItems, signatureSlots } = before;
  const massnahmen = before.massnahmen.filter(({ art }) => knows(next, art));
  const references = before.references?.filter((reference) => isValid(next, reference));
  const terms: Terms = {
    ...identity(next, ags),
    haushaltsmittel,
    ...(budgetItems && { budgetItems }),
    massnahmen,
    ...(signatureSlots && { signatureSlots }),
    ...(references && { references }),
  };
  return {
    drafts: [draftOf(gebietskoerperschaft, 'predecessor', terms)],
    notes: [
      ...(added === undefined ? [] : [{ ags, kind: 'addition-not-needed' } as const]),
      ...shapeNotes(next, gebietskoerperschaft),
      ...leftOut(next, before),
    ],
  };
}

function shapeNotes(
  { period }: Programme,
  { ags, validFrom, comparabilityNote: what }: Gebietskoerperschaft,
): readonly RollOverNote[] {
  return validFrom === period.from && what !== undefined ? [{ ags, kind: 'shape-changed', what }] : [];
}

function leftOut(next: Programme, before: Terms): readonly RollOverNote[] {
  const { ags, massnahmen, references = [], besondereRegelungen = [], eckdaten = [] } = before;
  return [
    ...massnahmen
      .filter(({ art }) => !knows(next, art))
      .map(({ label: what }) => ({ ags, kind: 'massnahmenart-gone', what }) as const),
    ...references
      .filter((reference) => !isValid(next, reference))
      .map(({ title: what }) => ({ ags, kind: 'reference-expired', what }) as const),
    ...besondereRegelungen.map(({ paragraph: what }) => ({ ags, kind: 'regelung-dropped', what }) as const),
    ...(eckdaten.length === 0 ? [] : [{ ags, kind: 'eckdaten-dropped' } as const]),
    ...(before.textDocument === undefined ? [] : [{ ags, kind: 'text-document-dropped' } as const]),
  ];
}

function knows({ massnahmenarten }: Programme, art: number): boolean {
  return massnahmenarten.some((known) => known.art === art);
}

/** Where the terms say no day, the list of the programme year may. */
function isValid(
  { references, period }: Programme,
  { title, validUntil }: Pick<Reference, 'title' | 'validUntil'>,
): boolean {
  const until = validUntil ?? references.find((known) => known.title === title)?.validUntil;
  return until === undefined || until >= period.from;
}

function identity({ programme, haushaltsjahr }: Programme, ags: string) {
  return { programme, haushaltsjahr, ags };
}

function draftOf(
  gebietskoerperschaft: Gebietskoerperschaft,
  origin: RolledDraft['origin'],
  terms: Terms,
): RolledDraft {
  const subject = `${terms.programme}-${terms.haushaltsjahr}-${terms.ags}`;
  return { subject, gebietskoerperschaft, origin, terms };
}

function inCents(amountCent: number): Terms['haushaltsmittel'] {
  return { amountCent, currency: 'EUR' };
}
