import type { CloudEvent } from '../../../events/fact.ts';
import type { Json, JsonObject } from '../../../events/personal.ts';
import type { Party } from '../../../events/primitives.ts';
import type { RecordedEvent } from '../../../events/recorded/index.ts';
import type { Delay } from '../../../events/reasons.ts';
import type { Aggregate } from '../../domain/aggregate.ts';
import type { Sequences } from '../../domain/sequence.ts';
import type { FixedTerms } from '../../domain/zielvereinbarung/circumstances.ts';
import type { PublicRow, YearRow } from '../../domain/zielvereinbarung/telling/summary.ts';
import type { ClearingItem, DeskReference, Page, PageRequest, WaitingEntry } from './clearing.ts';

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

/** Data of an event as it was recorded, and its personal paths in that version. */
export type SealedForm = { readonly data: JsonObject; readonly personal: readonly string[] };

/** That an event was judged, for ever: digest of its content, and its versions; none where it was ignored or refused. */
export type Marker = {
  readonly source: string;
  readonly id: string;
  readonly digest: string;
  readonly versions: readonly number[];
  /** Zielvereinbarung that the event was about. */
  readonly subject?: string;
  /** Why it was refused, where it was. */
  readonly refusal?: KeptRefusal;
  /** Digest of the refused content that the clearing desk replaced: its repeat is a repeat still. */
  readonly replaced?: string;
};

/** Why a message was refused, and where it lies; what its receipt says. */
export type KeptRefusal = Pick<ClearingItem, 'reason' | 'detail'> & {
  readonly clearing: Pick<ClearingItem, 'month' | 'key'>;
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
  readonly outcome: 'waiting' | 'recorded' | 'duplicate' | 'refused';
  /** Present where it waits by a decision at the clearing desk: its number is used up already. */
  readonly desk?: DeskReference;
};

/** Everything one judgement writes, in one transaction. */
export type Commit = {
  readonly subject: string;
  /** Revision of the head that was read; 0 where there was none. */
  readonly expected: number;
  readonly head?: Head;
  readonly events?: readonly StoredEvent[];
  readonly marker?: Marker;
  /** The marker may take the place of a refused one: a decision at the clearing desk. */
  readonly overtakes?: boolean;
  readonly row?: YearRow;
  /** Places in the log whose personal parts are taken out, with their salt (domain rule 10). */
  readonly erase?: readonly number[];
  /** Terms of the newest Fassung, kept beside the head for budget changes. */
  readonly terms?: FixedTerms;
  /** An event that begins to wait: put if absent, or by the clearing desk if it waits no longer. */
  readonly park?: ParkedItem;
  /** An event that waited and has its outcome now. */
  readonly settle?: ParkedItem;
  readonly refuse?: ClearingItem;
  /** An item of the clearing desk after a change, with its new revision. */
  readonly decide?: ClearingItem;
};

/** What became of a transaction; whatever is not `committed` wrote nothing. */
export type CommitOutcome =
  | 'committed'
  | 'head-moved'
  | 'marker-exists'
  | 'already-parked'
  | 'already-refused'
  | 'already-decided';

/**
 * The log and what is derived from it. Throws only on machinery failure, and on a commit that no transaction
 * takes: `nothing-to-append`, `command-too-large`.
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
  /** Items of the clearing desk of one month in the order of their keys. */
  clearing(month: string, page: PageRequest): Promise<Page<ClearingItem>>;
  /** The log of one Zielvereinbarung in order. */
  history(subject: string): Promise<readonly StoredEvent[]>;
  /** Rows of a programme year; what each is about is said by its key, whatever it holds. */
  yearRows(programme: string, haushaltsjahr: number): Promise<readonly YearRow[]>;
  /** The row of one Gebietskoerperschaft, read by its key; no other row is looked at (H18). */
  yearRow(subject: string): Promise<YearRow | undefined>;
}

/** Time and chance come from outside (d-14). */
export interface Clock {
  /** Instant, RFC 3339 in UTC with milliseconds. */
  readonly now: () => string;
  /** Day of that instant in Europe/Berlin, `YYYY-MM-DD`. */
  readonly today: () => string;
}

/** Hash and salt. */
export interface Crypto {
  /** SHA-256 over the RFC 8785 form, as 64 hex digits. */
  readonly fingerprint: (value: Json) => string;
  /** 128 random bits as hex digits. */
  readonly salt: () => string;
}

/** The queue of our own functions; group = subject, content-based deduplication. */
export interface InternalQueue {
  send(events: readonly CloudEvent[]): Promise<void>;
}

/** One upload under way. */
export type Upload = {
  readonly uploadId: string;
  readonly createdAt: string;
  /** Pseudonym of the uploader's account; its id where an earlier release wrote it. */
  readonly createdBy: string;
  readonly zielvereinbarung?: string;
  readonly fassung?: number;
  readonly parties: readonly Party[];
  readonly sha256: string;
  readonly size: number;
  readonly fileName: string;
  readonly originalLocation?: string;
  /** Fingerprint of what was asked for; absent where an earlier release wrote it. */
  readonly asked?: string;
};

/** How many uploads one side may announce on one day in Europe/Berlin; without `ags` those that name nobody. */
export type UploadQuota = {
  readonly party: Party;
  readonly ags?: string;
  readonly day: string;
  readonly limit: number;
};

/** Uploads that were announced; what became of them stands in the log and beside the object. */
export interface Uploads {
  /**
   * Puts an upload once and counts it, in one step: what is `known` by its id is not counted again, and where the
   * quota is `exhausted` nothing is put, however many come at once.
   */
  announce(upload: Upload, quota: UploadQuota): Promise<'announced' | 'known' | 'exhausted'>;
  get(uploadId: string): Promise<Upload | undefined>;
}

/** A form that uploads exactly one file under exactly one key, for five minutes. */
export type UploadForm = {
  readonly post: { readonly url: string; readonly fields: Readonly<Record<string, string>> };
  readonly expiresAt: string;
};
