import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { writeEndpoints, type LocalStage } from '../../../cli/stage/endpoints.ts';
import type { Wire } from '../../../events/wire.ts';
import { dynamoDbEventStore } from '../../../shared/adapters/table/dynamodb-event-store.ts';
import { SUBJECT } from '../facts/given.ts';
import { createTable, localDynamoDb } from '../processes/emulator.ts';
import { recorderOn } from './recorder.ts';

/** What the functions of this stage judge and keep by, save the prefix of its event types. */
const KEEPING = {
  UNDO_WINDOW_MINUTES: '0',
  RETENTION_DAYS: '1',
  LOCK_MODE: 'GOVERNANCE',
} as const;

/**
 * A stage on an emulator as commands meet it: a table, queues and buckets, a recorder on this table, and the files that
 * tell where everything is.
 */
export async function stageOfCommands(
  { endpoint, folder, name }: { readonly endpoint: string; readonly folder: string; readonly name: string },
  { wire }: { readonly wire: Wire },
) {
  const keys = { accessKeyId: 'test', secretAccessKey: 'test' };
  const at = { endpoint, region: 'eu-central-1' };
  const sqs = new SQSClient({ ...at, credentials: keys, useQueueUrlAsEndpoint: false });
  const s3 = new S3Client({ ...at, credentials: keys, forcePathStyle: true });
  const client = localDynamoDb(endpoint);
  const queue = async (kind: string, isFifo = true) => {
    const command = new CreateQueueCommand({
      QueueName: `${name}-${kind}${isFifo ? '.fifo' : ''}`,
      ...(isFifo && { Attributes: { FifoQueue: 'true', ContentBasedDeduplication: 'true' } }),
    });
    return (await sqs.send(command)).QueueUrl ?? '';
  };
  const bucket = async (kind: string) => {
    await s3.send(
      new CreateBucketCommand({
        Bucket: `${name}-${kind}`,
        ...(kind === 'archive' && { ObjectLockEnabledForBucket: true }),
      }),
    );
    return `${name}-${kind}`;
  };
  await createTable(client, name);
  const addresses: LocalStage = {
    ...at,
    ...keys,
    endpointUrl: endpoint,
    ingressQueueUrl: await queue('ingress'),
    ingressDlqUrl: await queue('ingress-dead'),
    internalQueueUrl: await queue('internal'),
    internalDlqUrl: await queue('internal-dead'),
    inspectionQueueUrl: await queue('inspection', false),
    subscriberQueueUrl: await queue('subscriber', false),
    tableName: name,
    inboxBucket: await bucket('inbox'),
    archiveBucket: await bucket('archive'),
    portalBucket: await bucket('portal'),
    eventBusName: 'bus',
    apiUrl: `${endpoint}/api`,
    portalUrl: 'https://portal.example/',
    staffUrl: 'https://staff.example/',
    issuer: 'https://issuer.example',
    userPoolId: 'pool',
    userPoolClientId: 'client',
    users: [],
    tokenUrl: 'https://issuer.example/token',
    clients: [],
    settings: { ...KEEPING, EVENT_PREFIX: wire.prefix },
  };
  const stateFolder = join(folder, name);
  mkdirSync(stateFolder, { recursive: true });
  writeEndpoints(stateFolder, addresses);
  const file = join(folder, `${name}.json`);
  writeFileSync(file, JSON.stringify(addresses));
  const recording = recorderOn(dynamoDbEventStore({ client, tableName: name, wire }), { wire });
  return {
    recording,
    /** Folder of this stage, for `--folder`. */
    stateFolder,
    /** Its addresses, for `--endpoints`. */
    file,
    /** Puts a message among the dead letters of other systems. */
    bury: (body: object) =>
      sqs.send(
        new SendMessageCommand({
          QueueUrl: addresses.ingressDlqUrl,
          MessageBody: JSON.stringify(body),
          MessageGroupId: SUBJECT,
        }),
      ),
    /** Judges what lies in the queue of other systems, as record-event does; how many messages that were. */
    async judge(): Promise<number> {
      const command = new ReceiveMessageCommand({
        QueueUrl: addresses.ingressQueueUrl,
        MaxNumberOfMessages: 10,
      });
      const { Messages = [] } = await sqs.send(command);
      for (const { Body = '', ReceiptHandle } of Messages) {
        await recording.receive(Body);
        await sqs.send(new DeleteMessageCommand({ QueueUrl: addresses.ingressQueueUrl, ReceiptHandle }));
      }
      return Messages.length;
    },
  };
}
