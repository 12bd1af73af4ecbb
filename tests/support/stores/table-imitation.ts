import { DynamoDBClient, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { Table, type Item } from '../../simulation/cloud/table.ts';

/** A client that answers at once from a table in memory, and the means to disturb it. */
export type ImitatedTable = {
  readonly client: DynamoDBClient;
  /** The next command ends with this error, and nothing of it is done. */
  readonly failNext: (error: Error) => void;
  /** All that lies there, as the service keeps it. */
  readonly items: () => readonly Item[];
};

/**
 * The table of the simulation in the test's own process, behind a real client. A read that is not strongly
 * consistent never sees the newest change. A page of a query ends after `pageItems` items, as DynamoDB's does after
 * 1 MB.
 */
export function imitatedTable({ pageItems = Infinity } = {}): ImitatedTable {
  const table = new Table({ pageItems, unseen: Infinity });
  const errors: Error[] = [];
  const answers: Record<string, (input: never) => object> = {
    GetItemCommand: (input) => table.get(input),
    QueryCommand: (input) => table.query(input),
    ScanCommand: (input) => table.scan(input),
    PutItemCommand: (input) => table.put(input),
    TransactWriteItemsCommand: (input) => table.transact(input),
  };
  const client = new DynamoDBClient({ region: 'eu-central-1', endpoint: 'http://127.0.0.1:1' });
  const stack: { add(middleware: object, options: object): void } = client.middlewareStack;
  stack.add(
    (_: unknown, { commandName = '' }: { commandName?: string }) =>
      ({ input }: { input: never }) => {
        const error = errors.shift();
        if (error !== undefined) return Promise.reject(error);
        const answer = answers[commandName];
        if (answer === undefined) return Promise.reject(new Error(`The imitation knows no ${commandName}`));
        return new Promise((resolve) => {
          resolve({ output: structuredClone(answer(structuredClone(input))), response: {} });
        });
      },
    // Last of the first step: whoever counts calls is asked before.
    { step: 'initialize', priority: 'low' },
  );
  return { client, failNext: (error) => void errors.push(error), items: () => table.all() };
}

/** How DynamoDB says that a transaction was not carried out: one reason for each of its positions. */
export function cancelled(reasons: { readonly Code: string }[] | undefined): TransactionCanceledException {
  return new TransactionCanceledException({
    message: 'Transaction cancelled',
    $metadata: {},
    ...(reasons && { CancellationReasons: reasons }),
  });
}
