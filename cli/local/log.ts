import { DEFAULT_PREFIX } from '../../events/fact.ts';
import { dynamoDbEventStore } from '../../shared/adapters/dynamodb-event-store.ts';
import type { EventStore } from '../../shared/application/ports.ts';
import { clientsOf, type Reach } from './connection.ts';
import type { StageAddresses } from './endpoints.ts';

/** The log of a stage, for commands of its operator. */
export function logOf(stage: Reach & Pick<StageAddresses, 'tableName'>): EventStore {
  const { dynamoDb: client } = clientsOf(stage);
  return dynamoDbEventStore({ client, tableName: stage.tableName, prefix: DEFAULT_PREFIX });
}
