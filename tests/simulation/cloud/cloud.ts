import { Bucket } from './bucket.ts';
import type { Command } from './command.ts';
import { Queue, type Sent } from './queue.ts';
import { Table } from './table.ts';

/** Unique ids as AWS writes them into SenderId: the role's id, never its ARN, and the session. */
export const SENDER_ID = {
  hmsi: 'AROA3XFRBF535PLBIFPI4:fachverfahren',
  rpKassel: 'AROA3XFRBF535DHX7QKZC:foerderung',
  stranger: 'AROA3XFRBF535STRANGER:somebody',
  operator: 'AROA3XFRBF535OPERATOR:redrive',
  function: (name: string) => `AROA3XFRBF535OWN${name.toUpperCase().replaceAll(/[^A-Z]/gu, '')}:${name}`,
  kreis: (ags: string) => `AROA3XFRBF535KREIS${ags}:kreis`,
} as const;

const EVENT_BRIDGE = 'events.amazonaws.com';

/** Who wrote or deleted which portal object, in order. */
export type PortalWrite = {
  readonly key: string;
  readonly revision: number;
  readonly status?: number;
  readonly deleted?: true;
  readonly by: string;
  readonly sha256?: string;
  /** When, RFC 3339. */
  readonly at: string;
};

/** How the notices of the inbox reach the inspection: a hint may come late, twice or never. */
export type NoticePlan = () => readonly { readonly after: number }[];

/** When it begins, what time it states, and how patient its queues and notices are. */
export type CloudSettings = {
  readonly now: number;
  readonly instant: () => number;
  readonly notices: NoticePlan;
  readonly maxReceives: number;
};

/** The services that the functions call: what they hold, and what every call does to it. */
export class Cloud {
  now: number;
  readonly table = new Table();
  readonly inbox = new Bucket();
  readonly archive = new Bucket();
  readonly portal = new Bucket();
  readonly ingress: Queue;
  readonly internal: Queue;
  readonly inspection: Queue;
  readonly production: Queue;
  /** What the bus took, in order: CloudEvents. */
  readonly bus: object[] = [];
  readonly portalWrites: PortalWrite[] = [];
  /** Uploads of which no notice was ever sent. */
  lostNotices = 0;
  private readonly notices: NoticePlan;
  /** What the services write as the time of an upload: that of the functions' clock. */
  private readonly instant: () => number;

  constructor({ now, instant, notices, maxReceives }: CloudSettings) {
    this.now = now;
    this.instant = instant;
    this.notices = notices;
    const ordered = { fifo: true, deduplicates: true, maxReceives };
    this.ingress = new Queue({ ...ordered, name: 'ingress.fifo' });
    this.internal = new Queue({ ...ordered, name: 'internal.fifo' });
    this.inspection = new Queue({ fifo: false, maxReceives, name: 'inspection' });
    this.production = new Queue({ fifo: false, maxReceives, name: 'production' });
  }

  /** Takes over what another cloud holds at rest; what is stored never changes in place. */
  goOnFrom(other: Cloud): void {
    this.now = other.now;
    this.table.goOnFrom(other.table);
    for (const name of ['inbox', 'archive', 'portal'] as const) this[name].goOnFrom(other[name]);
    for (const name of ['ingress', 'internal', 'inspection', 'production'] as const)
      this[name].goOnFrom(other[name]);
    this.bus.push(...other.bus);
    this.portalWrites.push(...other.portalWrites);
  }

  /** Does what the command asks of its service, in the name of this function. */
  perform(command: Command, by: string): unknown {
    const input = command.input as never;
    switch (command.name) {
      case 'GetItem':
        return this.table.get(input);
      case 'PutItem':
        return this.table.put(input);
      case 'Query':
        return this.table.query(input);
      case 'Scan':
        return this.table.scan(input);
      case 'TransactWriteItems':
        return this.table.transact(input);
      case 'SendMessage':
      case 'SendMessageBatch':
        return this.send(command, by);
      case 'PutEvents':
        return this.putEvents(input);
      default:
        return this.performOnBucket(command, by);
    }
  }

  /** Hands a message to a queue, now or some time later. */
  deliver(queue: Queue, message: Omit<Sent, 'sentAt'>, after = 0): void {
    queue.send({ ...message, sentAt: this.instant() }, this.now + after);
  }

  /** The upload of a browser: the object lies in the inbox, and its notice is on the way, perhaps. */
  upload(input: {
    readonly Key: string;
    readonly Body: Uint8Array;
    readonly Metadata: Record<string, string>;
  }): void {
    this.inbox.put(input as never, this.instant());
    const notices = this.notices();
    if (notices.length === 0) this.lostNotices += 1;
    for (const { after } of notices) this.notify(input.Key, after);
  }

  private notify(key: string, after: number): void {
    const detail = { bucket: { name: BUCKETS.inbox }, object: { key } };
    const body = JSON.stringify({ 'detail-type': 'Object Created', detail });
    this.deliver(this.inspection, { body, senderId: EVENT_BRIDGE }, after);
  }

  private performOnBucket({ name, input }: Command, by: string): unknown {
    const asked = input as never;
    const bucket = this.bucketOf(input);
    switch (name) {
      case 'PutObject':
        return this.putObject(bucket, input as PutInput, by);
      case 'GetObject':
        return bucket.get(asked);
      case 'HeadObject':
        return bucket.head(asked);
      case 'ListObjectVersions':
        return bucket.listVersions(asked);
      case 'ListObjectsV2':
        return bucket.list(asked);
      case 'DeleteObject':
        return this.deleteObject(bucket, input as PutInput, by);
      case 'PutObjectRetention':
        return bucket.retain(asked);
      case 'PutObjectLegalHold':
        return bucket.holdLegally(asked);
      default:
        throw new Error(`Not imitated: ${name}`);
    }
  }

  private putObject(bucket: Bucket, input: PutInput, by: string): unknown {
    const answer = bucket.put(input as never, this.instant());
    const { revision = '0', status } = input.Metadata ?? {};
    this.notePortal(bucket, {
      key: input.Key,
      revision: Number(revision),
      ...(status !== undefined && { status: Number(status) }),
      by,
      sha256: bucket.current(input.Key)?.sha256 ?? '',
    });
    return answer;
  }

  private deleteObject(bucket: Bucket, input: PutInput, by: string): unknown {
    const answer = bucket.delete({ ...input, Bucket: BUCKETS.portal });
    this.notePortal(bucket, { key: input.Key, revision: 0, deleted: true, by });
    return answer;
  }

  private notePortal(bucket: Bucket, write: Omit<PortalWrite, 'at'>): void {
    if (bucket === this.portal)
      this.portalWrites.push({ ...write, at: new Date(this.instant()).toISOString() });
  }

  private bucketOf(input: object): Bucket {
    const name = 'Bucket' in input ? input.Bucket : undefined;
    if (name === BUCKETS.inbox) return this.inbox;
    if (name === BUCKETS.archive) return this.archive;
    if (name === BUCKETS.portal) return this.portal;
    throw new Error(`There is no bucket ${String(name)}`);
  }

  private send({ name, input }: Command, by: string): object {
    const { QueueUrl, Entries } = input as SendInput;
    const entries = name === 'SendMessage' ? [input as SendInput] : (Entries ?? []);
    const queue = [this.ingress, this.internal, this.inspection, this.production].find(
      ({ settings }) => QueueUrl === urlOf(settings.name),
    );
    if (queue === undefined) throw new Error(`There is no queue ${QueueUrl}`);
    for (const { MessageBody, MessageGroupId } of entries)
      this.deliver(queue, {
        body: MessageBody,
        senderId: SENDER_ID.function(by),
        ...(MessageGroupId !== undefined && { group: MessageGroupId }),
      });
    return {};
  }

  private putEvents({ Entries }: { readonly Entries: readonly { readonly Detail: string }[] }): object {
    for (const { Detail } of Entries) {
      const detail = JSON.parse(Detail) as { readonly type: string };
      this.bus.push(detail);
      if (detail.type.endsWith('.zielvereinbarung.released-for-signature.v1'))
        this.deliver(this.production, { body: JSON.stringify({ detail }), senderId: EVENT_BRIDGE });
    }
    return { FailedEntryCount: 0, Entries: Entries.map(() => ({ EventId: 'taken' })) };
  }
}

type PutInput = { readonly Key: string; readonly Metadata?: Readonly<Record<string, string>> };
type SendInput = {
  readonly QueueUrl: string;
  readonly MessageBody: string;
  readonly MessageGroupId?: string;
  readonly Entries?: readonly { readonly MessageBody: string; readonly MessageGroupId?: string }[];
};

/** Names of what the stage consists of. */
export const TABLE = 'events';
/** Names of its buckets. */
export const BUCKETS = { inbox: 'inbox', archive: 'archive', portal: 'portal' } as const;
/** Name of its bus. */
export const BUS = 'bus';

/** Address of a queue. */
export function urlOf(name: string): string {
  return `https://sqs.eu-central-1.amazonaws.com/123456789012/${name}`;
}
