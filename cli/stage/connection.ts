import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { REGION } from '../../infra/stack-names.ts';
import {
  cognitoClient,
  configOf,
  dynamoDbClient,
  s3Client,
  sesClient,
  sqsClient,
  type ClientSettings,
} from '../../shared/adapters/aws-clients.ts';
import type { Limits } from '../../shared/adapters/deadline-handler.ts';

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
    region: REGION,
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

/** A person's line may be slow, and a queue answers after 20 s at the latest when it is listened to. */
const PERSON: Limits = { connectMs: 5000, answerMs: 60_000 };

/** Clients of the set-up and of every command: the functions' own, with the patience of a person. */
export function clientsOf(
  { endpointUrl: endpoint, region, accessKeyId, secretAccessKey }: Reach,
  limits = PERSON,
) {
  const hasKeys = accessKeyId !== undefined && secretAccessKey !== undefined;
  const settings: ClientSettings = {
    region,
    limits,
    maxAttempts: 5,
    endpoint,
    ...(hasKeys && { credentials: { accessKeyId, secretAccessKey } }),
  };
  return {
    s3: s3Client(settings),
    cognito: cognitoClient(settings),
    dynamoDb: dynamoDbClient(settings),
    logs: new CloudWatchLogsClient(configOf(limits, settings)),
    ses: sesClient(settings),
    sqs: sqsClient(settings),
  } as const;
}
