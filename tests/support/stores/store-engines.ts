import { ScanCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { dynamoDbEventStore } from '../../../shared/adapters/table/dynamodb-event-store.ts';
import { dynamoDbReceipts } from '../../../shared/adapters/table/dynamodb-receipts.ts';
import {
  inMemoryEventStore,
  inMemoryReceipts,
} from '../../../shared/adapters/memory/in-memory-event-store.ts';
import type { EventStore } from '../../../shared/application/ports/event-store.ts';
import type { Receipts } from '../../../shared/application/ports/receipts.ts';
import { createTable, localDynamoDb } from '../processes/emulator.ts';
import { WIRE } from '../facts/wire.ts';

/** A store that holds nothing yet. */
export type FreshStore = {
  readonly store: EventStore;
  readonly receipts: Receipts;
  /** All that it holds, to be compared with what it holds later. */
  readonly everything: () => Promise<unknown>;
};

/** A store in a table of its own, and the way to its items. */
export type FreshTable = Omit<FreshStore, 'everything'> & {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  /** Every item as it lies there, without the store's reading, in the order of its keys. */
  readonly everything: () => Promise<readonly Readonly<Record<string, unknown>>[]>;
};

/** The twin. */
export function freshTwin(): Promise<FreshStore> {
  const store = inMemoryEventStore();
  return Promise.resolve({
    store,
    receipts: inMemoryReceipts(store.memory),
    everything: () => Promise.resolve(structuredClone(store.memory)),
  });
}

/** Stores in tables of their own, on the engine that listens there. */
export function tablesOn({ endpoint }: { readonly endpoint: () => string }): () => Promise<FreshTable> {
  let tables = 0;
  return async () => {
    const tableName = `log-${(tables += 1)}`;
    const client = localDynamoDb(endpoint());
    await createTable(client, tableName);
    const settings = { client, tableName, wire: WIRE };
    return {
      store: dynamoDbEventStore(settings),
      receipts: dynamoDbReceipts(settings),
      client,
      tableName,
      everything: () => itemsOf(client, tableName),
    };
  };
}

async function itemsOf(client: DynamoDBClient, tableName: string) {
  const items: Record<string, unknown>[] = [];
  let start: Record<string, never> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({
        TableName: tableName,
        ConsistentRead: true,
        ...(start && { ExclusiveStartKey: start }),
      }),
    );
    items.push(...(page.Items ?? []).map((item) => unmarshall(item)));
    start = page.LastEvaluatedKey as typeof start;
  } while (start !== undefined);
  return items.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

const keyOf = ({ PK, SK }: Record<string, unknown>) => `${String(PK)} ${String(SK)}`;

/**
 * Carries out the next transactions and loses the answers to them, as a broken connection does; without a
 * number until the function that it gives is called.
 */
export function loseAnswers(client: DynamoDBClient, lost = Infinity): () => void {
  let left = lost;
  const stack: { add(middleware: object, options: object): void } = client.middlewareStack;
  stack.add(
    (next: (args: unknown) => Promise<unknown>, { commandName = '' }: { commandName?: string }) =>
      async (args: unknown) => {
        const answer = await next(args);
        if (commandName !== 'TransactWriteItemsCommand' || left === 0) return answer;
        left -= 1;
        throw Object.assign(new Error('The answer was lost'), { name: 'TimeoutError' });
      },
    // Inside the client's own repetitions: what it sends again is the same transaction.
    { step: 'finalizeRequest', priority: 'low' },
  );
  return () => {
    left = 0;
  };
}
