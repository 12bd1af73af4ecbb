import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** Sends an event that came over HTTP the way that every event from outside takes; group = subject. */
export function ingressQueue({ client, queueUrl }: { client: SQSClient; queueUrl: string }) {
  return async (body: string, subject: string): Promise<void> => {
    await client.send(
      new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: body, MessageGroupId: subject }),
    );
  };
}
