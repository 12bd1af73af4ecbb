import { SQSClient, type SendMessageCommandInput } from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { internalQueue } from '../../shared/adapters/messages/sqs-internal-queue.ts';
import { documentArchived, scanSubmitted } from '../support/facts/given-year.ts';
import { asCloudEvent } from '../support/stages/recorder.ts';

const QUEUE = 'https://sqs.eu-central-1.amazonaws.com/123456789012/internal.fifo';

/** A queue that refuses the messages with these numbers, from 0. */
function queueThatRefuses(...numbers: readonly number[]) {
  const asked: SendMessageCommandInput[] = [];
  const client = new SQSClient({ region: 'eu-central-1', endpoint: 'http://127.0.0.1:1' });
  const stack: { add(middleware: object, options: object): void } = client.middlewareStack;
  stack.add(
    () =>
      ({ input }: { input: SendMessageCommandInput }) => {
        const number = asked.push(input) - 1;
        return numbers.includes(number)
          ? Promise.reject(new Error('InternalFailure'))
          : Promise.resolve({ output: {}, response: {} });
      },
    { step: 'initialize' },
  );
  return { asked, queue: internalQueue({ client, queueUrl: QUEUE }) };
}

const FACTS = [scanSubmitted(), documentArchived()].map(asCloudEvent);

test('facts of our own functions are sent one after the other, each in the group of its Zielvereinbarung', async () => {
  const { asked, queue } = queueThatRefuses();
  await queue.send(FACTS);
  expect(asked).toEqual(
    FACTS.map((fact) => ({
      QueueUrl: QUEUE,
      MessageBody: JSON.stringify(fact),
      MessageGroupId: fact.subject,
    })),
  );
});

test('what follows a fact that the queue does not take is not sent before it', async () => {
  const { asked, queue } = queueThatRefuses(0);
  await expect(queue.send(FACTS)).rejects.toThrow('InternalFailure');
  expect(asked).toHaveLength(1);
});
