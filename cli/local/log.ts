import { DEFAULT_PREFIX } from '../../events/fact.ts';
import { dynamoDbEventStore } from '../../shared/adapters/dynamodb-event-store.ts';
import type { EventStore } from '../../shared/application/ports.ts';
import { clientsOf } from './connection.ts';
import type { LocalStage } from './endpoints.ts';

/** The log of the local stage, for commands of its operator. */
export function logOf(stage: LocalStage): EventStore {
  const { dynamoDb: client } = clientsOf(stage);
  return dynamoDbEventStore({ client, tableName: stage.tableName, prefix: DEFAULT_PREFIX });
}
