import { DeleteObjectCommand, HeadObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { LyingFile, PortalInventory } from '../application/ports-reconcile.ts';
import { sha256At, statusOf } from './s3-checksum.ts';
import { listObjects } from './s3-listing.ts';
import { putFile } from './s3-portal-site.ts';

type Settings = { readonly client: S3Client; readonly bucket: string };

/** Files looked at side by side: enough to be quick, few enough to disturb nobody. */
const AT_ONCE = 8;

/**
 * The portal bucket as reconciling looks at it: pages of LIST, then one HEAD a file, with the checksum that the
 * bucket keeps; one GET more where it keeps none. Writing and removing hold on to the ETag that was seen.
 */
export function s3PortalInventory(settings: Settings): PortalInventory {
  const { client, bucket } = settings;
  return {
    async list() {
      const keys = (await listObjects(client, { Bucket: bucket })).flatMap(({ Key }) => Key ?? []);
      const files: LyingFile[] = [];
      for (let at = 0; at < keys.length; at += AT_ONCE) {
        const looked = await Promise.all(keys.slice(at, at + AT_ONCE).map((key) => look(settings, key)));
        files.push(...looked.flatMap((file) => file ?? []));
      }
      return files;
    },
    look: (path) => look(settings, path),
    async put(file, over) {
      const condition = over === undefined ? { IfNoneMatch: '*' } : { IfMatch: over };
      return (await putFile(settings, file, condition)) === 'written' ? 'written' : 'moved';
    },
    async remove(path, etag) {
      // Asked once more right before: not every store holds a removal to its condition.
      if ((await look(settings, path))?.etag !== etag) return 'moved';
      try {
        await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: path, IfMatch: etag }));
        return 'removed';
      } catch (error) {
        if ([404, 409, 412].includes(statusOf(error) ?? 0)) return 'moved';
        throw error;
      }
    },
  };
}

async function look({ client, bucket }: Settings, path: string): Promise<LyingFile | undefined> {
  const place = { Bucket: bucket, Key: path };
  try {
    const head = await client.send(new HeadObjectCommand({ ...place, ChecksumMode: 'ENABLED' }));
    const { status, revision } = head.Metadata ?? {};
    return {
      path,
      etag: head.ETag ?? '',
      sha256: await sha256At(client, place, head),
      revision: Number(revision ?? 0),
      contentType: head.ContentType ?? '',
      ...(status !== undefined && { status: Number(status) }),
    };
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}
