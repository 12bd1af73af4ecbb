import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import { instant } from '../../../events/primitives.ts';
import type { TableSettings } from './dynamodb-event-store.ts';
import { contentOf, keyOf } from './dynamodb-items.ts';
import { KEY } from './event-table.ts';

const revocation = z.object({ revokedAt: instant });

/**
 * When a person's access was revoked last, from the deny list that operators keep in the one table (H6); one
 * consistent read. @throws ZodError where the entry says no instant: nobody passes by a slip of the pen.
 */
export function dynamoDbRevocations({ client, tableName }: Omit<TableSettings, 'wire'>) {
  return async (subject: string): Promise<string | undefined> => {
    const { Item: item } = await client.send(
      new GetItemCommand({
        TableName: tableName,
        Key: keyOf(`${KEY.revoked}${subject}`, KEY.uploadMeta),
        ConsistentRead: true,
      }),
    );
    return item === undefined ? undefined : revocation.parse(contentOf(item)).revokedAt;
  };
}
