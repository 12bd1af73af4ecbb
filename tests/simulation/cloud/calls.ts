import {
  ProvisionedThroughputExceededException,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';
import { refused } from './bucket.ts';
import type { Fault } from './faults.ts';

/** A command of the SDK, as far as an imitation reads it. */
export type Command = { readonly name: string; readonly input: object };

/** What a caller gets: an answer, a failure, or nothing ever because its process has ended. */
export type Answer = { readonly value: unknown } | { readonly error: unknown } | 'process-ended';

/** Carries a call out as far as its fault lets it. */
export function carryOut(command: Command, fault: Fault | undefined, perform: () => unknown): Answer {
  switch (fault) {
    case undefined:
    case 'overdue':
      return attempt(perform);
    case 'killed-before':
      return 'process-ended';
    case 'killed-after':
      attempt(perform);
      return 'process-ended';
    case 'answer-lost':
      attempt(perform);
      return { error: timeOut() };
    case 'timeout':
      return { error: timeOut() };
    case 'doubled':
      return again(command, attempt(perform), perform);
    case 'throttled':
      return { error: throttled(command) };
    case 'conflict':
      return { error: conflict(command) };
    case 'partly':
      return attempt(perform);
  }
}

/** What a service refuses is an answer; everything else is a mistake of the imitation and ends the simulation. */
function attempt(perform: () => unknown): Answer {
  try {
    return { value: perform() };
  } catch (error) {
    if (!(error instanceof Error && '$metadata' in error)) throw error;
    return { error };
  }
}

/** The SDK keeps one token through its own tries: a transaction that was done is answered again, not done again. */
function again({ name }: Command, first: Answer, perform: () => unknown): Answer {
  return name === 'TransactWriteItems' ? first : attempt(perform);
}

function timeOut(): Error {
  return Object.assign(new Error('The request timed out'), { name: 'TimeoutError' });
}

function throttled({ name }: Command): Error {
  return TABLE_COMMANDS.includes(name)
    ? new ProvisionedThroughputExceededException({ $metadata: {}, message: 'Too many requests' })
    : refused(503, 'SlowDown');
}

function conflict({ name, input }: Command): Error {
  if (name === 'PutItem')
    return new TransactionConflictException({
      $metadata: {},
      message: 'Transaction is ongoing for the item',
    });
  if (name !== 'TransactWriteItems') return refused(409, 'ConditionalRequestConflict');
  const items = 'TransactItems' in input && Array.isArray(input.TransactItems) ? input.TransactItems : [];
  return new TransactionCanceledException({
    $metadata: {},
    message: 'Transaction cancelled',
    CancellationReasons: items.map((_, index) => ({ Code: index === 0 ? 'TransactionConflict' : 'None' })),
  });
}

const TABLE_COMMANDS = ['GetItem', 'PutItem', 'Query', 'TransactWriteItems'];
