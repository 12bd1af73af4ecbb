import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Environment } from '../../../functions/inspect-scan/environment.ts';
import { UPLOADS_PREFIX } from '../../../shared/scan-gate/rules/upload-claim.ts';
import { type RecordingFoundation, retentionVariables } from '../functions/foundation.ts';
import { NodeFunction } from '../functions/node-function.ts';
import { READ_ARCHIVE, SEND, WRITE_ARCHIVE } from '../functions/permissions.ts';
import { QueueConsumer } from '../messages/queue-consumer.ts';

/** Every upload is checked by a function that can write findings, the archive and one message, and read heads, nothing else. */
export class ScanInspection extends Construct {
  readonly worker: NodeFunction<Environment>;
  readonly consumer: QueueConsumer<Environment>;

  constructor(scope: Construct, id: string, props: RecordingFoundation) {
    super(scope, id);
    const { context, log, inbox, archive, internal } = props;
    this.worker = new NodeFunction<Environment>(this, 'InspectScan', {
      context,
      name: 'inspect-scan',
      timeout: Duration.seconds(60),
      memory: 1024,
      reservedConcurrency: 5,
      environment: {
        TABLE_NAME: log.table.tableName,
        INBOX_BUCKET: inbox.bucket.bucketName,
        ARCHIVE_BUCKET: archive.bucket.bucketName,
        INTERNAL_QUEUE_URL: internal.queue.queueUrl,
        EVENT_PREFIX: context.stage.eventPrefix,
        ...retentionVariables(context),
      },
    });
    // without ListBucket, findings that are not there yet read as forbidden
    this.worker.allow(['s3:ListBucket', 's3:ListBucketVersions'], [inbox.bucket.bucketArn]);
    this.worker.allow(['s3:GetObject', 's3:GetObjectVersion'], [inbox.uploads]);
    this.worker.allow(['s3:GetObject', 's3:PutObject'], [inbox.findings]);
    this.worker.allow([...WRITE_ARCHIVE, ...READ_ARCHIVE], [archive.allOf('scan')]);
    // a supplied text comes with its copy, which is what is signed
    this.worker.allow([...WRITE_ARCHIVE, ...READ_ARCHIVE], [archive.allOf('text-copy')]);
    // whether a Fassung was drafted stands in the head of its Zielvereinbarung; one item is read, and none listed
    this.worker.allow(['dynamodb:GetItem'], [log.table.tableArn]);
    this.worker.allow(SEND, [internal.queue.queueArn]);
    this.consumer = new QueueConsumer(this, 'Uploads', {
      context,
      worker: this.worker,
      ordered: false,
      isDoor: false,
      facts: {
        pattern: {
          source: ['aws.s3'],
          detailType: ['Object Created'],
          detail: {
            bucket: { name: [inbox.bucket.bucketName] },
            object: { key: [{ prefix: UPLOADS_PREFIX }] },
          },
        },
      },
      impact:
        'Uploaded scans are not checked: staff wait for their preview and signatures do not count. ' +
        'The uploads stay seven days; send the dead letters back to their queue.',
    });
  }
}
