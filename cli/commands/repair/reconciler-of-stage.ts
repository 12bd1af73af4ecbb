import { reconcile } from '../../../shared/application/reconcile/run.ts';
import { readEnvironment } from '../../../shared/lambda/environment.ts';
import { reconcilerVariables } from '../../../shared/lambda/reconciler-variables.ts';
import { reconcilerOf } from '../../../shared/lambda/reconciler.ts';
import { clientsOf } from '../../stage/connection.ts';
import type { StageAddresses } from '../../stage/endpoints.ts';

export { reconcile };

/** The reconciler of a stage, as its own function runs it, in this process. */
export function reconcilerOfStage(stage: StageAddresses) {
  const variables = readEnvironment(reconcilerVariables, {
    ...stage.settings,
    TABLE_NAME: stage.tableName,
    PORTAL_BUCKET: stage.portalBucket,
    ARCHIVE_BUCKET: stage.archiveBucket,
    INBOX_BUCKET: stage.inboxBucket,
    INTERNAL_QUEUE_URL: stage.internalQueueUrl,
    INSPECTION_QUEUE_URL: stage.inspectionQueueUrl,
    PORTAL_URL: stage.portalUrl,
  });
  return reconcilerOf(variables, clientsOf(stage));
}
