import {
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';
import type { ReceiptNote, Receipts } from '../../application/ports/receipts.ts';
import type { TableSettings } from './dynamodb-event-store.ts';
import { itemOf, keyOf, written } from './dynamodb-items.ts';
import { receiptKey } from './event-table.ts';

/** Notes for receipts in the one table. */
export function dynamoDbReceipts({ client, tableName }: Omit<TableSettings, 'wire'>): Receipts {
  const read = async (note: Pick<ReceiptNote, 'source' | 'id' | 'unproven'>) => {
    const { Item: item } = await client.send(
      new GetItemCommand({ TableName: tableName, Key: keyOf(...receiptKey(note)), ConsistentRead: true }),
    );
    return item === undefined ? undefined : written<ReceiptNote>(item);
  };
  return {
    note: (source, id) => read({ source, id }),
    claimedNote: (source, id) => read({ source, id, unproven: true }),
    async received(source, id) {
      const note: ReceiptNote = { source, id, state: 'received' };
      try {
        await client.send(
          new PutItemCommand({
            TableName: tableName,
            Item: itemOf(...receiptKey(note), note),
            ConditionExpression: 'attribute_not_exists(PK)',
          }),
        );
      } catch (error) {
        // Something is noted already, or is being noted right now: both say more than this.
        const isNoted = error instanceof ConditionalCheckFailedException;
        if (!isNoted && !(error instanceof TransactionConflictException)) throw error;
      }
    },
  };
}
