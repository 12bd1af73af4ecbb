import { expect } from 'vitest';
import { detailOf } from '../../../events/reading/detail.ts';
import type { Fact } from '../../../events/fact.ts';
import { INCOMING, type Incoming, type IncomingEvent } from '../../../events/incoming/index.ts';
import type { NewEvent } from '../../../events/recorded/index.ts';
import { GENERAL_REASONS } from '../../../events/general-reasons.ts';
import type { Delay, Refusal } from '../../../events/reasons.ts';
import { nodeCrypto } from '../../../shared/adapters/crypto.ts';
import { termsOf } from '../../../shared/domain/zielvereinbarung/terms/fixed-terms.ts';
import type { Circumstances, FixedTerms } from '../../../shared/domain/zielvereinbarung/circumstances.ts';
import { decide } from '../../../shared/domain/aggregate.ts';
import { evolve } from '../../../shared/domain/aggregate.ts';
import { INITIAL, type Zielvereinbarung } from '../../../shared/domain/zielvereinbarung/state.ts';
import { limburgWeilburgTerms } from './limburg-weilburg.ts';
import { openConditions } from '../../../shared/domain/zielvereinbarung/telling/conditions.ts';

/** Day on which a test judges that names no other; at ten o'clock in UTC. */
const TODAY = '2025-09-01';

/** When and under which settings it is judged: {@link TODAY} and no undo window, where absent. */
type Setting = {
  readonly day?: string;
  readonly settings?: Partial<Circumstances['settings']>;
};

type Fold = Setting & {
  readonly state: Zielvereinbarung;
  readonly events: readonly NewEvent[];
  readonly terms?: FixedTerms;
};

/** Judges under fixed circumstances. */
export function judgeAt(
  fold: Fold,
  incoming: IncomingEvent,
  settings: Partial<Circumstances['settings']> = {},
) {
  const { day = TODAY } = fold;
  return decide(fold.state, incoming, {
    now: `${day}T10:00:00.000Z`,
    today: day,
    version: fold.events.length,
    fingerprint: nodeCrypto.fingerprint,
    settings: { undoWindowMinutes: 0, retentionDays: 30, ...fold.settings, ...settings },
    ...(fold.terms && { terms: fold.terms }),
  });
}

/** What the catalogue says that this fact may meet: no rule gives a reason that its fact does not name. */
function reasonsOf({ type }: IncomingEvent): readonly string[] {
  const found: Fact | undefined = INCOMING.find(({ name }) => name === type);
  return [...GENERAL_REASONS, ...(found?.reasons ?? [])];
}

/** Given recorded facts (by judging these incoming ones), when an event arrives, then these facts or this reason. */
export function given(...incoming: IncomingEvent[]) {
  return givenWith({}, ...incoming);
}

/** The same on another day or under other settings. */
export function givenWith(setting: Setting, ...incoming: IncomingEvent[]) {
  return world(incoming.reduce<Fold>(after, { ...setting, state: INITIAL, events: [] }));
}

function world(fold: Fold) {
  return {
    /** The same facts, judged on from another day. */
    on: (day: string) => world({ ...fold, day }),
    /** These facts come after them. */
    with: (...incoming: IncomingEvent[]) => world(incoming.reduce<Fold>(after, fold)),
    state: fold.state,
    events: fold.events,
    terms: fold.terms,
    conditions: openConditions(fold.state).map(({ code, party }) => (party ? `${code}:${party}` : code)),
    when(arriving: IncomingEvent, settings?: Partial<Circumstances['settings']>) {
      const decision = judgeAt(fold, arriving, settings);
      if ('reason' in decision) expect(reasonsOf(arriving)).toContain(decision.reason);
      return {
        decision,
        thenRecorded(...types: (NewEvent | IncomingEvent)['type'][]) {
          expect(
            decision.outcome === 'accepted' ? decision.events.map(({ type }) => type) : decision,
          ).toEqual(types);
        },
        thenParked(reason: Delay) {
          expect(decision).toEqual({ outcome: 'early', reason });
        },
        /** The field by its path, with what is said of it, or the sentence on what is in the way; looked at where it is given. */
        thenRefused(reason: Refusal, said?: string) {
          const named = said === undefined ? {} : { detail: asTold(said) };
          expect(decision).toMatchObject({ outcome: 'rejected', reason, ...named });
        },
        thenNothingYet() {
          expect(decision).toEqual({ outcome: 'not-yet' });
        },
        thenIgnored() {
          expect(decision).toEqual({ outcome: 'ignored' });
        },
      };
    },
  };
}

/** `data.amount: muss …` as people are told it; a sentence stays as it is. */
function asTold(said: string): string {
  const [path = '', words] = said.split(': ');
  return path.includes(' ') ? said : detailOf(path, words);
}

function after(fold: Fold, fact: IncomingEvent): Fold {
  const decision = judgeAt(fold, fact);
  if (decision.outcome === 'ignored') return fold;
  if (decision.outcome !== 'accepted') throw new Error(`Not given: ${fact.type} ${JSON.stringify(decision)}`);
  const terms = decision.events.reduce<FixedTerms | undefined>(
    (before, one) => termsOf(one, before),
    fold.terms,
  );
  return {
    ...fold,
    state: decision.events.reduce(evolve, fold.state),
    events: [...fold.events, ...decision.events],
    ...(terms && { terms }),
  };
}

export const SUBJECT = 'AQB-2025-06533';
export const HMSI = 'https://hmsi.example/fachverfahren';
export const RP_KASSEL = 'https://rp-kassel.example/foerderung';
export const KREIS = 'https://kreis.example/06533';
/** Who declares for a side: its own system. */
export const sourceOfSide = (party: 'land' | 'kommune') => (party === 'land' ? HMSI : KREIS);
export const SCAN_SHA = 'a'.repeat(64);

export type DataOf<Name extends IncomingEvent['type']> = Incoming<Name>['data'];

export function event<Name extends IncomingEvent['type']>(
  type: Name,
  data: DataOf<Name>,
  over: Partial<IncomingEvent> = {},
): IncomingEvent {
  const plain = {
    type,
    id: `${type}-1`,
    source: HMSI,
    subject: SUBJECT,
    time: '2025-08-18T09:00:00Z',
    data,
    ...over,
  };
  return plain as IncomingEvent;
}

export const money = (euro: number) => ({ amountCent: euro * 100, currency: 'EUR' }) as const;

export const TERMS: DataOf<'ZielvereinbarungDrafted'> = {
  programme: 'AQB',
  haushaltsjahr: 2025,
  ags: '06533',
  haushaltsmittel: limburgWeilburgTerms.haushaltsmittel,
  massnahmen: limburgWeilburgTerms.massnahmen,
};

export const drafted = (
  over: Partial<DataOf<'ZielvereinbarungDrafted'>> = {},
  envelope: Partial<IncomingEvent> = {},
) => event('ZielvereinbarungDrafted', { ...TERMS, ...over }, envelope);

export const revised = (fassung: number, over: Partial<DataOf<'ZielvereinbarungDrafted'>> = {}) =>
  event(
    'ZielvereinbarungRevised',
    { ...TERMS, ...over, fassung, reason: 'Neu gefasst.' },
    { id: `revised-${fassung}` },
  );

export const released = (fassung = 1, over: Partial<DataOf<'ZielvereinbarungReleasedForSignature'>> = {}) =>
  event('ZielvereinbarungReleasedForSignature', { fassung, ...over }, { id: `released-${fassung}` });

type Signature = DataOf<'SignatureReceived'>;

export const signature = (party: 'land' | 'kommune', over: Partial<Signature> = {}) =>
  event(
    'SignatureReceived',
    {
      fassung: 1,
      party,
      signatory:
        party === 'land'
          ? { name: 'Heike Hofmann', office: 'Staatsministerin' }
          : { name: 'Michael Köberle', office: 'Landrat' },
      place: party === 'land' ? 'Wiesbaden' : 'Limburg',
      signedOn:
        party === 'land'
          ? { date: '2025-08-02', asWritten: '2.8.2025' }
          : { date: '2025-08-14', asWritten: '14.08.2025' },
      method: 'handwritten',
      ...over,
    },
    { id: `signature-${party}-${over.fassung ?? 1}`, source: sourceOfSide(party) },
  );

export const withdrawn = (party: 'land' | 'kommune', fassung = 1) =>
  event(
    'SignatureWithdrawn',
    { fassung, party, reason: 'Falsche Anlage.' },
    { id: `withdrawn-${party}-${fassung}`, source: sourceOfSide(party) },
  );

export const scanArchived = (uploadId = 'upload-0001', over: Partial<DataOf<'ScanArchived'>> = {}) =>
  event(
    'ScanArchived',
    {
      uploadId,
      fassung: 1,
      parties: ['land', 'kommune'],
      sha256: SCAN_SHA,
      size: 1_843_217,
      pages: 5,
      archive: { key: `${SUBJECT}/fassung-1/scan/${SCAN_SHA}.pdf`, versionId: 'v1' },
      retainUntil: '2035-12-31T23:00:00Z',
      ...over,
    },
    { id: `${uploadId}:archived`, source: 'urn:aqb:inspect-scan' },
  );

export const scanChecked = (uploadId = 'upload-0001', over: Partial<DataOf<'ScanChecked'>> = {}) =>
  event(
    'ScanChecked',
    {
      uploadId,
      fassung: 1,
      pagesComplete: true,
      signaturesVisible: ['land', 'kommune'],
      by: 'person',
      ...over,
    },
    { id: `${uploadId}:checked` },
  );

export const amended = (
  kind: DataOf<'BudgetAmended'>['kind'],
  [from, to]: [number, number],
  over: Partial<DataOf<'BudgetAmended'>> = {},
) =>
  event(
    'BudgetAmended',
    { kind, from: money(from), to: money(to), reason: 'Kürzung.', effectiveOn: '2025-08-10', ...over },
    { id: `amended-${kind}-${to}` },
  );

export const bescheid = (
  art: DataOf<'BescheidIssued'>['art'],
  euro: number,
  over: Partial<DataOf<'BescheidIssued'>> = {},
) =>
  event(
    'BescheidIssued',
    {
      art,
      aktenzeichen: 'RPKS-31-2025-06533',
      issuedOn: '2025-06-24',
      amount: money(euro),
      bewilligungszeitraum: { from: '2025-01-01', to: '2025-12-31' },
      public: false,
      ...over,
    },
    { id: `bescheid-${art}-${euro}`, source: RP_KASSEL },
  );

export const published = (revision = 1, fassung = 1) =>
  event(
    'ZielvereinbarungPublished',
    {
      fassung,
      revision,
      permalink: '/zielvereinbarungen/2025/limburg-weilburg/',
      pageSha256: 'b'.repeat(64),
      jsonSha256: 'c'.repeat(64),
      pdfSha256: 'd'.repeat(64),
    },
    { id: `pub:${SUBJECT}:${revision}`, source: 'urn:aqb:publish-portal' },
  );

/** Drafted, released, declared by both, one scan archived and checked for both. */
export const concludedFacts = () => [
  drafted(),
  released(),
  signature('land'),
  signature('kommune'),
  scanArchived(),
  scanChecked(),
];

/** An Aenderungsvereinbarung over 850.000 €, released, declared by both, archived and checked: Fassung 2. */
export const concludedAnewFacts = () => [
  amended('aenderungsvereinbarung', [895_210, 850_000]),
  released(2),
  signature('land', { fassung: 2 }),
  signature('kommune', { fassung: 2 }),
  scanArchived('upload-0002', { fassung: 2 }),
  scanChecked('upload-0002', { fassung: 2 }),
];
