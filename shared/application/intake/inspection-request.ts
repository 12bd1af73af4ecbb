import { z } from 'zod';
import { fassungNumber, PARTIES, party, subject, uploadId } from '../../../events/primitives.ts';
import { parseJson } from '../../../events/reading/parse-json.ts';
import { uploadIdOf } from '../../scan-gate/rules/upload-claim.ts';
import type { UploadAssigned } from '../ports/intake.ts';

/** As staff-api sends it to the inspection queue. */
const uploadAssigned = z.object({
  type: z.literal('upload-assigned'),
  uploadId,
  zielvereinbarung: subject,
  fassung: fassungNumber,
  parties: z.array(party).max(PARTIES.length).exactOptional(),
});

/** S3's notice as EventBridge delivers it; a hint, never a fact: the object itself is looked at. */
const objectCreated = z.object({
  'detail-type': z.literal('Object Created'),
  detail: z.object({ bucket: z.object({ name: z.string() }), object: z.object({ key: z.string() }) }),
});

/** Which upload to look at, and what staff added to what the form said. */
export type InspectionRequest = {
  readonly uploadId: string;
  readonly assigned?: Omit<UploadAssigned, 'type' | 'uploadId'>;
};

/** Reads a message of the inspection queue; nothing for what names no upload of our inbox. */
export function readInspectionRequest(body: string, inboxBucket: string): InspectionRequest | undefined {
  const json = parseJson(body);
  const assignment = uploadAssigned.safeParse(json);
  if (assignment.success) {
    const { type: _, uploadId: id, ...assigned } = assignment.data;
    return { uploadId: id, assigned };
  }
  const notice = objectCreated.safeParse(json);
  if (!notice.success || notice.data.detail.bucket.name !== inboxBucket) return undefined;
  const id = uploadIdOf(notice.data.detail.object.key);
  return id === undefined ? undefined : { uploadId: id };
}
