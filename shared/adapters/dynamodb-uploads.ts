import { ConditionalCheckFailedException, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { Uploads } from '../application/ports.ts';
import type { TableSettings } from './dynamodb-event-store.ts';
import { itemOf, keyOf, written } from './dynamodb-items.ts';
import { uploadItemKey } from './table-keys.ts';

/** Announced uploads in the one table; each is put once. */
export function dynamoDbUploads({ client, tableName }: Omit<TableSettings, 'prefix'>): Uploads {
  return {
    async put(upload) {
      try {
        await client.send(
          new PutItemCommand({
            TableName: tableName,
            Item: itemOf(...uploadItemKey(upload.uploadId), upload),
            ConditionExpression: 'attribute_not_exists(PK)',
          }),
        );
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },
    async get(uploadId) {
      const { Item: item } = await client.send(
        new GetItemCommand({
          TableName: tableName,
          Key: keyOf(...uploadItemKey(uploadId)),
          ConsistentRead: true,
        }),
      );
      return item === undefined ? undefined : written(item);
    },
  };
}
