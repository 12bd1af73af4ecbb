import type { Wire } from '../../events/wire.ts';
import { dynamoDbEventStore } from '../../shared/adapters/table/dynamodb-event-store.ts';
import type { EventStore } from '../../shared/application/ports/event-store.ts';
import { clientsOf, type Reach } from '../stage/connection.ts';
import type { StageAddresses } from '../stage/endpoints.ts';

/** The log of a stage, for commands of its operator. */
export function logOf(stage: Reach & Pick<StageAddresses, 'tableName'>, wire: Wire): EventStore {
  const { dynamoDb: client } = clientsOf(stage);
  return dynamoDbEventStore({ client, tableName: stage.tableName, wire });
}
