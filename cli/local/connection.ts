import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** How programs on this machine reach the emulator. The keys open nothing: it listens on loopback and asks nobody. */
export type Connection = {
  readonly endpointUrl: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
};

/**
 * How a command reaches a stage: the emulator by all of these, a stage on AWS by its region alone; who asks there is
 * then said by the person's own AWS settings.
 */
export type Reach = Pick<Connection, 'region'> & Partial<Omit<Connection, 'region'>>;

/** The account that the emulator plays. */
export const LOCAL_ACCOUNT = '000000000000';

/** Connection to an emulator on this port. */
export function connectionTo(port: number): Connection {
  return {
    endpointUrl: `http://127.0.0.1:${port}`,
    region: 'eu-central-1',
    accessKeyId: 'local',
    secretAccessKey: 'local',
  };
}

/** Variables for programs that talk to the emulator; the person's own AWS settings stay out of it. */
export function connectionVariables(connection: Connection): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: connection.endpointUrl,
    AWS_REGION: connection.region,
    AWS_DEFAULT_REGION: connection.region,
    AWS_ACCESS_KEY_ID: connection.accessKeyId,
    AWS_SECRET_ACCESS_KEY: connection.secretAccessKey,
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

/** Clients of the set-up and of every command; the functions have their own factory. */
export function clientsOf({ endpointUrl, region, accessKeyId, secretAccessKey }: Reach) {
  const hasKeys = accessKeyId !== undefined && secretAccessKey !== undefined;
  const settings = {
    region,
    maxAttempts: 5,
    ...(endpointUrl !== undefined && { endpoint: endpointUrl }),
    ...(hasKeys && { credentials: { accessKeyId, secretAccessKey } }),
  };
  return {
    s3: new S3Client({ ...settings, forcePathStyle: endpointUrl !== undefined }),
    cognito: new CognitoIdentityProviderClient(settings),
    dynamoDb: new DynamoDBClient(settings),
    logs: new CloudWatchLogsClient(settings),
    ses: new SESv2Client(settings),
    // an address of a queue names the host by which the stage itself knows it
    sqs: new SQSClient({ ...settings, useQueueUrlAsEndpoint: false }),
  } as const;
}
