import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { UploadAssigned } from '../../application/ports/intake.ts';

/** Hands an upload to the inspection again, with what staff said about it. */
export function inspectionQueue({ client, queueUrl }: { client: SQSClient; queueUrl: string }) {
  return async (assignment: Omit<UploadAssigned, 'type'>): Promise<void> => {
    const message: UploadAssigned = { type: 'upload-assigned', ...assignment };
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(message) }));
  };
}
