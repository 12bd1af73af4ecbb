import type { S3Client } from '@aws-sdk/client-s3';
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { UploadInventory } from '../../application/ports/inventories.ts';
import { toSecond } from '../../scan-gate/rules/arrival.ts';
import { UPLOADS_PREFIX, uploadIdOf, uploadKey } from '../../scan-gate/rules/upload-claim.ts';
import { listObjects } from './s3-listing.ts';

/** Where uploads lie, and where their inspection is asked for. */
export type UploadSettings = {
  readonly s3: S3Client;
  readonly sqs: SQSClient;
  readonly inboxBucket: string;
  readonly inspectionQueueUrl: string;
};

/** The uploads of the inbox bucket: pages of LIST; the notice to the inspection is the one that S3 itself sends. */
export function uploadInventory(settings: UploadSettings): UploadInventory {
  const { s3, sqs, inboxBucket, inspectionQueueUrl } = settings;
  return {
    async list() {
      const objects = await listObjects(s3, { Bucket: inboxBucket, Prefix: UPLOADS_PREFIX });
      return objects.flatMap(({ Key = '', LastModified }) => {
        const uploadId = uploadIdOf(Key);
        return uploadId === undefined || LastModified === undefined
          ? []
          : [{ uploadId, uploadedAt: toSecond(LastModified) }];
      });
    },
    async notify(uploadId) {
      const notice = objectCreated(inboxBucket, uploadKey(uploadId));
      await sqs.send(
        new SendMessageCommand({ QueueUrl: inspectionQueueUrl, MessageBody: JSON.stringify(notice) }),
      );
    },
  };
}

/** S3's notice as EventBridge delivers it, for an upload of which S3's own was lost. */
function objectCreated(bucket: string, key: string) {
  return {
    source: 'aws.s3',
    'detail-type': 'Object Created',
    detail: { bucket: { name: bucket }, object: { key } },
  };
}
