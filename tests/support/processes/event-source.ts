import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  type Message,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { LocalFunction } from './local-function.ts';

/** A run of the function: by which process, over which messages, and which of them come back. */
export type Run = {
  readonly pid: number;
  readonly end: 'answered' | 'failed' | 'killed';
  readonly received: readonly Message[];
  readonly failed: readonly string[];
};

/** A queue, the function behind it, and how many messages it gets at once. */
type Mapping = {
  readonly sqs: SQSClient;
  readonly queueUrl: string;
  readonly queueArn: string;
  readonly batch: number;
  readonly fn: LocalFunction;
  /** Whether what failed comes back at once, as if its visibility had ended, or when it really ends. */
  readonly comesBack: 'at once' | 'in time';
};

/**
 * Plays Lambda's event source mapping on a queue until it is empty, as AWS does it and the emulator's own does not:
 * a process that is gone or an answer with an unknown identifier means that the whole batch failed; what failed
 * stays in the queue until its visibility ends, and its group behind it. One batch at a time.
 */
export async function drain(mapping: Mapping): Promise<readonly Run[]> {
  const runs: Run[] = [];
  for (;;) {
    const received = await receive(mapping);
    if (received.length > 0) runs.push(await deliver(mapping, received));
    else if ((await countIn(mapping.sqs, mapping.queueUrl)) === 0) return runs;
  }
}

/** How many messages lie in a queue, those under way included. */
export async function countIn(sqs: SQSClient, queueUrl: string): Promise<number> {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['All'] }),
  );
  return (
    Number(Attributes['ApproximateNumberOfMessages']) +
    Number(Attributes['ApproximateNumberOfMessagesNotVisible'])
  );
}

async function receive({ sqs, queueUrl, batch, comesBack }: Mapping): Promise<readonly Message[]> {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: batch,
      MessageSystemAttributeNames: ['All'],
      WaitTimeSeconds: comesBack === 'in time' ? 1 : 0,
    }),
  );
  return Messages;
}

async function deliver(mapping: Mapping, received: readonly Message[]): Promise<Run> {
  const { fn, queueArn } = mapping;
  const end = await fn.invoke({ Records: received.map((message) => recordOf(message, queueArn)) });
  const failed = 'answer' in end ? failedIn(end.answer, received) : received.map(idOf);
  const entries = (isFailed: boolean) =>
    received
      .filter((message) => failed.includes(idOf(message)) === isFailed)
      .map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
  await take(mapping, entries(false));
  if (mapping.comesBack === 'at once') await giveBack(mapping, entries(true));
  const kind = 'answer' in end ? 'answered' : 'error' in end ? 'failed' : 'killed';
  return { pid: end.pid, end: kind, received, failed };
}

const idOf = ({ MessageId = '' }: Message) => MessageId;

function recordOf(message: Message, queueArn: string): object {
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: message.Attributes,
    messageAttributes: {},
    md5OfBody: message.MD5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: 'eu-central-1',
  };
}

/** The emulator's mapping deletes everything after an answer that it cannot read; AWS retries the whole batch. */
function failedIn(answer: unknown, received: readonly Message[]): readonly string[] {
  const ids = received.map(idOf);
  const { batchItemFailures = [] } = answer as { batchItemFailures?: { itemIdentifier: string }[] };
  const named = batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  return named.every((id) => ids.includes(id)) ? named : ids;
}

type Entry = { readonly Id: string; readonly ReceiptHandle: string | undefined };

async function take({ sqs, queueUrl }: Mapping, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return;
  await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries: [...entries] }));
}

async function giveBack({ sqs, queueUrl }: Mapping, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return;
  await sqs.send(
    new ChangeMessageVisibilityBatchCommand({
      QueueUrl: queueUrl,
      Entries: entries.map((entry) => ({ ...entry, VisibilityTimeout: 0 })),
    }),
  );
}
