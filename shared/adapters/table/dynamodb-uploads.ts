import {
  GetItemCommand,
  TransactWriteItemsCommand,
  TransactionCanceledException,
  type Put,
} from '@aws-sdk/client-dynamodb';
import { AGAIN, untilUndisturbed, type Patience } from '../../application/ports/patience.ts';
import type { Upload, UploadQuota, Uploads } from '../../application/ports/uploads.ts';
import type { TableSettings } from './dynamodb-event-store.ts';
import { itemOf, keyOf, written } from './dynamodb-items.ts';
import { uploadCountKey, uploadItemKey } from './table-keys.ts';

type Settings = Omit<TableSettings, 'wire'> & {
  /** How somebody else is met who announces for the same count. */
  readonly patience: Patience;
};

/** Announced uploads in the one table: each is put once, in one transaction with the count of its day. Puts only. */
export function dynamoDbUploads(settings: Settings): Uploads {
  const { client, tableName, patience } = settings;
  const read = async <Content>(partition: string, sort: string): Promise<Content | undefined> => {
    const { Item: item } = await client.send(
      new GetItemCommand({ TableName: tableName, Key: keyOf(partition, sort), ConsistentRead: true }),
    );
    return item === undefined ? undefined : written<Content>(item);
  };
  return {
    announce(upload, quota) {
      const attempt = async () => {
        const { count = 0 } = (await read<{ readonly count: number }>(...uploadCountKey(quota))) ?? {};
        return count >= quota.limit ? 'exhausted' : put(settings, upload, countedOn(count, quota));
      };
      return untilUndisturbed(patience, attempt, () => new Error('The count of a day kept moving'));
    },
    get: async (uploadId) => read(...uploadItemKey(uploadId)),
  };
}

type ConditionalPut = Pick<
  Put,
  'Item' | 'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>;

/** The count with one more, where it stands as it was read. */
function countedOn(count: number, quota: UploadQuota): ConditionalPut {
  const item = { Item: itemOf(...uploadCountKey(quota), { count: count + 1 }) };
  if (count === 0) return { ...item, ConditionExpression: 'attribute_not_exists(PK)' };
  return {
    ...item,
    ConditionExpression: '#count = :count',
    ExpressionAttributeNames: { '#count': 'count' },
    ExpressionAttributeValues: { ':count': { N: String(count) } },
  };
}

async function put(
  { client, tableName: TableName }: Settings,
  upload: Upload,
  counted: ConditionalPut,
): Promise<'announced' | 'known' | typeof AGAIN> {
  const announced = {
    Item: itemOf(...uploadItemKey(upload.uploadId), upload),
    ConditionExpression: 'attribute_not_exists(PK)',
  };
  try {
    const items = [announced, counted].map((one) => ({ Put: { TableName, ...one } }));
    await client.send(new TransactWriteItemsCommand({ TransactItems: items }));
    return 'announced';
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code);
    if (codes[0] === 'ConditionalCheckFailed') return 'known';
    const isMoved = codes[1] === 'ConditionalCheckFailed' || codes.includes('TransactionConflict');
    if (isMoved) return AGAIN;
    throw error;
  }
}
