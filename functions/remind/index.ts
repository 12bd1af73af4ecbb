import { wireWriterOf } from '../../events/wire-writer.ts';
import { stagePseudonyms } from '../../shared/adapters/account-pseudonyms.ts';
import {
  cognitoClient,
  dynamoDbClient,
  secretsManagerClient,
  sesClient,
  sqsClient,
} from '../../shared/adapters/aws-clients.ts';
import { cognitoDirectory } from '../../shared/adapters/cognito-directory.ts';
import { nodeCrypto } from '../../shared/adapters/crypto.ts';
import { dynamoDbEventStore } from '../../shared/adapters/table/dynamodb-event-store.ts';
import { dynamoDbMailbox } from '../../shared/adapters/table/dynamodb-mailbox.ts';
import { dynamoDbNoticeSettings } from '../../shared/adapters/table/dynamodb-notice-settings.ts';
import { dynamoDbUploads } from '../../shared/adapters/table/dynamodb-uploads.ts';
import { sesMailSender } from '../../shared/adapters/messages/ses-mail-sender.ts';
import { internalQueue } from '../../shared/adapters/messages/sqs-internal-queue.ts';
import { systemClock, systemPatience } from '../../shared/adapters/system-clock.ts';
import { readEnvironment } from '../../shared/lambda/environment.ts';
import { telemetryOf } from '../../shared/lambda/telemetry.ts';
import { environment } from './environment.ts';
import { createHandler } from './handler.ts';

const variables = readEnvironment(environment, process.env);
const { TABLE_NAME: tableName, INTERNAL_QUEUE_URL: queueUrl } = variables;
const { MAIL_SENDER: from, WORKPLACE_URL: workplaceUrl, USER_POOL_ID: userPoolId } = variables;
const { ACCOUNT_KEY_ARN: secretArn, MAIL_SENDER_NAME: name, MAIL_REPLY_TO: replyTo } = variables;
const wire = wireWriterOf(variables.EVENT_PREFIX);
const table = { client: dynamoDbClient(), tableName, wire };
const common = { store: dynamoDbEventStore(table), clock: systemClock, crypto: nodeCrypto };
const answers = replyTo === undefined ? {} : { replyTo };
const canMail =
  from !== undefined &&
  name !== undefined &&
  workplaceUrl !== undefined &&
  userPoolId !== undefined &&
  secretArn !== undefined;

/** Composition root of remind. */
export const handler = createHandler({
  reminder: { ...common, queue: internalQueue({ client: sqsClient(), queueUrl }), wire },
  ...(canMail && {
    mailing: {
      ...common,
      mailbox: dynamoDbMailbox(table),
      settings: dynamoDbNoticeSettings(table),
      directory: cognitoDirectory({ client: cognitoClient(), userPoolId }),
      pseudonyms: stagePseudonyms({ client: secretsManagerClient(), secretArn }),
      uploads: dynamoDbUploads({ ...table, patience: systemPatience('queue') }),
      sender: sesMailSender({ client: sesClient(), from, name, ...answers }),
      workplaceUrl,
      ...answers,
    },
  }),
  telemetry: telemetryOf('remind', process.env),
});
