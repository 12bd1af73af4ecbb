import { randomUUID } from 'node:crypto';
import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
  type Message,
} from '@aws-sdk/client-sqs';
import { ORIGINAL_SENDER, sendersOf } from '../../../functions/record-event/original-sender.ts';
import { clientsOf, type Reach } from '../../stage/connection.ts';
import type { StageAddresses } from '../../stage/endpoints.ts';
import type { DeadLetter } from './dead-letter.ts';
import type { DeadLetterQueue } from './dead-letter-queue.ts';

const BATCH = 10;
/** Seconds for which a round has its letters to itself; afterwards they are there again. */
const HELD = 600;

type Doors = Reach &
  Pick<StageAddresses, 'ingressQueueUrl' | 'ingressDlqUrl' | 'internalQueueUrl' | 'internalDlqUrl'>;

/** The dead letters of both doors of the recorder, each with the queue that they failed in. */
export function deadLetterQueuesOf(stage: Doors): readonly DeadLetterQueue[] {
  const { sqs } = clientsOf(stage);
  return [
    queueOf(sqs, { name: 'ingress', queueUrl: stage.ingressQueueUrl, deadUrl: stage.ingressDlqUrl }),
    queueOf(sqs, { name: 'internal', queueUrl: stage.internalQueueUrl, deadUrl: stage.internalDlqUrl }),
  ];
}

type Addresses = { readonly name: string; readonly queueUrl: string; readonly deadUrl: string };

function queueOf(sqs: SQSClient, { name, queueUrl, deadUrl }: Addresses): DeadLetterQueue {
  return {
    name,
    async size() {
      const { Attributes } = await sqs.send(
        new GetQueueAttributesCommand({
          QueueUrl: deadUrl,
          AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
        }),
      );
      return {
        visible: Number(Attributes?.ApproximateNumberOfMessages ?? 0),
        hidden: Number(Attributes?.ApproximateNumberOfMessagesNotVisible ?? 0),
      };
    },
    async receive() {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: deadUrl,
          MaxNumberOfMessages: BATCH,
          VisibilityTimeout: HELD,
          WaitTimeSeconds: 1,
          MessageSystemAttributeNames: ['MessageGroupId', 'SenderId'],
          MessageAttributeNames: [ORIGINAL_SENDER],
        }),
      );
      return Messages.map(letterOf);
    },
    async sendBack({ group, body, senders }) {
      await sqs.send(
        new SendMessageCommand({
          QueueUrl: queueUrl,
          MessageBody: body,
          MessageGroupId: group,
          // The queue may have seen this body minutes ago, and its repeat must reach the recorder.
          MessageDeduplicationId: randomUUID(),
          ...(senders !== undefined && {
            MessageAttributes: { [ORIGINAL_SENDER]: { DataType: 'String', StringValue: senders } },
          }),
        }),
      );
    },
    async remove({ receipt }) {
      await sqs.send(new DeleteMessageCommand({ QueueUrl: deadUrl, ReceiptHandle: receipt }));
    },
    async giveBack(letters) {
      for (let at = 0; at < letters.length; at += BATCH)
        await sqs.send(
          new ChangeMessageVisibilityBatchCommand({
            QueueUrl: deadUrl,
            Entries: letters.slice(at, at + BATCH).map(({ receipt }, index) => ({
              Id: String(index),
              ReceiptHandle: receipt,
              VisibilityTimeout: 0,
            })),
          }),
        );
    },
  };
}

function letterOf({ ReceiptHandle, MessageId, Attributes, MessageAttributes, Body }: Message): DeadLetter {
  const senderId = Attributes?.SenderId;
  const originalSenderId = MessageAttributes?.[ORIGINAL_SENDER]?.StringValue;
  return {
    receipt: ReceiptHandle ?? '',
    messageId: MessageId ?? '',
    group: Attributes?.MessageGroupId ?? '',
    body: Body ?? '',
    ...(senderId !== undefined && { senders: sendersOf({ senderId, originalSenderId }) }),
  };
}
