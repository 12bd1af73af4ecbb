import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DeadlineHandler, type Limits } from './deadline-handler.ts';

/** What a client is told beside its own limits. Without it: endpoint, region and credentials from the environment. */
export type ClientSettings = {
  readonly endpoint?: string | undefined;
  readonly region?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** In the place of the client's own. */
  readonly limits?: Limits;
  /** In the place of the client's own. */
  readonly maxAttempts?: number;
};

/** Connections to the stores and queues of a stage. */
export type Clients = {
  readonly dynamoDb: DynamoDBClient;
  readonly s3: S3Client;
  readonly sqs: SQSClient;
};

/** One second to connect, three for a whole answer (d-13). */
const QUICK: Limits = { connectMs: 1000, answerMs: 3000 };

/** Files travel longer: the largest scan is 50 MB. Three of these still fit into the time that the API has. */
const FILES: Limits = { connectMs: 1000, answerMs: 6000 };

const MAIL: Limits = { connectMs: 1000, answerMs: 5000 };

/**
 * What every client is made with: the one factory of AWS clients (d-13). Its limits truly end an attempt
 * ({@link DeadlineHandler}); then it is tried again, three attempts in all. Each function bundles only the clients it
 * calls for, and `tests/infra/time-limits.test.ts` holds the limits against the time that each function has.
 */
export function configOf(
  own: Limits,
  { limits = own, maxAttempts = 3, endpoint, region, credentials }: ClientSettings = {},
) {
  return {
    maxAttempts,
    requestHandler: new DeadlineHandler(limits),
    ...(endpoint !== undefined && { endpoint }),
    ...(region !== undefined && { region }),
    ...(credentials !== undefined && { credentials }),
  };
}

/** DynamoDB, 3 s an attempt. */
export function dynamoDbClient(settings?: ClientSettings): DynamoDBClient {
  return new DynamoDBClient(configOf(QUICK, settings));
}

/** SQS, 3 s an attempt; queue addresses are names, not endpoints. */
export function sqsClient(settings?: ClientSettings): SQSClient {
  return new SQSClient({ ...configOf(QUICK, settings), useQueueUrlAsEndpoint: false });
}

/** S3, 6 s an attempt; path style where an endpoint is given, because a local one has no bucket host names. */
export function s3Client(settings: ClientSettings = {}): S3Client {
  const { endpoint = '' } = settings;
  return new S3Client({ ...configOf(FILES, settings), forcePathStyle: endpoint !== '' });
}

/** EventBridge, 3 s an attempt. */
export function eventBridgeClient(settings?: ClientSettings): EventBridgeClient {
  return new EventBridgeClient(configOf(QUICK, settings));
}

/** The user pool, 3 s an attempt. */
export function cognitoClient(settings?: ClientSettings): CognitoIdentityProviderClient {
  return new CognitoIdentityProviderClient(configOf(QUICK, settings));
}

/** Secrets Manager, 3 s an attempt. */
export function secretsManagerClient(settings?: ClientSettings): SecretsManagerClient {
  return new SecretsManagerClient(configOf(QUICK, settings));
}

/** SES, 5 s and one attempt: it knows no repeats, a second attempt would be a second mail. */
export function sesClient(settings?: ClientSettings): SESv2Client {
  return new SESv2Client({ ...configOf(MAIL, settings), maxAttempts: 1 });
}
