import type { Message, Queue } from './queue.ts';
import type { Change } from './table.ts';

/** A place in the stream that one reader has reached; parallel shards by partition. */
export type Reader = {
  readonly fn: 'publish-portal' | 'relay-events';
  readonly shard: number;
  readonly shards: number;
  /** Index of the next change that it has not worked off. */
  at: number;
  /** A batch that failed is tried again from then on. */
  retryAt: number;
  tries: number;
  isBusy: boolean;
};

/** A filter pattern of a stream mapping, as far as the stacks use it: one of these events, a key that begins so. */
export type StreamFilter = {
  readonly eventName: readonly string[];
  readonly dynamodb: {
    readonly Keys: Readonly<Record<string, { readonly S: readonly { readonly prefix: string }[] }>>;
  };
};

const recorded: StreamFilter = filter(['INSERT'], 'SK', 'EVENT#');

/** Which records wake which reader: the filters of the stacks. Without their library, which takes long to load. */
export const FILTERS = {
  'publish-portal': [recorded],
  'relay-events': [
    recorded,
    filter(['INSERT'], 'SK', 'PARKED#'),
    filter(['INSERT', 'MODIFY'], 'PK', 'CLEARING#'),
  ],
} as const satisfies Record<Reader['fn'], readonly StreamFilter[]>;

/** Whether one of these filters lets a change pass. */
export function passes(filters: readonly StreamFilter[], { eventName, image }: Change): boolean {
  return filters.some(
    (one) =>
      one.eventName.includes(eventName) &&
      Object.entries(one.dynamodb.Keys).every(([key, { S: prefixes }]) =>
        prefixes.some(({ prefix }) => image[key]?.S?.startsWith(prefix)),
      ),
  );
}

function filter(eventName: readonly string[], key: string, prefix: string): StreamFilter {
  return { eventName, dynamodb: { Keys: { [key]: { S: [{ prefix }] } } } };
}

/** The shard of a partition; records of one partition are never in two. */
export function shardOf(partition: string, shards: number): number {
  if (shards === 1) return 0;
  let sum = 0;
  for (const character of partition) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  return sum % shards;
}

/** A batch of the stream as Lambda hands it over. */
export function streamEvent(batch: readonly (readonly [index: number, change: Change])[]): object {
  return {
    Records: batch.map(([index, { eventName, image }]) => ({
      eventName,
      eventSource: 'aws:dynamodb',
      dynamodb: { NewImage: image, SequenceNumber: String(index) },
    })),
  };
}

/** A batch of a queue as Lambda hands it over. */
export function queueEvent(queue: Queue, batch: readonly Message[]): object {
  return { Records: batch.map((message) => queue.record(message)) };
}

/** Which records of a batch are to come again; a run that failed as a whole lets all come again. */
export function failuresOf(
  end: { readonly value: unknown } | { readonly error: unknown },
  ids: readonly string[],
): readonly string[] {
  if ('error' in end) return ids;
  const answer = end.value as
    | { readonly batchItemFailures?: readonly { readonly itemIdentifier?: string }[] }
    | undefined;
  const named = (answer?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier ?? '');
  // AWS takes an identifier that is none of the batch for a failure of the whole batch.
  return named.every((id) => ids.includes(id)) ? named : ids;
}
