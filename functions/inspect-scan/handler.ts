import { inspectUpload } from '../../shared/application/intake/inspect-upload.ts';
import type { Intake } from '../../shared/application/intake/intake.ts';
import { readInspectionRequest } from '../../shared/application/intake/inspection-request.ts';
import { queueHandler } from '../../shared/lambda/queue-handler.ts';
import type { Telemetry } from '../../shared/lambda/telemetry.ts';

/** What the handler works with. */
export type Deps = {
  readonly intake: Intake;
  readonly telemetry: Telemetry;
  /** Notices about other buckets are ignored. */
  readonly inboxBucket: string;
};

/** Inspects what was uploaded; a message that names no upload of our inbox is noted and done. */
export function createHandler({ intake, telemetry, inboxBucket }: Deps) {
  return queueHandler(telemetry, async ({ body, messageId }) => {
    const request = readInspectionRequest(body, inboxBucket);
    if (request === undefined) {
      telemetry.note('names no upload', { outcome: 'ignored', eventId: messageId });
      return;
    }
    telemetry.note('inspected', await inspectUpload(intake, request));
  });
}
