import { createHash } from 'node:crypto';
import { GetObjectCommand, type ObjectVersion, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Findings, Inbox, KnownFindings, UploadedFile } from '../../application/ports/intake.ts';
import { toSecond } from '../../scan-gate/rules/arrival.ts';
import { findingsKey, previewKey } from '../../scan-gate/rules/upload-claim.ts';
import { statusOf } from './s3-checksum.ts';
import { listVersions } from './s3-listing.ts';

type Settings = { readonly client: S3Client; readonly bucket: string };

/** The inbox bucket: one LIST and two GETs a scan, one or two PUTs for its findings. */
export function s3Inbox(settings: Settings): Inbox {
  return {
    readFirst: (key, limit) => readFirst(settings, key, limit),
    readFindings: (uploadId) => readFindings(settings, uploadId),
    async writeFindings(findings, { previews = [], after } = {}) {
      for (const [index, body] of previews.entries())
        await put(settings, previewKey(findings.uploadId, index + 1), { body, type: 'image/png' });
      const body = Buffer.from(JSON.stringify(findings satisfies Findings));
      const condition = after === undefined ? { IfNoneMatch: '*' } : { IfMatch: after };
      try {
        return await put(settings, findingsKey(findings.uploadId), {
          body,
          type: 'application/json',
          condition,
        });
      } catch (error) {
        // 412: somebody wrote; 409: somebody is writing right now.
        if ([409, 412].includes(statusOf(error) ?? 0)) return undefined;
        throw error;
      }
    },
  };
}

async function readFindings(
  { client, bucket }: Settings,
  uploadId: string,
): Promise<KnownFindings | undefined> {
  const Key = findingsKey(uploadId);
  try {
    const { Body, ETag = '' } = await client.send(new GetObjectCommand({ Bucket: bucket, Key }));
    if (Body === undefined) return undefined;
    return { findings: JSON.parse(await Body.transformToString()) as Findings, mark: ETag }; // oxlint-disable-line typescript/no-unsafe-type-assertion -- only writeFindings writes there
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function readFirst(settings: Settings, key: string, limit: number): Promise<UploadedFile | undefined> {
  const versions = await versionsOf(settings, key);
  const first = versions.at(-1);
  if (first?.VersionId === undefined || first.LastModified === undefined) return undefined;
  const object = await getVersion(settings, key, first.VersionId);
  if (object?.Body === undefined) return undefined;
  return {
    versionId: first.VersionId,
    uploadedAt: toSecond(first.LastModified),
    metadata: object.Metadata ?? {},
    ...(await drain(object.Body.transformToWebStream(), limit)),
    laterVersions: versions
      .slice(0, -1)
      .toReversed()
      .flatMap(({ VersionId }) => VersionId ?? []),
  };
}

async function versionsOf({ client, bucket }: Settings, key: string): Promise<readonly ObjectVersion[]> {
  const versions = await listVersions(client, { Bucket: bucket, Prefix: key });
  return versions.filter(({ Key }) => Key === key).toSorted((one, other) => instant(other) - instant(one));
}

function instant({ LastModified }: ObjectVersion): number {
  return LastModified?.getTime() ?? 0;
}

async function getVersion({ client, bucket }: Settings, key: string, versionId: string) {
  try {
    return await client.send(new GetObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId }));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

const isMissing = (error: unknown) => statusOf(error) === 404;

// All bytes are hashed and counted; they are kept only up to the limit.
async function drain(body: AsyncIterable<Uint8Array>, limit: number) {
  const hash = createHash('sha256');
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    hash.update(chunk);
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
  }
  const kept = size <= limit ? { bytes: new Uint8Array(Buffer.concat(chunks)) } : {};
  return { size, sha256: hash.digest('hex'), ...kept };
}

type Condition = { readonly IfNoneMatch: string } | { readonly IfMatch: string };

type Content = { readonly body: Uint8Array; readonly type: string; readonly condition?: Condition };

async function put({ client, bucket }: Settings, key: string, content: Content): Promise<string> {
  const { body, type, condition } = content;
  const { ETag = '' } = await client.send(
    new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ContentType: type, ...condition }),
  );
  return ETag;
}
