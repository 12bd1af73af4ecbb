import { dynamoDbClient, s3Client, sqsClient } from '../../shared/adapters/aws-clients.ts';
import { readEnvironment } from '../../shared/lambda/environment.ts';
import { reconcilerOf } from '../../shared/lambda/reconciler.ts';
import { telemetryOf } from '../../shared/lambda/telemetry.ts';
import { environment } from './environment.ts';
import { createHandler } from './handler.ts';

/** Composition root of reconcile. */
export const handler = createHandler({
  reconciler: reconcilerOf(readEnvironment(environment, process.env), {
    dynamoDb: dynamoDbClient(),
    s3: s3Client({ endpoint: process.env['AWS_ENDPOINT_URL'] }),
    sqs: sqsClient(),
  }),
  telemetry: telemetryOf('reconcile', process.env),
});
