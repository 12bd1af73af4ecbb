import { dirname, join } from 'node:path';
import { ScanCommand, type AttributeValue, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  CreateQueueCommand,
  ReceiveMessageCommand,
  SQSClient,
  SendMessageBatchCommand,
  type Message,
  type QueueAttributeName,
} from '@aws-sdk/client-sqs';
import type { Evidence } from '../auditor/audit.ts';
import { createTable, localDynamoDb } from '../support/processes/emulator.ts';
import { countIn, drain, type Run } from '../support/processes/event-source.ts';
import {
  faultyWay,
  type ForcedFault,
  type PassedCall,
  type PassingCall,
} from '../support/processes/faulty-way.ts';
import { LocalFunction } from '../support/processes/local-function.ts';
import { SENDERS } from '../support/stages/recorder.ts';
import type { Letter } from '../support/histories/recording-story.ts';

const PREFIX = 'de.hessen.aqb';
const REGION = 'eu-central-1';

/** How a recording is played: from which bundle, in which batches, under which faults. */
export type Play = {
  readonly endpoint: string;
  readonly bundle: string;
  readonly batch: 1 | 3 | 10;
  readonly faultOf?: (call: PassingCall) => ForcedFault | undefined;
  /** `at once`, where absent: nobody waits for a visibility to end. */
  readonly comesBack?: 'at once' | 'in time';
};

/** Everything that a recording left behind. */
export type Recording = {
  readonly runs: readonly Run[];
  readonly calls: readonly PassedCall[];
  readonly evidence: Evidence;
};

let stages = 0;

/**
 * Sends letters to a FIFO queue of the emulator and has the bundle of record-event, a process of its own, work them
 * off into a table of the emulator, until the queue is empty.
 */
export async function record(letters: readonly Letter[], play: Play): Promise<Recording> {
  const { endpoint, bundle, batch, faultOf = () => undefined, comesBack = 'at once' } = play;
  stages += 1;
  const name = `recording-${stages}`;
  const dynamoDb = localDynamoDb(endpoint);
  const sqs = new SQSClient({ endpoint, region: REGION, credentials: KEYS, useQueueUrlAsEndpoint: false });
  const queues = await createQueues(sqs, name, play);
  await createTable(dynamoDb, name);
  const way = await faultyWay({ endpoint, faultOf, kill: () => fn.kill() });
  const variables = { ...variablesOf(bundle), TABLE_NAME: name, AWS_ENDPOINT_URL: way.endpoint };
  const fn = new LocalFunction({ bundle, variables });
  try {
    await send(sqs, queues.ingress, letters);
    const runs = await drain({ sqs, queueUrl: queues.ingress, queueArn: INGRESS, batch, fn, comesBack });
    return { runs, calls: way.calls, evidence: await evidenceOf({ dynamoDb, sqs, name, queues, letters }) };
  } finally {
    await fn.stop();
    way.close();
    dynamoDb.destroy();
    sqs.destroy();
  }
}

const KEYS = { accessKeyId: 'test', secretAccessKey: 'test' };
const INGRESS = `arn:aws:sqs:${REGION}:000000000000:ingress.fifo`;

/** As the stack gives them; keys and region are Lambda's own, and what was compiled once makes a start cheap. */
const variablesOf = (bundle: string) => ({
  NODE_COMPILE_CACHE: join(dirname(bundle), 'compiled'),
  INTERNAL_QUEUE_ARN: `arn:aws:sqs:${REGION}:000000000000:internal.fifo`,
  EVENT_PREFIX: PREFIX,
  SENDERS: JSON.stringify(SENDERS),
  UNDO_WINDOW_MINUTES: '0',
  RETENTION_DAYS: '30',
  POWERTOOLS_LOG_LEVEL: 'SILENT',
  POWERTOOLS_METRICS_DISABLED: 'true',
  AWS_REGION: REGION,
  AWS_ACCESS_KEY_ID: KEYS.accessKeyId,
  AWS_SECRET_ACCESS_KEY: KEYS.secretAccessKey,
});

/** As many at once as SQS takes; the order within a batch is kept. */
async function send(sqs: SQSClient, queueUrl: string, letters: readonly Letter[]): Promise<void> {
  for (let from = 0; from < letters.length; from += 10) {
    const Entries = letters
      .slice(from, from + 10)
      .map(({ body, group }, index) => ({ Id: String(index), MessageBody: body, MessageGroupId: group }));
    const { Failed = [] } = await sqs.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
    if (Failed.length > 0) throw new Error(`${Failed.length} messages were not taken`);
  }
}

type Queues = { readonly ingress: string; readonly dead: string };

/** As the stack makes them, with a short visibility where it is waited for. */
async function createQueues(sqs: SQSClient, name: string, { comesBack }: Play): Promise<Queues> {
  const create = async (suffix: string, attributes: Partial<Record<QueueAttributeName, string>>) => {
    const Attributes = { ...ORDERED, ...attributes };
    const { QueueUrl = '' } = await sqs.send(
      new CreateQueueCommand({ QueueName: `${name}-${suffix}.fifo`, Attributes }),
    );
    return QueueUrl;
  };
  const dead = await create('dead', {});
  const deadLetterTargetArn = `arn:aws:sqs:${REGION}:000000000000:${name}-dead.fifo`;
  const ingress = await create('ingress', {
    VisibilityTimeout: comesBack === 'in time' ? '2' : '180',
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 10 }),
  });
  return { dead, ingress };
}

const ORDERED = {
  FifoQueue: 'true',
  ContentBasedDeduplication: 'true',
  DeduplicationScope: 'messageGroup',
  FifoThroughputLimit: 'perMessageGroupId',
};

type Left = {
  readonly dynamoDb: DynamoDBClient;
  readonly sqs: SQSClient;
  readonly name: string;
  readonly queues: Queues;
  readonly letters: readonly Letter[];
};

/** Nothing is concluded in these stories: archive, portal and bus have no part in them. */
async function evidenceOf({ dynamoDb, sqs, name, queues, letters }: Left): Promise<Evidence> {
  return {
    items: await itemsOf(dynamoDb, name),
    messages: letters.map(({ body }) => ({ queue: 'ingress', body, senderId: '000000000000' })),
    dead: await bodiesIn(sqs, queues.dead),
    unhandled: await bodiesIn(sqs, queues.ingress),
    archive: [],
    portal: [],
    portalWrites: [],
    commands: [],
    bus: [],
    busComplete: false,
    prefix: PREFIX,
    settled: true,
  };
}

async function itemsOf(client: DynamoDBClient, TableName: string) {
  const items: Record<string, AttributeValue>[] = [];
  let start: Record<string, AttributeValue> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({ TableName, ConsistentRead: true, ...(start && { ExclusiveStartKey: start }) }),
    );
    items.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return items;
}

/** The bodies of everything that lies in a queue. */
async function bodiesIn(sqs: SQSClient, queueUrl: string): Promise<readonly string[]> {
  const found: Message[] = [];
  const count = await countIn(sqs, queueUrl);
  while (found.length < count) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 60 }),
    );
    if (Messages.length === 0) throw new Error(`${count - found.length} messages cannot be received`);
    found.push(...Messages);
  }
  return found.map(({ Body = '' }) => Body);
}
