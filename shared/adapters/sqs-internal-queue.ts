import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { InternalQueue } from '../application/ports.ts';

/**
 * Sends facts of our own functions, group = subject, in order. Deduplication is by content: the same fact
 * sent twice within minutes arrives once; the marker does the rest.
 * @throws Error naming the first entry that the queue did not take; everything is sent again on retry.
 */
export function internalQueue({ client, queueUrl }: { client: SQSClient; queueUrl: string }): InternalQueue {
  return {
    async send(events) {
      if (events.length === 0) return;
      const answer = await client.send(
        new SendMessageBatchCommand({
          QueueUrl: queueUrl,
          Entries: events.map((event, index) => ({
            Id: String(index),
            MessageBody: JSON.stringify(event),
            MessageGroupId: event.subject,
          })),
        }),
      );
      const [failed] = answer.Failed ?? [];
      if (failed !== undefined)
        throw new Error(`The internal queue did not take entry ${failed.Id}: ${failed.Code}`);
    },
  };
}
