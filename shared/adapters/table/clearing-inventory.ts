import { ScanCommand, type DynamoDBClient, type ScanCommandInput } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { DeskPlace } from '../../application/ports/clearing.ts';
import type { DeskInventory } from '../../application/ports/inventories.ts';
import { KEY, TABLE_KEYS } from './event-table.ts';

/**
 * The clearing desk of the one table. Items of earlier releases lie under whatever month their senders claimed, one of
 * 120,000: reading the table once costs less than asking for each. Only keys are fetched.
 */
export function dynamoDbClearingInventory(table: {
  readonly client: DynamoDBClient;
  readonly tableName: string;
}): DeskInventory {
  return {
    async look() {
      const items: DeskPlace[] = [];
      const [pointed, months] = [new Set<string>(), new Set<string>()];
      for await (const { partition, sort } of keysOf(table)) {
        if (partition === KEY.clearingMonths) months.add(sort);
        else if (partition.startsWith(KEY.clearing))
          items.push({ month: partition.slice(KEY.clearing.length), key: sort });
        else pointed.add(partition.slice(KEY.clearingPointer.length));
      }
      return { items, pointed, months };
    },
  };
}

type Keys = { readonly partition: string; readonly sort: string };

async function* keysOf({
  client,
  tableName,
}: Parameters<typeof dynamoDbClearingInventory>[0]): AsyncGenerator<Keys> {
  let start: ScanCommandInput['ExclusiveStartKey'];
  do {
    const page = await client.send(
      new ScanCommand({
        TableName: tableName,
        ConsistentRead: true,
        ProjectionExpression: 'PK, SK',
        FilterExpression: 'begins_with(PK, :items) OR begins_with(PK, :pointers) OR PK = :months',
        ExpressionAttributeValues: marshall({
          ':items': KEY.clearing,
          ':pointers': KEY.clearingPointer,
          ':months': KEY.clearingMonths,
        }),
        ...(start && { ExclusiveStartKey: start }),
      }),
    );
    for (const item of page.Items ?? [])
      yield { partition: item[TABLE_KEYS.partition]?.S ?? '', sort: item[TABLE_KEYS.sort]?.S ?? '' };
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
}
