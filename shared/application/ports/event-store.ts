import type { RecordedEvent } from '../../../events/recorded/index.ts';
import type { Delay } from '../../../events/reasons.ts';
import type { Aggregate } from '../../domain/aggregate.ts';
import type { SealedForm } from '../../domain/facts/personal-parts.ts';
import type { Missing, Sequences } from '../../domain/facts/sequence.ts';
import type { FixedTerms } from '../../domain/zielvereinbarung/circumstances.ts';
import type { PublicRow, YearRow } from '../../domain/zielvereinbarung/telling/summary.ts';
import type {
  ClearingItem,
  DeskPlace,
  DeskReference,
  NotedRefusal,
  Page,
  PageRequest,
  WaitingEntry,
} from './clearing.ts';
import type { ReceiptNote } from './receipts.ts';

/** What judging needs of one Zielvereinbarung, in one item (≤ 4 KB). */
export type Head = {
  readonly subject: string;
  /** Number of writes of this head: what a writer expects to find unchanged. */
  readonly revision: number;
  /** Number of recorded events. */
  readonly version: number;
  readonly lastHash: string;
  /** Sequence numbers used up per source. */
  readonly sequences: Sequences;
  /** Number of events that wait; 0 spares the look-up. */
  readonly parked: number;
  readonly state: Aggregate;
  readonly publicRow?: PublicRow;
  /** First day of the publication, `YYYY-MM-DD`, kept here while the page is taken back and the row says none. */
  readonly publishedOn?: string;
};

/** A recorded event with its link in the chain and its personal part apart (rule 10). */
export type StoredEvent = {
  readonly event: RecordedEvent;
  readonly previousHash: string;
  readonly hash: string;
  readonly salt?: string;
  readonly personalHash?: string;
  /** Present where it was recorded in an older version: what the chain covers, while `event` is upcast. */
  readonly sealed?: SealedForm;
};

/** That an event was judged, for ever: digest of its content, and its versions; none where it was ignored or refused. */
export type Marker = {
  readonly source: string;
  readonly id: string;
  readonly digest: string;
  readonly versions: readonly number[];
  /** Zielvereinbarung that the event was about. */
  readonly subject?: string;
  /** Why it was refused, where it was. */
  readonly refusal?: NotedRefusal;
  /** Digest of the refused content that the clearing desk replaced: its repeat is a repeat still. */
  readonly replaced?: string;
};

/** An event that came early. */
export type ParkedItem = {
  readonly subject: string;
  readonly source: string;
  readonly id: string;
  readonly digest: string;
  readonly body: string;
  readonly reason: Delay;
  readonly parkedAt: string;
  /** Last day of waiting. */
  readonly until: string;
  readonly sequence?: string;
  /** What was missing before it when it began to wait; present where it waits for its sender's numbers. */
  readonly missing?: Missing;
  readonly outcome: 'waiting' | 'recorded' | 'duplicate' | 'refused';
  /** Present where it waits by a decision at the clearing desk: its number is used up already. */
  readonly desk?: DeskReference;
};

/** What one transaction changes at the clearing desk, and the note that it leaves for a receipt. */
type AtDesk = {
  /** A new item, with its pointer and its month in the list of months: put if no pointer and no item has its key. */
  readonly refuse?: ClearingItem;
  /** An item of the clearing desk after a change, with its new revision. */
  readonly decide?: ClearingItem;
  /** Pointer of an item that lies there without one, put if absent, and its month; without a key the month only. */
  readonly file?: Pick<DeskPlace, 'month'> & Partial<DeskPlace>;
  /** Put in any case: what is noted later says more. */
  readonly note?: ReceiptNote;
};

/** What one transaction writes about one subject. */
type InLog = {
  readonly subject: string;
  /** Revision of the head that was read; 0 where there was none. */
  readonly expected: number;
  readonly head?: Head;
  readonly events?: readonly StoredEvent[];
  readonly marker?: Marker;
  /** The marker may take the place of a refused one: a decision at the clearing desk. */
  readonly overtakes?: boolean;
  readonly row?: YearRow;
  /** Places in the log whose personal parts are taken out, with their salt (rule 10). */
  readonly erase?: readonly number[];
  /** Terms of the newest Fassung, beside the head for budget changes. */
  readonly terms?: FixedTerms;
  /** An event that begins to wait: put if absent, or by the clearing desk if it waits no longer. */
  readonly park?: ParkedItem;
  /** An event that waited and has its outcome now. */
  readonly settle?: ParkedItem;
};

/** Everything one judgement writes about one subject, in one transaction. */
export type SubjectCommit = InLog & AtDesk;

/** What is written at the clearing desk alone: a message of which no subject is known, or a decision beside any log. */
export type DeskCommit = { readonly [Part in keyof InLog]?: never } & AtDesk &
  (
    | { readonly refuse: ClearingItem }
    | { readonly decide: ClearingItem }
    | { readonly file: NonNullable<AtDesk['file']> }
  );

/** One transaction: about a subject, or at the clearing desk alone. */
export type Commit = SubjectCommit | DeskCommit;

/** What became of a transaction; whatever is not `committed` wrote nothing. */
export type CommitOutcome =
  | 'committed'
  | 'head-moved'
  | 'marker-exists'
  | 'already-parked'
  | 'already-refused'
  | 'already-decided';

/**
 * The log and what is derived from it. A store writes what it is told, on the conditions that stand beside each part,
 * and throws only on machinery failure.
 * Cost: `load` is one consistent read, `commit` one transaction.
 */
export interface EventStore {
  load(subject: string): Promise<Head | undefined>;
  /** Head and terms of the newest Fassung in one consistent read. */
  loadWithTerms(subject: string): Promise<{ head?: Head; terms?: FixedTerms }>;
  commit(commit: Commit): Promise<CommitOutcome>;
  marker(source: string, id: string): Promise<Marker | undefined>;
  parkedItem(subject: string, key: { source: string; id: string }): Promise<ParkedItem | undefined>;
  /** Events that wait, in no particular order. */
  waiting(subject: string): Promise<readonly ParkedItem[]>;
  /** Events of all Zielvereinbarungen whose last day of waiting lies in this month, whatever became of them. */
  waitingUntil(month: string, page: PageRequest): Promise<Page<WaitingEntry>>;
  clearingItem(month: string, key: string): Promise<ClearingItem | undefined>;
  /** Month in which the item of this key lies, by its pointer. */
  clearingMonth(key: string): Promise<string | undefined>;
  /** Months in which items of the clearing desk lie, the earliest first. */
  clearingMonths(): Promise<readonly string[]>;
  /** Items of the clearing desk of one month in the order of their keys. */
  clearing(month: string, page: PageRequest): Promise<Page<ClearingItem>>;
  /** The log of one Zielvereinbarung in order. */
  history(subject: string): Promise<readonly StoredEvent[]>;
  /** Rows of a programme year; what each is about is said by its key, whatever it holds. */
  yearRows(programme: string, haushaltsjahr: number): Promise<readonly YearRow[]>;
  /** The row of one Gebietskoerperschaft, read by its key; no other row is looked at (H18). */
  yearRow(subject: string): Promise<YearRow | undefined>;
}
