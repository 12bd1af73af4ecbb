import type { NewEvent } from '../../../../events/recorded/index.ts';
import type { Party } from '../../../../events/primitives.ts';
import { withFassung } from '../terms/evolve-fassung.ts';
import { filedUnder, foreignCodes, codesForState, lookedAt } from './contradiction.ts';
import { isSignedByBoth } from './signing.ts';
import { isSuppliedText, withArchivedText } from '../terms/supplied-text.ts';
import { takenApart } from './taking-back.ts';
import {
  fassungBeingSigned,
  fassungOf,
  halfOf,
  isReadable,
  type Concluded,
  type Declaration,
  type Fassung,
  type Open,
  type Scan,
} from '../state.ts';

type Of<Name extends NewEvent['type']> = Extract<NewEvent, { type: Name }>;

/** A party signs: its declaration stands, and an earlier refusal of the same party is over. */
export function withSignature(state: Open | Concluded, { data }: Of<'SignatureReceived'>): Open | Concluded {
  return withFassung(state, data.fassung, (fassung) =>
    withRefusals(withDeclaration(fassung, declarationOf(data)), (party) => party !== data.party),
  );
}

/** A party refuses to sign this Fassung. */
export function withRefusal(state: Open | Concluded, { data }: Of<'SignatureRefused'>): Open | Concluded {
  return withFassung(state, data.fassung, (fassung) =>
    withRefusals(
      { ...fassung, refusedBy: [...(fassung.refusedBy ?? []), data.party] },
      (party, index, all) => all.indexOf(party) === index,
    ),
  );
}

function withRefusals(
  { refusedBy = [], ...fassung }: Fassung,
  keeps: (party: Party, index: number, all: readonly Party[]) => boolean,
): Fassung {
  const kept = refusedBy.filter(keeps).toSorted();
  return kept.length === 0 ? fassung : { ...fassung, refusedBy: kept };
}

function declarationOf({
  party,
  signatoryKey,
  signedOn,
  document,
  method,
}: Of<'SignatureReceived'>['data']): Declaration {
  return {
    party,
    signatory: signatoryKey,
    signedOn: signedOn.date,
    ...(document === undefined ? {} : { sha256: halfOf(document.sha256) }),
    ...(method === 'fes' ? { fes: true } : {}),
  };
}

function withDeclaration(fassung: Fassung, declaration: Declaration): Fassung {
  const known = fassung.declarations.some(
    (other) =>
      other.party === declaration.party &&
      other.signatory === declaration.signatory &&
      other.sha256 === declaration.sha256 &&
      other.signedOn === declaration.signedOn &&
      other.fes === declaration.fes,
  );
  return known ? fassung : { ...fassung, declarations: inOrder([...fassung.declarations, declaration]) };
}

/** A scan lies in the archive: as evidence, or as the text that the parties supplied (rule 8). */
export function archived(state: Open | Concluded, { data, subject }: Of<'ScanArchived'>): Open | Concluded {
  const fassung = fassungOf(state, data.fassung);
  if (isSuppliedText(fassung, data)) return withFassung(state, data.fassung, withArchivedText);
  const foreign = foreignCodes(data.codes, filedUnder(subject, data.fassung, fassung));
  const found = {
    sha256: halfOf(data.sha256),
    ...(foreign.length > 0 && { foreign: codesForState(foreign) }),
  };
  return withScan(state, data, found);
}

/** A scan with what is newly known of it, as long as it can still be evidence. */
function withScan(
  state: Open | Concluded,
  { uploadId, fassung }: { uploadId: string; fassung: number },
  found: Partial<Scan>,
): Open | Concluded {
  const before = state.scans.find((scan) => scan.uploadId === uploadId);
  if (!mayBeEvidence(state, fassung)) return state;
  const others = state.scans.filter((scan) => scan.uploadId !== uploadId);
  const scan = { uploadId, fassung, ...before, ...found };
  return { ...state, scans: inOrder([...others, scan.aside === true ? nameOf(scan) : scan]) };
}

/** A scan set aside proves nothing any more, whatever is said of it later: its name is enough. */
function nameOf({ uploadId, fassung }: Scan): Scan {
  return { uploadId, fassung, aside: true };
}

/** Also after publication: the page may be withdrawn, and a better scan take the place of a wrong one. */
function mayBeEvidence(state: Open | Concluded, number: number): boolean {
  const { fassung } = state;
  return (
    fassungBeingSigned(state)?.number === number ||
    (fassung.number === number && fassung.provenBy === undefined)
  );
}

/** Sets are kept in one order, so that any order of arrival ends in the same state byte for byte. */
function inOrder<Part extends Scan | Declaration>(parts: readonly Part[]): readonly Part[] {
  const rank = (part: Scan | Declaration) =>
    'uploadId' in part
      ? part.uploadId
      : `${part.party} ${part.signatory} ${part.sha256 ?? ''} ${part.signedOn} ${part.fes ?? false}`;
  return parts.toSorted((one, other) => (rank(one) < rank(other) ? -1 : 1));
}

/** A later look may find less than an earlier one: until the page can be read that reopens the Fassung. */
export function checked(state: Open | Concluded, event: Of<'ScanChecked'>): Open | Concluded {
  const { data, time } = event;
  const scan = state.scans.find(({ uploadId }) => uploadId === data.uploadId);
  return reopenedIfUnproven(withScan(state, data, lookedAt(scan, event)), time);
}

/** A scan that is not authoritative empties the slots it filled. */
export function setAside(state: Open | Concluded, { data, time }: Of<'ScanSetAside'>): Open | Concluded {
  return reopenedIfUnproven(withScan(state, data, { aside: true }), time);
}

function reopenedIfUnproven(next: Open | Concluded, time: string): Open | Concluded {
  if (next.status === 'open' || next.pending !== undefined || isReadable(next)) return next;
  return isSignedByBoth(next.fassung, next.scans) ? next : takenApart(next, time);
}

/** Until publication a withdrawal reopens the Fassung; a page already asked for gives way to the notice (P4). */
export function withoutSignature(
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

/**
 * Digests of names go with the names (rule 10). What is left keeps two signatories apart by their place; nothing
 * is signed any more once the Akte is closed.
 */
export function withoutNames(state: Open | Concluded): Open | Concluded {
  const fassung = withoutDigests(state.fassung);
  if (state.status === 'open') return { ...state, fassung };
  const { pending, standing } = state;
  return {
    ...state,
    fassung,
    ...(pending && { pending: withoutDigests(pending) }),
    ...(standing && { standing: { ...standing, fassung: withoutDigests(standing.fassung) } }),
  };
}

function withoutDigests(fassung: Fassung): Fassung {
  const declarations = fassung.declarations
    .map((declaration) => ({ ...declaration, signatory: '' }))
    .toSorted((one, other) => (nameless(one) < nameless(other) ? -1 : 1))
    .map((declaration, index) => ({ ...declaration, signatory: `erased-${index + 1}` }));
  return { ...fassung, declarations };
}

const nameless = ({ party, sha256 = '', signedOn }: Declaration) => `${party} ${sha256} ${signedOn}`;
