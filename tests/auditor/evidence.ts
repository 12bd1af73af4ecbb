import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** A version of an object in a bucket. */
export type StoredObject = {
  readonly key: string;
  readonly versionId: string;
  readonly bytes: Uint8Array;
  readonly metadata: Readonly<Record<string, string>>;
  /** Instant until which the lock holds it. */
  readonly retainUntil?: string;
  /** It was deleted. */
  readonly gone?: true;
};

/** A successful write or delete on the portal. */
export type PortalWrite = {
  readonly key: string;
  readonly revision: number;
  readonly status?: number;
  readonly deleted?: true;
  readonly by: string;
  /** Of its bytes; absent where nobody noted it. */
  readonly sha256?: string;
  /** When, RFC 3339; absent where nobody noted it. */
  readonly at?: string;
};

/** A message that a queue of ours took. */
export type TakenMessage = {
  readonly queue: 'ingress' | 'internal';
  readonly body: string;
  readonly senderId: string;
};

/** A command of staff that was answered with success: what the API promised. */
export type AnsweredCommand = {
  readonly subject: string;
  readonly type: string;
  readonly source: string;
  readonly id: string;
  readonly outcome: 'recorded' | 'duplicate' | 'parked';
  readonly versions?: readonly number[];
};

/** Who may speak at the queue of other systems: under this source with this role, and for one Gebietskoerperschaft alone. */
export type Voice = { readonly source: string; readonly role: string; readonly ags?: string };

/** Everything that a run left behind, raw. */
export type Evidence = {
  /** Every item of the one table, in any order. */
  readonly items: readonly Record<string, AttributeValue>[];
  /** Every version of every object ever put in the archive bucket; `gone` where it was deleted. */
  readonly archive: readonly StoredObject[];
  /** Every version in the inbox, oldest first, where something is known of it: uploads, and what was found of them. */
  readonly inbox?: readonly StoredObject[];
  /** What the API said it recorded of confirmed scans. */
  readonly confirmations?: readonly { readonly subject: string; readonly versions: readonly number[] }[];
  /** Current objects of the portal bucket. */
  readonly portal: readonly StoredObject[];
  /** Every successful write or delete on the portal, in order. */
  readonly portalWrites: readonly PortalWrite[];
  /** Every message that ingress or internal took, in order; twice where it was sent twice. */
  readonly messages: readonly TakenMessage[];
  /** Bodies now in the dead-letter queues. */
  readonly dead: readonly string[];
  /** Bodies that still lie in a queue. */
  readonly unhandled: readonly string[];
  readonly commands: readonly AnsweredCommand[];
  /** What the bus got, in order of arrival: CloudEvents. */
  readonly bus: readonly object[];
  /** Whether no record of the stream was lost, so that the bus must have everything. */
  readonly busComplete: boolean;
  /** Absent where nobody was told apart. */
  readonly voices?: readonly Voice[];
  /** Prefix of event types, `de.hessen.aqb`. */
  readonly prefix: string;
  /** Whether everything has come to rest: queues are empty and reconcile ran. */
  readonly settled: boolean;
};

/** An invariant of the system; `bus` is that every recorded fact goes out, `door` that each came in from who may say it. I11 leaves no trace in evidence. */
export type Invariant =
  | 'I1'
  | 'I2'
  | 'I3'
  | 'I4'
  | 'I5'
  | 'I6'
  | 'I7'
  | 'I8'
  | 'I9'
  | 'I10'
  | 'I12'
  | 'bus'
  | 'door';

/** What does not hold. */
export type Violation = {
  readonly invariant: Invariant;
  readonly subject?: string;
  readonly what: string;
};

/** Writes down what one invariant is found to miss. */
export type Complain = (invariant: Invariant, what: string, subject?: string) => void;
