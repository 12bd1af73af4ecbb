import {
  DeleteObjectCommand,
  HeadObjectCommand,
  type S3Client,
  type _Object as S3Object,
} from '@aws-sdk/client-s3';
import type { LyingFile, PortalInventory } from '../../application/ports/inventories.ts';
import { sha256At, statusOf } from './s3-checksum.ts';
import { listObjects } from './s3-listing.ts';
import { putFile } from './s3-portal-site.ts';

type Settings = { readonly client: S3Client; readonly bucket: string };

/** Files looked at side by side: enough to be quick, few enough to disturb nobody. */
const AT_ONCE = 8;

/**
 * The portal bucket as reconciling looks at it: pages of LIST, then one HEAD a file, with the checksum that the
 * bucket keeps; one GET more where it keeps none. A file that S3 refuses to show, such as one that somebody put
 * there under a key of their own, is listed by its ETag and stops no other. Writing and removing hold on to the ETag that was seen.
 */
export function s3PortalInventory(settings: Settings): PortalInventory {
  const { client, bucket } = settings;
  return {
    async list() {
      const objects = await listObjects(client, { Bucket: bucket });
      const files: LyingFile[] = [];
      for (let at = 0; at < objects.length; at += AT_ONCE) {
        const some = objects.slice(at, at + AT_ONCE);
        const looked = await Promise.all(some.map((object) => lookListed(settings, object)));
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
      if ((await etagOf(settings, path)) !== etag) return 'moved';
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

/** A refusal is about this file; whatever else goes wrong is about the store, and ends the list. */
async function lookListed(
  settings: Settings,
  { Key: path = '', ETag: etag = '' }: S3Object,
): Promise<LyingFile | undefined> {
  try {
    return await look(settings, path);
  } catch (error) {
    if (!isRefused(error)) throw error;
    return { path, etag, revision: 0, contentType: '' };
  }
}

function isRefused(error: unknown): boolean {
  const status = statusOf(error) ?? 0;
  return status >= 400 && status < 500 && status !== 429;
}

/** The ETag that stands there now, by HEAD, or by the list where HEAD is refused. */
async function etagOf(settings: Settings, path: string): Promise<string | undefined> {
  const { client, bucket } = settings;
  try {
    return (await look(settings, path))?.etag;
  } catch (error) {
    if (!isRefused(error)) throw error;
    const listed = await listObjects(client, { Bucket: bucket, Prefix: path });
    return listed.find(({ Key }) => Key === path)?.ETag;
  }
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
