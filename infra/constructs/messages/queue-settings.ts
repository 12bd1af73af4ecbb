import { Duration } from 'aws-cdk-lib';
import {
  DeduplicationScope,
  FifoThroughputLimit,
  QueueEncryption,
  type QueueProps,
} from 'aws-cdk-lib/aws-sqs';
import { BOUNDS } from '../../../events/reading/strict-json.ts';

/** Receives before a message counts as a machinery failure. */
export const MAX_RECEIVE_COUNT = 10;

/** What every queue of the house has: TLS only, encrypted at rest, the longest memory that SQS offers. */
export const EVERY_QUEUE = {
  encryption: QueueEncryption.SQS_MANAGED,
  enforceSSL: true,
  retentionPeriod: Duration.days(14),
} as const satisfies QueueProps;

/** Order and throughput per Zielvereinbarung; deduplication by content, so that a reused id with other content reaches us (d-3). */
export const ORDERED = {
  fifo: true,
  contentBasedDeduplication: true,
  deduplicationScope: DeduplicationScope.MESSAGE_GROUP,
  fifoThroughputLimit: FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
} as const satisfies QueueProps;

/**
 * What a door of the recorder has, in order or not: a message must fit into an item of the table with room to spare
 * (400 KB), refused or not.
 */
export const DOOR = { maxMessageSizeBytes: BOUNDS.bytes } as const satisfies QueueProps;

/** AWS asks for at least six runs, so that a slow run is not overtaken by its own repeat. */
export function visibilityFor(timeout: Duration): Duration {
  return Duration.seconds(6 * timeout.toSeconds());
}
