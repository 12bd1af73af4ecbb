import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { InternalQueue } from '../../application/ports/internal-queue.ts';

/**
 * Sends facts of our own functions, group = subject, one after the other: of a batch the queue may refuse one entry
 * and take its followers, which would then be recorded before it. Deduplication is by content: the same fact sent
 * twice within minutes arrives once; the marker does the rest.
 * @throws Error of the first fact that the queue did not take; everything is sent again on retry.
 */
export function internalQueue({ client, queueUrl }: { client: SQSClient; queueUrl: string }): InternalQueue {
  return {
    async send(events) {
      for (const event of events)
        await client.send(
          new SendMessageCommand({
            QueueUrl: queueUrl,
            MessageBody: JSON.stringify(event),
            MessageGroupId: event.subject,
          }),
        );
    },
  };
}
