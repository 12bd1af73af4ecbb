import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { S3Client } from '@aws-sdk/client-s3';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SQSClient } from '@aws-sdk/client-sqs';

/**
 * The one factory of AWS clients (d-13): short time-outs, three attempts, endpoint and credentials from the
 * environment. Each function bundles only the clients it calls for.
 */
const shared = { maxAttempts: 3 } as const;

const timeouts = (requestTimeout: number) => ({
  requestHandler: { connectionTimeout: 1000, requestTimeout },
});

/** Connections to the stores and queues of a stage. */
export type Clients = {
  readonly dynamoDb: DynamoDBClient;
  readonly s3: S3Client;
  readonly sqs: SQSClient;
};

/** DynamoDB, 3 s a request. */
export function dynamoDbClient(): DynamoDBClient {
  return new DynamoDBClient({ ...shared, ...timeouts(3000) });
}

/** SQS, 3 s a request; queue addresses are names, not endpoints. */
export function sqsClient(): SQSClient {
  return new SQSClient({ ...shared, ...timeouts(3000), useQueueUrlAsEndpoint: false });
}

/** S3, 10 s a request; path style where an endpoint is given, because a local one has no bucket host names. */
export function s3Client(endpointUrl = ''): S3Client {
  return new S3Client({ ...shared, ...timeouts(10_000), forcePathStyle: endpointUrl !== '' });
}

/** EventBridge, 3 s a request. */
export function eventBridgeClient(): EventBridgeClient {
  return new EventBridgeClient({ ...shared, ...timeouts(3000) });
}

/** The user pool, 3 s a request. */
export function cognitoClient(): CognitoIdentityProviderClient {
  return new CognitoIdentityProviderClient({ ...shared, ...timeouts(3000) });
}

/** SES, 5 s and one attempt: it knows no repeats, a second attempt would be a second mail. */
export function sesClient(): SESv2Client {
  return new SESv2Client({ maxAttempts: 1, ...timeouts(5000) });
}
