import type { NewEvent } from '../../../events/recorded/index.ts';
import type { Terms } from '../../../events/incoming/terms.ts';
import { assertNever } from '../decision.ts';
import { applyBescheid } from './bescheid.ts';
import { isSignedByBoth } from './signing.ts';
import { takenApart } from './taking-back.ts';
import {
  INITIAL,
  fassungBeingSigned,
  isReadable,
  type Concluded,
  type Declaration,
  type Fassung,
  type Open,
  type Scan,
  type Standing,
  type Zielvereinbarung,
} from './state.ts';

type Of<Name extends NewEvent['type']> = Extract<NewEvent, { type: Name }>;
type Data<Name extends NewEvent['type']> = Of<Name>['data'];

/** Folds one recorded fact into the state. Never refuses: what is recorded has happened. */
export function evolve(state: Zielvereinbarung, event: NewEvent): Zielvereinbarung {
  if (event.type === 'ZielvereinbarungDrafted') return drafted(event.data);
  if (state.status === 'none') return INITIAL;
  switch (event.type) {
    case 'ZielvereinbarungRevised':
      return withNextFassung(state, fassungFrom(event.data));
    case 'ZielvereinbarungReleasedForSignature':
      return withFassung(state, event.data.fassung, (fassung) => ({ ...fassung, released: true }));
    case 'SignatureReceived':
      return withFassung(state, event.data.fassung, (fassung) =>
        withDeclaration(fassung, declarationOf(event.data)),
      );
    case 'SignatureWithdrawn':
      return withoutSignature(state, event);
    case 'ScanArchived':
      return withScan(state, event.data, { sha256: event.data.sha256 });
    case 'ScanChecked':
      return checked(state, event);
    case 'BudgetAmended':
      return amended(state, event.data);
    case 'BescheidIssued':
      return withPageChange(
        { ...state, bescheide: applyBescheid(state.bescheide, event) },
        event.data.public,
      );
    case 'ZielvereinbarungConcluded':
      return concluded(state, event.data);
    case 'PublicationDue':
      return due(state, event.data.fassung);
    case 'ZielvereinbarungPublished':
      return published(state, event.data);
    case 'ScanSubmitted':
    case 'ScanRefused':
    case 'DocumentArchived':
      return state;
    default:
      return assertNever(event);
  }
}

function declarationOf({
  party,
  signatoryKey,
  signedOn,
  document,
  method,
}: Data<'SignatureReceived'>): Declaration {
  return {
    party,
    signatory: signatoryKey,
    signedOn: signedOn.date,
    ...(document === undefined ? {} : { sha256: document.sha256 }),
    ...(method === 'fes' ? { fes: true } : {}),
  };
}

function drafted(data: Data<'ZielvereinbarungDrafted'>): Open {
  return {
    status: 'open',
    fassung: fassungFrom(data),
    scans: [],
    voided: [],
    bescheide: {},
    publication: { wanted: 0, published: 0, due: 0 },
  };
}

function fassungFrom(data: Terms & { fassung: number; fassungHash: string }): Fassung {
  return {
    number: data.fassung,
    hash: data.fassungHash,
    amountCent: data.haushaltsmittel.amountCent,
    boundCent: boundSum(data),
    released: false,
    slots: data.signatureSlots ?? { land: 1, kommune: 1 },
    declarations: [],
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

/** The old Fassung's open signatures no longer count; scans of it are no evidence any more. */
function withNextFassung(state: Open | Concluded, next: Fassung): Open | Concluded {
  const replaced = fassungBeingSigned(state);
  const voided = (replaced?.declarations ?? []).map(({ party, signedOn }) => ({
    party,
    signedOn,
    fassung: replaced?.number ?? next.number - 1,
  }));
  const known = { scans: [], voided: [...state.voided, ...voided] };
  return state.status === 'open'
    ? { ...state, ...known, fassung: next }
    : { ...state, ...known, pending: next };
}

function withFassung(
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

function withDeclaration(fassung: Fassung, declaration: Declaration): Fassung {
  const known = fassung.declarations.some(
    (other) =>
      other.party === declaration.party &&
      other.signatory === declaration.signatory &&
      other.sha256 === declaration.sha256 &&
      other.signedOn === declaration.signedOn,
  );
  return known ? fassung : { ...fassung, declarations: inOrder([...fassung.declarations, declaration]) };
}

function withScan(
  state: Open | Concluded,
  { uploadId, fassung }: { uploadId: string; fassung: number },
  found: Partial<Scan>,
): Open | Concluded {
  if (!stillNeedsEvidence(state, fassung)) return state;
  const before = state.scans.find((scan) => scan.uploadId === uploadId);
  const others = state.scans.filter((scan) => scan.uploadId !== uploadId);
  return { ...state, scans: inOrder([...others, { uploadId, fassung, ...before, ...found }]) };
}

/** Until its page can be read a signature may be withdrawn and given again: evidence is kept till then. */
function stillNeedsEvidence(state: Open | Concluded, number: number): boolean {
  if (fassungBeingSigned(state)?.number === number) return true;
  return state.status === 'concluded' && state.fassung.number === number && !isReadable(state);
}

/** Sets are kept in one order, so that any order of arrival ends in the same state byte for byte. */
function inOrder<Part extends Scan | Declaration>(parts: readonly Part[]): readonly Part[] {
  const rank = (part: Scan | Declaration) =>
    'uploadId' in part
      ? part.uploadId
      : `${part.party} ${part.signatory} ${part.sha256 ?? ''} ${part.signedOn}`;
  return parts.toSorted((one, other) => (rank(one) < rank(other) ? -1 : 1));
}

/** A later look may find less than an earlier one: until the page can be read that reopens the Fassung. */
function checked(state: Open | Concluded, event: Of<'ScanChecked'>): Open | Concluded {
  const { pagesComplete, signaturesVisible: visible } = event.data;
  const next = withScan(state, event.data, { check: { pagesComplete, visible } });
  if (next.status === 'open' || next.pending !== undefined || isReadable(next)) return next;
  return isSignedByBoth(next.fassung, next.scans) ? next : takenApart(next, event.time);
}

/** Until publication a withdrawal reopens the Fassung; a page already asked for gives way to the notice (P4). */
function withoutSignature(
  state: Open | Concluded,
  { data, time }: Of<'SignatureWithdrawn'>,
): Open | Concluded {
  const next = withFassung(state, data.fassung, (fassung) => ({
    ...fassung,
    declarations: fassung.declarations.filter((declaration) => declaration.party !== data.party),
  }));
  if (next.status !== 'concluded' || next.fassung.number !== data.fassung) return next;
  return isSignedByBoth(next.fassung, next.scans) ? next : takenApart(next, time);
}

function due(state: Open | Concluded, fassung: number): Open | Concluded {
  const wanted = state.publication.wanted + 1;
  return { ...state, publication: { ...state.publication, wanted, due: wanted, fassung } };
}

function amended(state: Open | Concluded, data: Data<'BudgetAmended'>): Open | Concluded {
  if (data.kind === 'abweichung') {
    if (state.status !== 'concluded') return state;
    const effectiveCent = data.to.amountCent;
    return withPageChange({ ...state, effectiveCent, abweichungen: state.abweichungen + 1 }, true);
  }
  const base = fassungBeingSigned(state) ?? state.fassung;
  return withNextFassung(state, {
    ...base,
    number: data.fassung ?? base.number + 1,
    hash: data.fassungHash ?? base.hash,
    amountCent: data.to.amountCent,
    released: false,
    declarations: [],
  });
}

function concluded(state: Open | Concluded, data: Data<'ZielvereinbarungConcluded'>): Concluded {
  const fassung = fassungBeingSigned(state) ?? state.fassung;
  const { scans, voided, bescheide, publication } = state;
  return {
    status: 'concluded',
    fassung,
    scans,
    voided,
    bescheide,
    publication: { ...publication, publishAt: data.publishAt },
    concludedOn: data.concludedOn,
    effectiveCent: fassung.amountCent,
    abweichungen: state.status === 'concluded' ? state.abweichungen : 0,
    ...(state.status === 'concluded' ? { standing: standingOf(state) } : {}),
  };
}

function standingOf({ fassung, concludedOn, effectiveCent, publication }: Concluded): Standing {
  const waits = publication.fassung !== fassung.number && publication.publishAt !== undefined;
  return { fassung, concludedOn, effectiveCent, ...(waits && { publishAt: publication.publishAt }) };
}

/** Once the page can be read, evidence, voided signatures and what stood before are no longer needed for judging. */
function published(state: Open | Concluded, data: Data<'ZielvereinbarungPublished'>): Open | Concluded {
  const publication = {
    ...state.publication,
    published: Math.max(state.publication.published, data.revision),
  };
  const next = { ...state, publication };
  if (next.status === 'open' || !isReadable(next)) return next;
  const { standing: _, ...settled } = next;
  return settled.pending === undefined ? { ...settled, scans: [], voided: [] } : settled;
}

/** A later fact that the public may see asks for a new revision of an existing page. */
function withPageChange<State extends Open | Concluded>(state: State, visible: boolean): State {
  if (!visible || state.publication.fassung === undefined) return state;
  return { ...state, publication: { ...state.publication, wanted: state.publication.wanted + 1 } };
}
