import {
  ProvisionedThroughputExceededException,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';
import { refused } from './bucket.ts';
import { entriesOf, itemsOf, type Command } from './command.ts';
import type { Fault } from './faults.ts';

/** What a caller gets: an answer, a failure, or nothing ever because its process has ended. */
export type Answer = { readonly value: unknown } | { readonly error: unknown } | 'process-ended';

/** Does a command at its service; throws what the service refuses. */
export type Perform = (command: Command) => unknown;

/** Carries a call out as far as its fault lets it. What comes `late` is up to whoever knows what time it is. */
export function carryOut(command: Command, fault: Fault | undefined, perform: Perform): Answer {
  switch (fault?.kind) {
    case undefined:
    case 'overdue':
      return attempt(command, perform);
    case 'killed-before':
      return 'process-ended';
    case 'killed-after':
      attempt(command, perform);
      return 'process-ended';
    case 'answer-lost':
      attempt(command, perform);
      return { error: timeOut() };
    case 'timeout':
    case 'late':
      return { error: timeOut() };
    case 'doubled':
      attempt(command, perform);
      return attempt(command, perform);
    case 'throttled':
      return { error: throttled(command) };
    case 'item-throttled':
      return { error: cancelled(command, fault?.at, 'ThrottlingError') };
    case 'conflict':
      return { error: conflict(command, fault?.at) };
    case 'partly':
      return partly(command, fault?.at ?? 0, perform);
  }
}

/** What a service refuses is an answer; everything else is a mistake of the imitation and ends the simulation. */
export function attempt(command: Command, perform: Perform): Exclude<Answer, 'process-ended'> {
  try {
    return { value: perform(command) };
  } catch (error) {
    if (!(error instanceof Error && '$metadata' in error)) throw error;
    return { error };
  }
}

function timeOut(): Error {
  return Object.assign(new Error('The request timed out'), { name: 'TimeoutError' });
}

function throttled({ name }: Command): Error {
  return TABLE_COMMANDS.includes(name)
    ? new ProvisionedThroughputExceededException({ $metadata: {}, message: 'Too many requests' })
    : refused(503, 'SlowDown');
}

function conflict(command: Command, at: number | undefined): Error {
  if (command.name === 'TransactWriteItems') return cancelled(command, at, 'TransactionConflict');
  return command.name === 'PutItem'
    ? new TransactionConflictException({ $metadata: {}, message: 'Transaction is ongoing for the item' })
    : refused(409, 'ConditionalRequestConflict');
}

/** A transaction of which one item is in the way: its reason stands at its place. */
function cancelled(command: Command, at: number | undefined, code: string): Error {
  return new TransactionCanceledException({
    $metadata: {},
    message: 'Transaction cancelled',
    CancellationReasons: itemsOf(command).map((_, index) => ({ Code: index === at ? code : 'None' })),
  });
}

/** Everything but one entry is taken; the answer names that one in the way of its service. */
function partly(command: Command, at: number, perform: Perform): Answer {
  const { name, input } = command;
  const entries = entriesOf(command);
  attempt({ name, input: { ...input, Entries: entries.filter((_, index) => index !== at) } }, perform);
  const refusal = { ErrorCode: 'InternalFailure' };
  const value =
    name === 'PutEvents'
      ? { FailedEntryCount: 1, Entries: entries.map((_, index) => (index === at ? refusal : TAKEN)) }
      : { Failed: [{ Id: idOf(entries[at]), Code: 'InternalError' }] };
  return { value };
}

const TAKEN = { EventId: 'taken' };

function idOf(entry: unknown): unknown {
  return typeof entry === 'object' && entry !== null && 'Id' in entry ? entry.Id : undefined;
}

const TABLE_COMMANDS = ['GetItem', 'PutItem', 'Query', 'Scan', 'TransactWriteItems'];
