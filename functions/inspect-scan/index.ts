import { wireWriterOf } from '../../events/wire-writer.ts';
import { dynamoDbClient, s3Client, sqsClient } from '../../shared/adapters/aws-clients.ts';
import { nodeCrypto } from '../../shared/adapters/crypto.ts';
import { dynamoDbEventStore } from '../../shared/adapters/table/dynamodb-event-store.ts';
import { s3Archive } from '../../shared/adapters/objects/s3-archive.ts';
import { s3Inbox } from '../../shared/adapters/objects/s3-inbox.ts';
import { childInspector, inspectorBeside } from '../../shared/scan-gate/scan-inspector.ts';
import { internalQueue } from '../../shared/adapters/messages/sqs-internal-queue.ts';
import { systemPatience } from '../../shared/adapters/system-clock.ts';
import { readEnvironment } from '../../shared/lambda/environment.ts';
import { telemetryOf } from '../../shared/lambda/telemetry.ts';
import { environment } from './environment.ts';
import { createHandler } from './handler.ts';

const variables = readEnvironment(environment, process.env);
const wire = wireWriterOf(variables.EVENT_PREFIX);
const patience = systemPatience('queue');
const s3 = s3Client({ endpoint: process.env['AWS_ENDPOINT_URL'] });

/** Composition root of inspect-scan. */
export const handler = createHandler({
  intake: {
    inbox: s3Inbox({ client: s3, bucket: variables.INBOX_BUCKET }),
    archive: s3Archive({ client: s3, bucket: variables.ARCHIVE_BUCKET, patience }),
    patience,
    inspector: childInspector({
      ...inspectorBeside(import.meta.url),
      libraryPath: process.env['LD_LIBRARY_PATH'],
    }),
    log: dynamoDbEventStore({
      client: dynamoDbClient(),
      tableName: variables.TABLE_NAME,
      wire,
    }),
    queue: internalQueue({ client: sqsClient(), queueUrl: variables.INTERNAL_QUEUE_URL }),
    wire,
    crypto: nodeCrypto,
    settings: {
      retentionDays: variables.RETENTION_DAYS,
      lockMode: variables.LOCK_MODE,
    },
  },
  telemetry: telemetryOf('inspect-scan', process.env),
  inboxBucket: variables.INBOX_BUCKET,
});
