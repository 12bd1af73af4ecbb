import { Duration } from 'aws-cdk-lib';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { wireType } from '../../../events/wire-type.ts';
import { zielvereinbarungReleasedForSignature } from '../../../events/incoming/zielvereinbarung.ts';
import type { Environment } from '../../../functions/produce-documents/environment.ts';
import { type RecordingFoundation, retentionVariables } from '../functions/foundation.ts';
import { NodeFunction } from '../functions/node-function.ts';
import { READ_ARCHIVE, READ_LOG, SEND, WRITE_ARCHIVE } from '../functions/permissions.ts';
import { QueueConsumer } from '../messages/queue-consumer.ts';

export interface DocumentProductionProps extends RecordingFoundation {
  readonly bus: IEventBus;
}

/** A Fassung that is released gets its PDF for signing, archived before anybody prints it. */
export class DocumentProduction extends Construct {
  readonly worker: NodeFunction<Environment>;

  constructor(scope: Construct, id: string, props: DocumentProductionProps) {
    super(scope, id);
    const { context, log, archive, internal, bus, portalUrl } = props;
    const { eventPrefix } = context.stage;
    this.worker = new NodeFunction<Environment>(this, 'ProduceDocuments', {
      context,
      name: 'produce-documents',
      timeout: Duration.seconds(60),
      memory: 1024,
      environment: {
        TABLE_NAME: log.table.tableName,
        ARCHIVE_BUCKET: archive.bucket.bucketName,
        INTERNAL_QUEUE_URL: internal.queue.queueUrl,
        EVENT_PREFIX: eventPrefix,
        PORTAL_URL: portalUrl,
        ...retentionVariables(context),
      },
    });
    this.worker.allow(READ_LOG, [log.table.tableArn]);
    this.worker.allow([...WRITE_ARCHIVE, ...READ_ARCHIVE], [archive.allOf('signing')]);
    // of a text that the parties supplied they sign the copy; a Fassung released before there were copies keeps the file
    this.worker.allow(READ_ARCHIVE, [archive.allOf('scan'), archive.allOf('text-copy')]);
    this.worker.allow(SEND, [internal.queue.queueArn]);
    new QueueConsumer(this, 'Released', {
      context,
      worker: this.worker,
      ordered: false,
      isDoor: false,
      facts: {
        bus,
        pattern: {
          source: [eventPrefix],
          detailType: [wireType(eventPrefix, zielvereinbarungReleasedForSignature)],
        },
      },
      impact:
        'Released Fassungen get no PDF for signing: the parties have nothing to print. ' +
        'Send the dead letters back to their queue.',
    });
  }
}
