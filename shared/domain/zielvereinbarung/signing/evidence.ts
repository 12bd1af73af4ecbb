import type { Incoming } from '../../../../events/incoming/index.ts';
import { accepted, early, notPossible, rejected, type Decision } from '../../decision.ts';
import { PARTIES } from '../../../../events/primitives.ts';
import type { Circumstances } from '../circumstances.ts';
import { lookedAt } from './contradiction.ts';
import { declarationsOf, proves, provesAny } from './signing.ts';
import { isSuppliedText } from '../terms/supplied-text.ts';
import { OBSTACLES } from '../obstacles.ts';
import {
  fassungOf,
  isOut,
  isReadable,
  newestFassung,
  type Concluded,
  type Fassung,
  type Open,
  type Scan,
} from '../state.ts';

/**
 * Judges a declaration of signature: on the Fassung that plays a part, released, not in the future, by a
 * person who does not sign for the other side, into a slot that nobody else holds.
 */
export function decideSignature(
  state: Open | Concluded,
  incoming: Incoming<'SignatureReceived'>,
  { today, fingerprint }: Circumstances,
): Decision {
  const fassung = signable(state, incoming.data.fassung);
  if ('outcome' in fassung) return fassung;
  if (fassung.provenBy !== undefined) return notPossible(OBSTACLES.successorBeingSigned);
  const { party, signedOn, signatory } = incoming.data;
  if (signedOn.date > today) return rejected('date-in-future', 'data.signedOn');
  const signatoryKey = personDigest(incoming.subject, signatory.name, fingerprint);
  const counting =
    incoming.data.method === 'fes' ? [] : PARTIES.flatMap((side) => declarationsOf(fassung, side));
  const holders = counting.filter((declaration) => declaration.signatory !== signatoryKey);
  const own = counting.filter((declaration) => declaration.signatory === signatoryKey);
  if (own.some((declaration) => declaration.party !== party))
    return rejected('same-signatory', 'data.signatory');
  const others = new Set(
    holders.filter((holder) => holder.party === party).map((holder) => holder.signatory),
  );
  if (others.size >= fassung.slots[party]) return rejected('slot-taken', 'data.party');
  return accepted({ ...incoming, data: { ...incoming.data, signatoryKey } });
}

/** Judges the withdrawal of a signature; while a page stands on it, it waits for the withdrawal of that page. */
export function decideWithdrawal(
  state: Open | Concluded,
  incoming: Incoming<'SignatureWithdrawn'>,
): Decision {
  const fassung = signable(state, incoming.data.fassung);
  if ('outcome' in fassung) return fassung;
  const { party } = incoming.data;
  const isKnown = fassung.declarations.some((declaration) => declaration.party === party);
  if (!isKnown && fassung.provenBy === undefined) return early('signature-unknown');
  if (!isSettled(state, fassung)) return accepted(incoming);
  return isOut(state) ? early('publication-stands') : refusalOfChange(state);
}

/** Judges that a party refuses to sign: what it signed already it withdraws instead. */
export function decideSignatureRefusal(
  state: Open | Concluded,
  incoming: Incoming<'SignatureRefused'>,
): Decision {
  const fassung = signable(state, incoming.data.fassung);
  if ('outcome' in fassung) return fassung;
  if (fassung.provenBy !== undefined) return notPossible(OBSTACLES.successorBeingSigned);
  return fassung.declarations.some(({ party }) => party === incoming.data.party)
    ? notPossible(OBSTACLES.partyHasSigned)
    : accepted(incoming);
}

/**
 * Judges that a scan is no evidence any more (rule 7): one that is not archived yet is waited for; one that
 * carries a page which can be read stays until the publication is withdrawn.
 */
export function decideSettingAside(state: Open | Concluded, incoming: Incoming<'ScanSetAside'>): Decision {
  const { uploadId, fassung: number } = incoming.data;
  if (number > newestFassung(state).number) return early('fassung-not-known');
  const fassung = fassungOf(state, number);
  const scan = state.scans.find((known) => known.uploadId === uploadId);
  if (fassung === undefined)
    return carriesWhatStands(state, uploadId) ? rejected('publication-not-withdrawn') : accepted(incoming);
  if (fassung.provenBy?.includes(uploadId) === true) return refusalOfChange(state);
  if (scan?.sha256 === undefined)
    return isAside(scan) || isSettled(state, fassung) ? accepted(incoming) : early('scan-unknown');
  return isSettled(state, fassung) && provesAny(scan, fassung) ? refusalOfChange(state) : accepted(incoming);
}

const isAside = (scan: Scan | undefined) => scan?.aside === true;

/** Whether it can no longer be taken apart: its page is out, or it is the ground on which an Aenderungsvereinbarung is being signed. */
export function isSettled(state: Open | Concluded, { number }: Fassung): boolean {
  return (
    state.status === 'concluded' &&
    state.fassung.number === number &&
    (state.pending !== undefined || isReadable(state))
  );
}

/** It proves what was concluded before, and stays public until the newer Fassung is. */
function carriesWhatStands(state: Open | Concluded, uploadId: string): boolean {
  return state.status === 'concluded' && state.standing?.fassung.provenBy?.includes(uploadId) === true;
}

function refusalOfChange(state: Open | Concluded): Decision {
  return isOut(state) ? rejected('publication-not-withdrawn') : notPossible(OBSTACLES.successorBeingSigned);
}

type ScanFact =
  | Incoming<'ScanSubmitted'>
  | Incoming<'ScanArchived'>
  | Incoming<'ScanRefused'>
  | Incoming<'ScanChecked'>;

/**
 * Judges what happened to a scan. Scans of an overtaken Fassung are recorded, for the paper exists; only a
 * check of one is refused, because it would promise a signature that cannot count. The text that the parties
 * supplied as the Fassung comes before the release.
 */
export function decideScan(state: Open | Concluded, incoming: ScanFact): Decision {
  const number = incoming.data.fassung;
  if (number === undefined) return accepted(incoming);
  const newest = newestFassung(state);
  if (number > newest.number) return early('fassung-not-known');
  const isText = incoming.type !== 'ScanChecked' && isSuppliedText(newest, incoming.data);
  if (number === newest.number && !newest.released && !isText) return early('fassung-not-released');
  return incoming.type === 'ScanChecked' ? decideCheck(state, incoming) : accepted(incoming);
}

/** A second look may find less than the first; what a page stands on is taken away only after the page. */
function decideCheck(state: Open | Concluded, incoming: Incoming<'ScanChecked'>): Decision {
  const { uploadId, fassung: number, pagesComplete, signaturesVisible: visible } = incoming.data;
  const { despiteCodes, reason } = incoming.data;
  if ((despiteCodes === undefined) !== (reason === undefined))
    return rejected('schema-violated', 'data.reason');
  const fassung = fassungOf(state, number);
  if (fassung === undefined) return rejected('fassung-outdated', 'data.fassung');
  if (
    fassung.provenBy?.includes(uploadId) === true &&
    !(pagesComplete && PARTIES.every((party) => visible.includes(party)))
  )
    return refusalOfChange(state);
  const scan = state.scans.find((known) => known.uploadId === uploadId && known.fassung === number);
  const provesLess =
    scan !== undefined &&
    fassung.declarations.some(
      (declaration) =>
        proves(scan, declaration) && !proves({ ...scan, ...lookedAt(scan, incoming) }, declaration),
    );
  return provesLess && isSettled(state, fassung) ? refusalOfChange(state) : accepted(incoming);
}

function signable(state: Open | Concluded, number: number): Fassung | Decision {
  if (number > newestFassung(state).number) return early('fassung-not-known');
  const fassung = fassungOf(state, number);
  if (fassung === undefined) return rejected('fassung-outdated', 'data.fassung');
  return fassung.released ? fassung : early('fassung-not-released');
}

/** The same person, whatever spacing, case or punctuation of the name; bound to the subject. */
function personDigest(subject: string, name: string, fingerprint: Circumstances['fingerprint']): string {
  const plain = name
    .toLowerCase()
    .replaceAll(/[^\p{Letter}]+/gu, ' ')
    .trim();
  return fingerprint({ subject, name: plain }).slice(0, 16);
}
