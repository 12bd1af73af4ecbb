import { wireWriterOf } from '../../events/wire-writer.ts';
import { dynamoDbClient, s3Client, sqsClient } from '../../shared/adapters/aws-clients.ts';
import { nodeCrypto } from '../../shared/adapters/crypto.ts';
import { dynamoDbEventStore } from '../../shared/adapters/table/dynamodb-event-store.ts';
import { pdfkitWriter } from '../../shared/adapters/pdf-writer/pdfkit-writer.ts';
import { s3Archive } from '../../shared/adapters/objects/s3-archive.ts';
import { s3PortalSite } from '../../shared/adapters/objects/s3-portal-site.ts';
import { internalQueue } from '../../shared/adapters/messages/sqs-internal-queue.ts';
import { systemPatience } from '../../shared/adapters/system-clock.ts';
import { readEnvironment } from '../../shared/lambda/environment.ts';
import { telemetryOf } from '../../shared/lambda/telemetry.ts';
import { environment } from './environment.ts';
import { createHandler } from './handler.ts';

const variables = readEnvironment(environment, process.env);
const { TABLE_NAME: tableName, INTERNAL_QUEUE_URL: queueUrl } = variables;
const wire = wireWriterOf(variables.EVENT_PREFIX);
const patience = systemPatience('queue');
const s3 = s3Client({ endpoint: process.env['AWS_ENDPOINT_URL'] });

/** Composition root of publish-portal. */
export const handler = createHandler({
  publisher: {
    store: dynamoDbEventStore({ client: dynamoDbClient(), tableName, wire }),
    site: s3PortalSite({ client: s3, bucket: variables.PORTAL_BUCKET }),
    archive: s3Archive({ client: s3, bucket: variables.ARCHIVE_BUCKET, patience }),
    pdf: pdfkitWriter,
    queue: internalQueue({ client: sqsClient(), queueUrl }),
    crypto: nodeCrypto,
    keeping: { retentionDays: variables.RETENTION_DAYS, lockMode: variables.LOCK_MODE },
    wire,
    patience,
  },
  telemetry: telemetryOf('publish-portal', process.env),
});
