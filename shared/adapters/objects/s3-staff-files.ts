import { GetObjectCommand, S3ServiceException, type S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { uploadId as uploadIdSchema } from '../../../events/primitives.ts';
import type { Findings } from '../../application/ports/intake.ts';
import type { Upload, UploadForm } from '../../application/ports/uploads.ts';
import { SCAN_LIMITS } from '../../scan-gate/rules/limits.ts';
import { findingsKey, previewKey, uploadKey } from '../../scan-gate/rules/upload-claim.ts';
import { fit } from '../table/key-part.ts';

/** How long a form or a link can be used. Source: d-10. */
const LIFETIME_SECONDS = 300;

/** What staff-api asks of S3: forms to upload with, what the inspection found, links to our own documents. */
export interface StaffFiles {
  form(upload: Upload, now: string): Promise<UploadForm>;
  findings(uploadId: string): Promise<Findings | undefined>;
  link(archived: { key: string; versionId: string }): Promise<string>;
  /** A link, good for five minutes, to the picture of a page (from 1) beside the findings. */
  previewLink(uploadId: string, page: number): Promise<string>;
}

const idOf = (uploadId: string) => fit(uploadId, uploadIdSchema);

type Settings = { readonly client: S3Client; readonly inbox: string; readonly archive: string };

/** The same over inbox and archive. */
export function s3StaffFiles({ client, inbox, archive }: Settings): StaffFiles {
  return {
    async form(upload, now) {
      const post = await createPresignedPost(client, {
        Bucket: inbox,
        Key: uploadKey(idOf(upload.uploadId)),
        Expires: LIFETIME_SECONDS,
        Fields: fieldsOf(upload),
        Conditions: [['content-length-range', 0, SCAN_LIMITS.fileBytes]],
      });
      return { post, expiresAt: new Date(Date.parse(now) + LIFETIME_SECONDS * 1000).toISOString() };
    },
    async findings(uploadId) {
      const Key = findingsKey(idOf(uploadId));
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket: inbox, Key }));
        return Body === undefined ? undefined : (JSON.parse(await Body.transformToString()) as Findings); // oxlint-disable-line typescript/no-unsafe-type-assertion -- only inspect-scan writes there
      } catch (error) {
        // Without the right to list, a missing object answers 403.
        if (error instanceof S3ServiceException && [403, 404].includes(error.$metadata.httpStatusCode ?? 0))
          return undefined;
        throw error;
      }
    },
    link: ({ key, versionId }) =>
      getSignedUrl(client, new GetObjectCommand({ Bucket: archive, Key: key, VersionId: versionId }), {
        expiresIn: LIFETIME_SECONDS,
      }),
    async previewLink(uploadId, page) {
      const picture = new GetObjectCommand({ Bucket: inbox, Key: previewKey(idOf(uploadId), page) });
      return getSignedUrl(client, picture, { expiresIn: LIFETIME_SECONDS });
    },
  };
}

/** Every field is signed: type, checksum, and what the uploader said (d-10). Nothing else can be added. */
function fieldsOf(upload: Upload): Record<string, string> {
  const { zielvereinbarung, fassung, originalLocation } = upload;
  return {
    'Content-Type': 'application/pdf',
    'x-amz-checksum-algorithm': 'SHA256',
    'x-amz-checksum-sha256': Buffer.from(upload.sha256, 'hex').toString('base64'),
    'x-amz-meta-upload-id': upload.uploadId,
    'x-amz-meta-sha256': upload.sha256,
    'x-amz-meta-size': String(upload.size),
    'x-amz-meta-parties': upload.parties.join(','),
    ...(zielvereinbarung === undefined ? {} : { 'x-amz-meta-zielvereinbarung': zielvereinbarung }),
    ...(fassung === undefined ? {} : { 'x-amz-meta-fassung': String(fassung) }),
    ...(originalLocation === undefined
      ? {}
      : { 'x-amz-meta-original-location': encodeURIComponent(originalLocation) }),
  };
}
