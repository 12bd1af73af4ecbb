import { QueryCommand, type DynamoDBClient, type QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Page, PageRequest } from '../../application/ports/clearing.ts';
import { keyOf, written, type TableItem } from './dynamodb-items.ts';
import { TABLE_KEYS } from './event-table.ts';

type Table = { readonly client: DynamoDBClient; readonly tableName: string };

/** A stretch of sort keys of one partition, both ends included. */
export type KeyRange = { readonly partition: string; readonly from: string; readonly to: string };

/** Every item of a stretch, however many pages it takes. */
export async function queryAll(table: Table, { partition, from, to }: KeyRange): Promise<TableItem[]> {
  const items: TableItem[] = [];
  let start: QueryCommandInput['ExclusiveStartKey'];
  do {
    const page = await table.client.send(
      new QueryCommand({
        TableName: table.tableName,
        ConsistentRead: true,
        KeyConditionExpression: 'PK = :partition AND SK BETWEEN :from AND :to',
        ExpressionAttributeValues: marshall({ ':partition': partition, ':from': from, ':to': to }),
        ...(start && { ExclusiveStartKey: start }),
      }),
    );
    items.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return items;
}

/** One page of a partition in the order of its sort keys; a page may be shorter than asked where items are large. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller says what it wrote there
export async function queryPage<Content>(
  { client, tableName }: Table,
  partition: string,
  { limit, after }: PageRequest,
): Promise<Page<Content>> {
  const page = await client.send(
    new QueryCommand({
      TableName: tableName,
      ConsistentRead: true,
      KeyConditionExpression: 'PK = :partition',
      ExpressionAttributeValues: marshall({ ':partition': partition }),
      Limit: limit,
      ...(after !== undefined && { ExclusiveStartKey: keyOf(partition, after) }),
    }),
  );
  const next = page.LastEvaluatedKey?.[TABLE_KEYS.sort]?.S;
  return { items: (page.Items ?? []).map(written<Content>), ...(next !== undefined && { next }) };
}
