import { dynamoDbClient, sqsClient } from '../../shared/adapters/aws-clients.ts';
import { nodeCrypto } from '../../shared/adapters/crypto.ts';
import { dynamoDbEventStore } from '../../shared/adapters/dynamodb-event-store.ts';
import { internalQueue } from '../../shared/adapters/sqs-internal-queue.ts';
import { systemClock } from '../../shared/adapters/system-clock.ts';
import { readEnvironment } from '../../shared/lambda/environment.ts';
import { telemetryOf } from '../../shared/lambda/telemetry.ts';
import { environment } from './environment.ts';
import { createHandler } from './handler.ts';

const variables = readEnvironment(environment, process.env);
const { TABLE_NAME: tableName, EVENT_PREFIX: prefix, INTERNAL_QUEUE_URL: queueUrl } = variables;

/** Composition root of remind. */
export const handler = createHandler({
  reminder: {
    store: dynamoDbEventStore({ client: dynamoDbClient(), tableName, prefix }),
    queue: internalQueue({ client: sqsClient(), queueUrl }),
    clock: systemClock,
    crypto: nodeCrypto,
    prefix,
  },
  telemetry: telemetryOf('remind', process.env),
});
