import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Environment } from '../../../functions/publish-portal/environment.ts';
import { type RecordingFoundation, retentionVariables } from '../functions/foundation.ts';
import { NodeFunction } from '../functions/node-function.ts';
import { READ_ARCHIVE, READ_LOG, SEND, WRITE_ARCHIVE } from '../functions/permissions.ts';
import { StreamReader } from '../messages/stream-reader.ts';
import { RECORDED_EVENT } from '../messages/stream-filters.ts';

/** The first reader of the stream: what the log says is public becomes pages, seconds later. */
export class PortalPublication extends Construct {
  readonly worker: NodeFunction<Environment>;

  constructor(scope: Construct, id: string, props: RecordingFoundation) {
    super(scope, id);
    const { context, log, archive, portal, internal } = props;
    this.worker = new NodeFunction<Environment>(this, 'PublishPortal', {
      context,
      name: 'publish-portal',
      timeout: Duration.seconds(60),
      memory: 1024,
      environment: {
        TABLE_NAME: log.table.tableName,
        PORTAL_BUCKET: portal.bucket.bucketName,
        ARCHIVE_BUCKET: archive.bucket.bucketName,
        INTERNAL_QUEUE_URL: internal.queue.queueUrl,
        EVENT_PREFIX: context.stage.eventPrefix,
        ...retentionVariables(context),
      },
    });
    this.worker.allow(READ_LOG, [log.table.tableArn]);
    this.worker.allow(['s3:GetObject', 's3:PutObject'], [portal.bucket.arnForObjects('*')]);
    // without it a missing page reads as forbidden, and a forbidden one as missing
    this.worker.allow(['s3:ListBucket'], [portal.bucket.bucketArn]);
    this.worker.allow([...WRITE_ARCHIVE, ...READ_ARCHIVE], [archive.allOf('reading')]);
    // a text that the parties supplied is public as it was signed
    this.worker.allow(READ_ARCHIVE, [archive.allOf('signing')]);
    this.worker.allow(SEND, [internal.queue.queueArn]);
    new StreamReader(this, 'Reader', {
      context,
      worker: this.worker,
      streamArn: log.streamArn,
      filters: [RECORDED_EVENT],
      impact:
        'Concluded Zielvereinbarungen do not become public, or their pages show an older state. ' +
        'A person finds the cause in the log of publish-portal and invokes it again with the items that were given up.',
    });
  }
}
