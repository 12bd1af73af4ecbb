import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { DEFAULT_DELIVERY, type NoticeDelivery, type NoticeSettings } from '../../application/ports/mail.ts';
import type { TableSettings } from './dynamodb-event-store.ts';
import { itemOf, keyOf, written } from './dynamodb-items.ts';
import { KEY } from './event-table.ts';

/** What each person chose, in the one table under the subject of their account; the last choice holds. */
export function dynamoDbNoticeSettings({ client, tableName }: Omit<TableSettings, 'wire'>): NoticeSettings {
  return {
    async delivery(person) {
      const { Item: item } = await client.send(
        new GetItemCommand({
          TableName: tableName,
          Key: keyOf(`${KEY.staff}${person}`, KEY.noticeSettings),
          ConsistentRead: true,
        }),
      );
      return item === undefined
        ? DEFAULT_DELIVERY
        : written<{ readonly delivery: NoticeDelivery }>(item).delivery;
    },
    async choose(person, delivery) {
      await client.send(
        new PutItemCommand({
          TableName: tableName,
          Item: itemOf(`${KEY.staff}${person}`, KEY.noticeSettings, { delivery }),
        }),
      );
    },
  };
}
