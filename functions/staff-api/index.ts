import { stagePseudonyms } from '../../shared/adapters/account-pseudonyms.ts';
import {
  cognitoClient,
  dynamoDbClient,
  s3Client,
  secretsManagerClient,
  sqsClient,
} from '../../shared/adapters/aws-clients.ts';
import { cognitoDirectory, rememberedDirectory } from '../../shared/adapters/cognito-directory.ts';
import { dynamoDbNoticeSettings } from '../../shared/adapters/table/dynamodb-notice-settings.ts';
import { dynamoDbReceipts } from '../../shared/adapters/table/dynamodb-receipts.ts';
import { dynamoDbRevocations } from '../../shared/adapters/table/dynamodb-revocations.ts';
import { dynamoDbUploads } from '../../shared/adapters/table/dynamodb-uploads.ts';
import { s3StaffFiles } from '../../shared/adapters/objects/s3-staff-files.ts';
import { systemPatience } from '../../shared/adapters/system-clock.ts';
import { ingressQueue } from '../../shared/adapters/messages/sqs-ingress-queue.ts';
import { inspectionQueue } from '../../shared/adapters/messages/sqs-inspection-queue.ts';
import { MINUTE_MILLISECONDS } from '../../shared/domain/dates/milliseconds.ts';
import { readEnvironment } from '../../shared/lambda/environment.ts';
import { recorderOf } from '../../shared/lambda/recorder.ts';
import { telemetryOf } from '../../shared/lambda/telemetry.ts';
import { readClients } from './access/clients.ts';
import { environment } from './environment.ts';
import { createHandler } from './handler.ts';
import contract from './openapi.json' with { type: 'json' };

const variables = readEnvironment(environment, process.env);
const { USER_POOL_ID: userPoolId } = variables;
const settings = dynamoDbNoticeSettings({ client: dynamoDbClient(), tableName: variables.TABLE_NAME });
const pseudonyms = stagePseudonyms({
  client: secretsManagerClient(),
  secretArn: variables.ACCOUNT_KEY_ARN,
});
const post = userPoolId !== undefined && {
  directory: rememberedDirectory(cognitoDirectory({ client: cognitoClient(), userPoolId }), {
    now: Date.now,
    milliseconds: 5 * MINUTE_MILLISECONDS,
  }),
  settings,
  pseudonyms,
};
const recorder = { ...recorderOf(variables, systemPatience('person')), ...(post && { post }) };

/** Composition root of staff-api. */
export const handler = createHandler(
  {
    recorder,
    uploads: dynamoDbUploads({
      client: dynamoDbClient(),
      tableName: variables.TABLE_NAME,
      // many of one Kreis announce at once: with fewer tries the last of them would fail
      patience: systemPatience('queue'),
    }),
    desk: s3StaffFiles({
      client: s3Client({ endpoint: process.env['AWS_ENDPOINT_URL'] }),
      inbox: variables.INBOX_BUCKET,
      archive: variables.ARCHIVE_BUCKET,
    }),
    receipts: dynamoDbReceipts({ client: dynamoDbClient(), tableName: variables.TABLE_NAME }),
    settings,
    assign: inspectionQueue({ client: sqsClient(), queueUrl: variables.INSPECTION_QUEUE_URL }),
    ingress: ingressQueue({ client: sqsClient(), queueUrl: variables.INGRESS_QUEUE_URL }),
    pseudonyms,
    uploadsPerDay: variables.UPLOADS_PER_DAY,
    fourEyes: variables.FOUR_EYES === 'true',
    contract,
  },
  {
    clientId: variables.USER_POOL_CLIENT_ID,
    clients: readClients(variables.CLIENTS),
    now: recorder.clock.now,
    revokedAt: dynamoDbRevocations({ client: dynamoDbClient(), tableName: variables.TABLE_NAME }),
  },
  telemetryOf('staff-api', process.env),
);
