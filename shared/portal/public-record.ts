import type { Recorded, RecordedEvent } from '../../events/recorded/index.ts';
import { berlinDay } from '../domain/berlin.ts';
import { applyBescheid, grantedSum, isGrounded } from '../domain/zielvereinbarung/bescheid.ts';
import type { FixedTerms } from '../domain/zielvereinbarung/circumstances.ts';
import { evolve } from '../domain/zielvereinbarung/evolve.ts';
import { termsOf } from '../domain/zielvereinbarung/fixed-terms.ts';
import { filledSlots, proves } from '../domain/zielvereinbarung/signing.ts';
import {
  INITIAL,
  fassungBeingSigned,
  type Bescheid,
  type Declaration,
  type Fassung,
  type Scan,
  type Zielvereinbarung,
} from '../domain/zielvereinbarung/state.ts';
import { PARTIES } from '../../events/primitives.ts';
import type { PublicAbweichung, PublicBescheid, PublicBudgetStep } from './page-model.ts';

/** What a concluded Fassung rests on: its terms, its signatures, and the scans that prove them. */
export type ConcludedFassung = {
  readonly fassung: Fassung;
  readonly fixed: FixedTerms;
  readonly concludedOn: string;
  readonly signatures: readonly Recorded<'SignatureReceived'>['data'][];
  readonly scans: readonly Recorded<'ScanArchived'>['data'][];
};

/** A Bescheid that was released, with the sum that the released ones grant by then, where it can be compared. */
export type ReleasedBescheid = Omit<PublicBescheid, 'differenceCent'> & { readonly grantedSumCent?: number };

/** Everything that the public may see after a history, as facts; the page model is made of it. */
export type PublicRecord = {
  readonly state: Zielvereinbarung;
  readonly terms?: FixedTerms;
  /** Every Fassung that was concluded, by its number; a later conclusion of the same one replaces it. */
  readonly concluded: Readonly<Record<number, ConcludedFassung>>;
  readonly bescheide: readonly ReleasedBescheid[];
  /** What the public Bescheide alone grant: what is not released leaves no trace, not even in a difference. */
  readonly publicGrants: Readonly<Record<string, Bescheid>>;
  readonly abweichungen: readonly PublicAbweichung[];
  readonly budgetHistory: readonly PublicBudgetStep[];
  /** Reading PDFs that were archived, newest last. */
  readonly documents: readonly Recorded<'DocumentArchived'>['data'][];
  /** Day of the newest fact that changed the page, and its version. */
  readonly asOf?: string;
  readonly changedBy?: number;
  /** Day of the first publication that is recorded. */
  readonly publishedAt?: string;
};

const NOTHING: PublicRecord = {
  state: INITIAL,
  bescheide: [],
  abweichungen: [],
  budgetHistory: [],
  documents: [],
  concluded: {},
  publicGrants: {},
};

/** Folds a history, whole or up to a version, to what the public may see. A pure function of the log (d-7). */
export function publicRecord(events: readonly RecordedEvent[]): PublicRecord {
  return events.reduce<PublicRecord>(
    (record, event, index) => step(record, event, { events, index }),
    NOTHING,
  );
}

/** Revision of the page that these facts ask for; 0 before the first publication is due. */
export function revisionWanted({ state }: PublicRecord): number {
  return state.status === 'none' ? 0 : state.publication.wanted;
}

type Place = { readonly events: readonly RecordedEvent[]; readonly index: number };

function step(before: PublicRecord, event: RecordedEvent, { events, index }: Place): PublicRecord {
  const state = evolve(before.state, event);
  const terms = termsOf(event, before.terms);
  const record: PublicRecord = {
    ...before,
    state,
    ...(terms && { terms }),
    ...linesOf(before, event),
  };
  const changesPage = revisionWanted(record) > revisionWanted(before);
  const dated = changesPage
    ? { ...record, asOf: berlinDay(event.recordedAt), changedBy: event.version }
    : record;
  return event.type === 'ZielvereinbarungConcluded'
    ? { ...dated, ...conclusion(before, event, events.slice(0, index)) }
    : dated;
}

/** The lists that a fact adds to. */
function linesOf(before: PublicRecord, event: RecordedEvent): Partial<PublicRecord> {
  // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- most facts add no line to the page
  switch (event.type) {
    case 'ZielvereinbarungDrafted':
    case 'ZielvereinbarungRevised':
      return { budgetHistory: [...before.budgetHistory, draftStep(event)] };
    case 'BudgetAmended':
      return amendment(before, event.data);
    case 'BescheidIssued':
      return event.data.public ? withBescheid(before, event) : {};
    case 'DocumentArchived':
      return event.data.kind === 'reading' ? { documents: [...before.documents, event.data] } : {};
    case 'ZielvereinbarungPublished':
      return { publishedAt: before.publishedAt ?? event.recordedAt };
    default:
      return {};
  }
}

function draftStep({
  data,
  time,
}: Recorded<'ZielvereinbarungDrafted'> | Recorded<'ZielvereinbarungRevised'>): PublicBudgetStep {
  return {
    kind: data.fassung === 1 ? 'entwurf' : 'correction',
    amountCent: data.haushaltsmittel.amountCent,
    effectiveOn: data.asOf ?? berlinDay(time),
    fassung: data.fassung,
  };
}

function amendment(before: PublicRecord, data: Recorded<'BudgetAmended'>['data']): Partial<PublicRecord> {
  const { kind, from, to, effectiveOn, fassung } = data;
  const line: PublicBudgetStep = {
    kind,
    amountCent: to.amountCent,
    effectiveOn,
    ...(fassung === undefined ? {} : { fassung }),
  };
  const budgetHistory = [...before.budgetHistory, line];
  if (kind !== 'abweichung') return { budgetHistory };
  const change: PublicAbweichung = {
    of: 'haushaltsmittel',
    fromCent: from.amountCent,
    toCent: to.amountCent,
    effectiveOn,
  };
  return { budgetHistory, abweichungen: [...before.abweichungen, change] };
}

/** A revocation of what was not released is shown and counted nowhere: it would tell of the other. */
function withBescheid(before: PublicRecord, event: Recorded<'BescheidIssued'>): Partial<PublicRecord> {
  const { art, aktenzeichen, issuedOn, amount, bewilligungszeitraum } = event.data;
  const counts = isGrounded(before.publicGrants, event);
  const publicGrants = counts ? applyBescheid(before.publicGrants, event) : before.publicGrants;
  const sum = counts ? grantedSum(publicGrants) : undefined;
  const line: ReleasedBescheid = {
    art,
    aktenzeichen,
    issuedOn,
    amountCent: amount.amountCent,
    bewilligungszeitraum,
    ...(typeof sum === 'number' ? { grantedSumCent: sum } : {}),
  };
  return { publicGrants, bescheide: [...before.bescheide, line] };
}

/** At the moment of conclusion it is certain which declarations count and which scans prove them. */
function conclusion(
  before: PublicRecord,
  { data }: Recorded<'ZielvereinbarungConcluded'>,
  earlier: readonly RecordedEvent[],
): Partial<PublicRecord> {
  const { state, terms } = before;
  const fassung = state.status === 'none' ? undefined : fassungBeingSigned(state);
  if (state.status === 'none' || fassung === undefined || terms === undefined) return {};
  const counted = PARTIES.flatMap((party) => filledSlots(fassung, state.scans, party));
  const proof = state.scans.filter((scan) => counted.some((declaration) => proves(scan, declaration)));
  const made: ConcludedFassung = {
    fassung,
    fixed: terms,
    concludedOn: data.concludedOn,
    signatures: counted.flatMap((declaration) => declaredBy(declaration, fassung, earlier)),
    scans: archivedScans(proof, earlier),
  };
  return { concluded: { ...before.concluded, [fassung.number]: made } };
}

/** The very declaration that counts: the same person on the same day with the same scan. */
function declaredBy(
  { signatory, signedOn, sha256 }: Declaration,
  { number }: Fassung,
  earlier: readonly RecordedEvent[],
) {
  const found = earlier.findLast(
    (event): event is Recorded<'SignatureReceived'> =>
      event.type === 'SignatureReceived' &&
      event.data.fassung === number &&
      event.data.signatoryKey === signatory &&
      event.data.signedOn.date === signedOn &&
      event.data.document?.sha256 === sha256 &&
      event.data.method !== 'fes',
  );
  return found === undefined ? [] : [found.data];
}

/** One line per archived object, however often the same bytes were uploaded; in the order of their hashes. */
function archivedScans(proof: readonly Scan[], earlier: readonly RecordedEvent[]) {
  const lines = new Map<string, Recorded<'ScanArchived'>['data']>();
  for (const event of earlier) {
    if (event.type !== 'ScanArchived') continue;
    const scan = proof.find(({ uploadId }) => uploadId === event.data.uploadId);
    if (scan === undefined) continue;
    const visible = scan.check?.visible ?? [];
    const known = lines.get(event.data.sha256);
    const parties = PARTIES.filter((party) => visible.includes(party) || known?.parties.includes(party));
    lines.set(event.data.sha256, { ...event.data, ...known, parties });
  }
  return [...lines.values()].sort((one, other) => (one.sha256 < other.sha256 ? -1 : 1));
}

/** The concluded Fassung that the page shows; undefined where the page was taken back or never due. */
export function shownFassung({ state, concluded }: PublicRecord): ConcludedFassung | undefined {
  if (state.status === 'none' || state.publication.fassung === undefined) return undefined;
  return concluded[state.publication.fassung];
}
