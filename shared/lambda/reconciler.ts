import type { Clients } from '../adapters/aws-clients.ts';
import { nodeCrypto } from '../adapters/crypto.ts';
import { pdfkitWriter } from '../adapters/pdf-writer/pdfkit-writer.ts';
import { s3ArchiveCustody } from '../adapters/objects/s3-archive-custody.ts';
import { s3Archive } from '../adapters/objects/s3-archive.ts';
import { dynamoDbClearingInventory } from '../adapters/table/clearing-inventory.ts';
import { s3Inbox } from '../adapters/objects/s3-inbox.ts';
import { s3PortalInventory } from '../adapters/objects/s3-portal-inventory.ts';
import { s3PortalSite } from '../adapters/objects/s3-portal-site.ts';
import { internalQueue } from '../adapters/messages/sqs-internal-queue.ts';
import { uploadInventory } from '../adapters/objects/upload-inventory.ts';
import type { Reconciler } from '../application/reconcile/reconciler.ts';
import type { ReconcilerVariables } from './reconciler-variables.ts';
import { recorderOn } from './recorder.ts';

/** One body of code for the function and for the commands: the same looks, the same repairs. */
export function reconcilerOf(variables: ReconcilerVariables, { dynamoDb, s3, sqs }: Clients): Reconciler {
  const { RETENTION_DAYS: retentionDays, LOCK_MODE: lockMode } = variables;
  const recorder = recorderOn(dynamoDb, variables);
  const portal = { client: s3, bucket: variables.PORTAL_BUCKET };
  const archive = { client: s3, bucket: variables.ARCHIVE_BUCKET, patience: recorder.patience };
  return {
    recorder,
    publisher: {
      store: recorder.store,
      site: s3PortalSite(portal),
      archive: s3Archive(archive),
      pdf: pdfkitWriter,
      queue: internalQueue({ client: sqs, queueUrl: variables.INTERNAL_QUEUE_URL }),
      crypto: nodeCrypto,
      keeping: { retentionDays, lockMode },
      wire: recorder.wire,
      patience: recorder.patience,
      portalUrl: variables.PORTAL_URL,
    },
    portal: s3PortalInventory(portal),
    custody: s3ArchiveCustody(archive),
    desk: dynamoDbClearingInventory({ client: dynamoDb, tableName: variables.TABLE_NAME }),
    inbox: s3Inbox({ client: s3, bucket: variables.INBOX_BUCKET }),
    uploads: uploadInventory({
      s3,
      sqs,
      inboxBucket: variables.INBOX_BUCKET,
      inspectionQueueUrl: variables.INSPECTION_QUEUE_URL,
    }),
  };
}
