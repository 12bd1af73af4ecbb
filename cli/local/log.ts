import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DEFAULT_PREFIX } from '../../events/fact.ts';
import { dynamoDbEventStore } from '../../shared/adapters/dynamodb-event-store.ts';
import type { EventStore } from '../../shared/application/ports.ts';
import type { LocalStage } from './endpoints.ts';

/** The log of the local stage, for commands of its operator. */
export function logOf({
  endpointUrl: endpoint,
  region,
  accessKeyId,
  secretAccessKey,
  tableName,
}: LocalStage): EventStore {
  const client = new DynamoDBClient({ endpoint, region, credentials: { accessKeyId, secretAccessKey } });
  return dynamoDbEventStore({ client, tableName, prefix: DEFAULT_PREFIX });
}
