import type { Incoming } from '../../../../events/incoming/index.ts';
import type { Terms } from '../../../../events/incoming/terms.ts';
import { accepted, early, rejected, type Decision } from '../../decision.ts';
import { gebietskoerperschaftIn } from '../../register/gebietskoerperschaft.ts';
import { budgetFault } from '../../programme/budgets.ts';
import { programmeOf } from '../../programme/index.ts';
import { fassungHash, type Circumstances, type FixedTerms } from '../circumstances.ts';
import { voidedBy } from './voiding.ts';
import { newestFassung, type Concluded, type Open, type Zielvereinbarung } from '../state.ts';

/** Judges the first terms of a Zielvereinbarung: they become Fassung 1. */
export function decideDraft(
  state: Zielvereinbarung,
  incoming: Incoming<'ZielvereinbarungDrafted'>,
  { fingerprint }: Circumstances,
): Decision {
  const fixed = fix(incoming.subject, incoming.data);
  if (fixed.outcome !== 'fixed') return fixed;
  if (state.status !== 'none') return rejected('already-exists');
  return accepted({ ...incoming, data: { ...incoming.data, ...identity(fixed, 1, fingerprint) } });
}

/** Judges new terms before conclusion: they become the next Fassung; a number above it waits. */
export function decideRevision(
  state: Open | Concluded,
  incoming: Incoming<'ZielvereinbarungRevised'>,
  { fingerprint, version }: Circumstances,
): Decision {
  const { fassung, reason, ...terms } = incoming.data;
  const fixed = fix(incoming.subject, terms);
  if (fixed.outcome !== 'fixed') return fixed;
  const newest = newestFassung(state).number;
  if (fassung <= newest) return rejected('fassung-outdated', 'data.fassung');
  if (fassung > newest + 1) return early('fassung-not-known');
  if (state.status === 'concluded' && state.pending === undefined) return rejected('already-concluded');
  const revision = { ...incoming, data: { ...terms, reason, ...identity(fixed, fassung, fingerprint) } };
  return accepted(revision, ...voidedBy(revision, state, version));
}

type Fixed = FixedTerms & { readonly outcome: 'fixed' };

/** Checks terms against subject, register, programme and sums, and adds clause version and official names. */
function fix(subject: string, terms: Terms): Fixed | Decision {
  if (subject !== `${terms.programme}-${terms.haushaltsjahr}-${terms.ags}`)
    return rejected('subject-unknown', 'subject');
  const programme = programmeOf(terms.programme, terms.haushaltsjahr);
  if (programme === undefined) return rejected('programme-unknown', 'data.programme');
  const kommune = gebietskoerperschaftIn(terms.haushaltsjahr, terms.ags);
  if (kommune === undefined) return rejected('gebietskoerperschaft-not-valid-in-year', 'data.ags');
  const arten = new Set(programme.massnahmenarten.map(({ art }) => art));
  if (terms.massnahmen.some(({ art }) => !arten.has(art)))
    return rejected('massnahmenart-unknown', 'data.massnahmen');
  if (!sumsArePossible(terms)) return rejected('amount-implausible', 'data.haushaltsmittel');
  const fault = budgetFault(terms, programme);
  if (fault !== undefined) return rejected('amount-implausible', fault);
  const parties = { land: programme.ministry.name, kommune: kommune.officialName };
  return { outcome: 'fixed', terms, clauseVersion: programme.clauseVersion, parties };
}

/** A total above zero, no negative part, and no parts above the total. */
export function sumsArePossible(terms: Terms): boolean {
  const total = terms.haushaltsmittel.amountCent;
  const parts = [...(terms.budgetItems ?? []), ...terms.massnahmen].map(
    ({ amount }) => amount?.amountCent ?? 0,
  );
  return total > 0 && parts.every((part) => part >= 0) && boundSum(terms) <= total;
}

/** The larger of the sums of budget items and of Massnahmen amounts: neither may exceed the total. */
function boundSum(terms: Terms): number {
  const items = (terms.budgetItems ?? []).reduce((sum, item) => sum + item.amount.amountCent, 0);
  const massnahmen = terms.massnahmen.reduce(
    (sum, massnahme) => sum + (massnahme.amount?.amountCent ?? 0),
    0,
  );
  return Math.max(items, massnahmen);
}

function identity(fixed: Fixed, fassung: number, fingerprint: Circumstances['fingerprint']) {
  const { clauseVersion, parties } = fixed;
  return { fassung, fassungHash: fassungHash(fixed, fingerprint), clauseVersion, parties };
}
