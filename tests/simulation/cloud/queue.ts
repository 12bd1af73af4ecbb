import { hash } from 'node:crypto';
import type { SQSRecord } from 'aws-lambda';
import { ORIGINAL_SENDER } from '../../../functions/record-event/original-sender.ts';

/** Receives before a message counts as a machinery failure: those of the stacks. */
export const MAX_RECEIVES = 10;
/** How long a receive hides a message. */
export const VISIBILITY_MS = 180_000;
const DEDUPLICATION_MS = 5 * 60_000;

/** A message in a queue or among its dead letters. */
export type Message = {
  readonly messageId: string;
  readonly body: string;
  readonly senderId: string;
  readonly sentAt: number;
  /** All who had sent it before, where it was sent back. */
  readonly originalSenderId?: string;
  /** Absent in a queue without order. */
  readonly group?: string;
  visibleAt: number;
  receives: number;
  /** Of the newest receive: an older one deletes nothing. */
  receipt: number;
};

/** What a sender hands over, with the time that the queue states as that of the sending. */
export type Sent = Pick<Message, 'body' | 'senderId' | 'sentAt' | 'originalSenderId' | 'group'> & {
  /** Sent with a deduplication id of its own. */
  readonly isFresh?: boolean;
};

/** How a queue is set up. */
export type QueueSettings = {
  readonly name: string;
  readonly fifo: boolean;
  /** Deduplication by the hash of the body, within five minutes and a group. */
  readonly deduplicates?: boolean;
  /** Receives before a message is a dead letter; that of the stacks where absent. */
  readonly maxReceives?: number;
};

/**
 * An SQS queue with its dead letters. In order: a group whose message is in flight gives nothing more, a message
 * that comes back comes before its followers. A receive hides a message; the eleventh makes it a dead letter.
 */
export class Queue {
  readonly messages: Message[] = [];
  readonly dead: Message[] = [];
  /** Everything that the queue ever took, also what it took for a repeat. */
  readonly taken: Pick<Sent, 'body' | 'senderId' | 'originalSenderId'>[] = [];
  readonly settings: QueueSettings;
  private readonly seen = new Map<string, number>();
  private count = 0;

  constructor(settings: QueueSettings) {
    this.settings = settings;
  }

  get arn(): string {
    return `arn:aws:sqs:eu-central-1:123456789012:${this.settings.name}`;
  }

  /** Takes a message; a repeat within five minutes is answered alike and kept once. */
  send(message: Sent, now: number): void {
    const { body, senderId, originalSenderId } = message;
    this.taken.push({ body, senderId, ...(originalSenderId !== undefined && { originalSenderId }) });
    if (this.settings.deduplicates === true && message.isFresh !== true && this.isRepeat(message, now))
      return;
    this.messages.push({
      ...message,
      messageId: `${this.settings.name}-${(this.count += 1)}`,
      visibleAt: now,
      receives: 0,
      receipt: 0,
    });
  }

  /** Whether a receive would give something now. */
  hasVisible(now: number): boolean {
    const blocked = new Set<string>();
    return this.messages.some((message) => {
      const { group = '', visibleAt } = message;
      if (visibleAt <= now && (!this.settings.fifo || !blocked.has(group))) return true;
      blocked.add(group);
      return false;
    });
  }

  /** Hides and gives up to this many messages: of one group in order, of an unordered queue whatever `pick` says. */
  receive(most: number, now: number, pick: (length: number) => number): readonly Message[] {
    const visible = this.visible(now);
    const first = visible[pick(visible.length)];
    if (first === undefined) return [];
    const batch = this.settings.fifo ? this.batchFrom(first, most, now) : [first];
    return batch.filter((message) => {
      if (message.receives >= (this.settings.maxReceives ?? MAX_RECEIVES)) {
        this.take(message);
        this.dead.push(message);
        return false;
      }
      message.receives += 1;
      message.receipt += 1;
      message.visibleAt = now + VISIBILITY_MS;
      return true;
    });
  }

  /** Deletes by the receipt of a receive; one that is not the newest deletes nothing. */
  delete(message: Message, receipt: number): void {
    if (message.receipt === receipt) this.take(message);
  }

  /** Takes over the dead letters and the memory of another queue at rest. */
  goOnFrom(other: Queue): void {
    this.dead.push(...other.dead);
    this.taken.push(...other.taken);
    for (const [print, at] of other.seen) this.seen.set(print, at);
    this.count = other.count;
  }

  /** When the next hidden message comes back. */
  nextVisible(now: number): number | undefined {
    const later = this.messages.map(({ visibleAt }) => visibleAt).filter((at) => at > now);
    return later.length === 0 ? undefined : Math.min(...later);
  }

  record(message: Message): SQSRecord {
    const { messageId, body, senderId, sentAt, group, receives, receipt, originalSenderId } = message;
    return {
      messageId,
      receiptHandle: `${messageId}:${receipt}`,
      body,
      attributes: {
        ApproximateReceiveCount: String(receives),
        SentTimestamp: String(sentAt),
        SenderId: senderId,
        ApproximateFirstReceiveTimestamp: String(sentAt),
        ...(group !== undefined && { MessageGroupId: group }),
      },
      messageAttributes:
        originalSenderId === undefined
          ? {}
          : { [ORIGINAL_SENDER]: { dataType: 'String', stringValue: originalSenderId } },
      md5OfBody: '',
      eventSource: 'aws:sqs',
      eventSourceARN: this.arn,
      awsRegion: 'eu-central-1',
    };
  }

  private isRepeat(
    { body, group }: { readonly body: string; readonly group?: string },
    now: number,
  ): boolean {
    const print = hash('sha256', `${group ?? ''}\n${body}`);
    const before = this.seen.get(print);
    if (before !== undefined && now - before < DEDUPLICATION_MS) return true;
    this.seen.set(print, now);
    return false;
  }

  private visible(now: number): readonly Message[] {
    if (!this.settings.fifo) return this.messages.filter(({ visibleAt }) => visibleAt <= now);
    const blocked = new Set<string>();
    return this.messages.filter((message) => {
      const { group = '', visibleAt } = message;
      const isNext = !blocked.has(group) && visibleAt <= now;
      // A group gives its first message or none: what is in flight keeps its followers back.
      blocked.add(group);
      return isNext;
    });
  }

  private batchFrom(first: Message, most: number, now: number): readonly Message[] {
    const batch: Message[] = [];
    const blocked = new Set<string>();
    for (const message of this.messages.slice(this.messages.indexOf(first))) {
      const { group = '', visibleAt } = message;
      if (visibleAt > now) blocked.add(group);
      else if (!blocked.has(group) && batch.length < most && this.mayFollow(message, batch, now))
        batch.push(message);
    }
    return batch;
  }

  // A batch may hold several groups; of each its first messages without gap.
  private mayFollow(message: Message, batch: readonly Message[], now: number): boolean {
    const before = this.messages
      .slice(0, this.messages.indexOf(message))
      .filter(({ group }) => group === message.group);
    return before.every((one) => batch.includes(one) && one.visibleAt <= now);
  }

  private take(message: Message): void {
    const at = this.messages.indexOf(message);
    if (at >= 0) this.messages.splice(at, 1);
  }
}
