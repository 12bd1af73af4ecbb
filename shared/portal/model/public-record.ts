import type { Recorded, RecordedEvent } from '../../../events/recorded/index.ts';
import { berlinDay } from '../../domain/dates/berlin.ts';
import type { FixedTerms } from '../../domain/zielvereinbarung/circumstances.ts';
import { evolveZielvereinbarung } from '../../domain/zielvereinbarung/evolve.ts';
import { termsOf } from '../../domain/zielvereinbarung/terms/fixed-terms.ts';
import { filledSlots, proves } from '../../domain/zielvereinbarung/signing/signing.ts';
import {
  INITIAL,
  areTermsReplaced,
  fassungBeingSigned,
  halfOf,
  type Declaration,
  type Fassung,
  type Scan,
  type Zielvereinbarung,
} from '../../domain/zielvereinbarung/state.ts';
import { readableEvent } from '../../domain/zielvereinbarung/telling/withheld.ts';
import { PARTIES } from '../../../events/primitives.ts';
import { NO_COURSE, courseAfter, type PublicCourse } from './public-course.ts';

/** What a concluded Fassung rests on: its terms, its signatures, and the scans that prove them. */
export type ConcludedFassung = {
  readonly fassung: Fassung;
  readonly fixed: FixedTerms;
  readonly concludedOn: string;
  readonly signatures: readonly Recorded<'SignatureReceived'>['data'][];
  readonly scans: readonly Recorded<'ScanArchived'>['data'][];
};

/** Everything that the public may see after a history, as facts; the page model is made of it. */
export type PublicRecord = PublicCourse & {
  readonly state: Zielvereinbarung;
  readonly terms?: FixedTerms;
  /** Every Fassung that was concluded, by its number; a later conclusion of the same one replaces it. */
  readonly concluded: Readonly<Record<number, ConcludedFassung>>;
  /** Day of the newest fact that changed the page, and its version. */
  readonly asOf?: string;
  readonly changedBy?: number;
};

const NOTHING: PublicRecord = {
  ...NO_COURSE,
  state: INITIAL,
  concluded: {},
};

/** Folds a history to what the public may see after it. A pure function of the log (d-7). */
export function publicRecord(events: readonly RecordedEvent[]): PublicRecord {
  return publicRecords(events).at(-1) ?? NOTHING;
}

/** What the public may see after each fact of a history, in its order; one fold for all of them. */
export function publicRecords(events: readonly RecordedEvent[]): readonly PublicRecord[] {
  const readable = events.map(readableEvent);
  const records: PublicRecord[] = [];
  for (const [index, event] of readable.entries())
    records.push(step(records.at(-1) ?? NOTHING, event, { events: readable, index }));
  return records;
}

/** Revision of the page that these facts ask for; 0 before the first publication is due. */
export function revisionWanted({ state }: PublicRecord): number {
  return state.status === 'none' ? 0 : state.publication.wanted;
}

type Place = { readonly events: readonly RecordedEvent[]; readonly index: number };

function step(earlier: PublicRecord, event: RecordedEvent, { events, index }: Place): PublicRecord {
  const state = evolveZielvereinbarung(earlier.state, event);
  const before = areTermsReplaced(earlier.state, state) ? withoutAbweichungen(earlier) : earlier;
  const terms = termsOf(event, before.terms);
  const record: PublicRecord = {
    ...before,
    state,
    ...(terms && { terms }),
    ...courseAfter(before, event, { state: before.state, agreed: agreedTerms(before) }),
  };
  const changesPage = revisionWanted(record) > revisionWanted(before);
  const dated = changesPage
    ? { ...record, asOf: berlinDay(event.recordedAt), changedBy: event.version }
    : record;
  return event.type === 'ZielvereinbarungConcluded'
    ? { ...dated, ...conclusion(before, event, events.slice(0, index)) }
    : dated;
}

/** What deviated from terms that are replaced deviates from nothing; its numbers are not given again. */
function withoutAbweichungen(record: PublicRecord): PublicRecord {
  const budgetHistory = record.budgetHistory.filter(({ kind }) => kind !== 'abweichung');
  return { ...record, abweichungen: [], budgetHistory };
}

/** Terms of the concluded Fassung: what an Abweichung deviates from. */
function agreedTerms({ state, concluded }: PublicRecord) {
  return state.status === 'none' ? undefined : concluded[state.fassung.number]?.fixed.terms;
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
      (event.data.document && halfOf(event.data.document.sha256)) === sha256 &&
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
