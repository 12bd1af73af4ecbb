import {
  CreateQueueCommand,
  ReceiveMessageCommand,
  SQSClient,
  SendMessageCommand,
  type Message,
} from '@aws-sdk/client-sqs';
import { describe, expect, test } from 'vitest';
import { deadLetterQueuesOf } from '../../cli/commands/redrive/queues.ts';
import { SUBJECT } from '../support/facts/given.ts';
import { emulatorForTests, withoutEmulator } from '../support/processes/emulator.ts';

/** Whom the emulator states as the sender of everything. */
const ACCOUNT = '000000000000';

describe.skipIf(withoutEmulator)('the dead letters of a stage', () => {
  const { endpoint } = emulatorForTests();

  /** Queues of their own, and how a letter gets there. */
  async function stage(name: string) {
    const keys = { accessKeyId: 'test', secretAccessKey: 'test' };
    const at = { endpoint: endpoint(), region: 'eu-central-1' };
    const sqs = new SQSClient({ ...at, credentials: keys, useQueueUrlAsEndpoint: false });
    const create = async (door: string) => {
      const command = new CreateQueueCommand({
        QueueName: `${name}-${door}.fifo`,
        Attributes: { FifoQueue: 'true', ContentBasedDeduplication: 'true' },
      });
      return (await sqs.send(command)).QueueUrl ?? '';
    };
    const [ingressQueueUrl, ingressDlqUrl] = [await create('ingress'), await create('ingress-dead')];
    const [internalQueueUrl, internalDlqUrl] = [await create('internal'), await create('internal-dead')];
    const urls = { ingressQueueUrl, ingressDlqUrl, internalQueueUrl, internalDlqUrl };
    const bury = (QueueUrl: string, body: string, originalSenderId?: string) =>
      sqs.send(
        new SendMessageCommand({
          QueueUrl,
          MessageBody: body,
          MessageGroupId: SUBJECT,
          ...(originalSenderId !== undefined && {
            MessageAttributes: {
              originalSenderId: { DataType: 'String', StringValue: originalSenderId },
              other: { DataType: 'String', StringValue: 'of no concern' },
            },
          }),
        }),
      );
    const arrived = async (QueueUrl: string): Promise<readonly Message[]> => {
      const command = new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: 10,
        MessageAttributeNames: ['All'],
        MessageSystemAttributeNames: ['MessageGroupId'],
      });
      return (await sqs.send(command)).Messages ?? [];
    };
    return {
      urls,
      bury,
      arrived,
      queues: deadLetterQueuesOf({ ...urls, ...keys, ...at, endpointUrl: at.endpoint }),
    };
  }

  test('go back unchanged, in their group and with all who sent them, and are gone', async () => {
    const { urls, bury, arrived, queues } = await stage('all');
    await bury(urls.ingressDlqUrl, 'first');
    await bury(urls.ingressDlqUrl, 'redriven', 'AROASENDER:session');
    await bury(urls.internalDlqUrl, 'of a function');
    for (const queue of queues)
      for (const letter of await queue.receive()) {
        await queue.sendBack(letter);
        await queue.remove(letter);
      }
    const found = [...(await arrived(urls.ingressQueueUrl)), ...(await arrived(urls.internalQueueUrl))];
    expect(
      found.map(({ Body, Attributes, MessageAttributes = {} }) => [
        Body,
        Attributes?.MessageGroupId,
        Object.entries(MessageAttributes).map(([name, { StringValue }]) => [name, StringValue]),
      ]),
    ).toEqual([
      ['first', SUBJECT, [['originalSenderId', ACCOUNT]]],
      ['redriven', SUBJECT, [['originalSenderId', `${ACCOUNT} AROASENDER:session`]]],
      ['of a function', SUBJECT, [['originalSenderId', ACCOUNT]]],
    ]);
    const none = { visible: 0, hidden: 0 };
    expect(await Promise.all(queues.map((queue) => queue.size()))).toEqual([none, none]);
  });
});
