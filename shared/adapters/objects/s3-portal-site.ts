import { HeadObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { PortalFile, PortalSite, Written } from '../../application/ports/portal.ts';
import { sha256Hex } from '../crypto.ts';
import { statusOf, storedSha256 } from './s3-checksum.ts';

type Settings = { readonly client: S3Client; readonly bucket: string };

/**
 * The portal bucket. A file is put if absent: one PUT on first publication, no GET. Where one lies there, its
 * revision decides: an older one is replaced on the ETag just read, a newer one stays (d-7). Whether the bytes are
 * the same, the bucket's own checksum says: everything of ours is put with one, and metadata can be copied.
 */
export function s3PortalSite(settings: Settings): PortalSite {
  return {
    async write(file) {
      const first = file.onlyIfThere === true ? 'taken' : await putFile(settings, file, { IfNoneMatch: '*' });
      return first === 'written' ? 'written' : replace(settings, file);
    },
    async replaceShared(path, file) {
      const existing = await head(settings, path);
      if (existing?.sha256 === sha256Hex(file.body)) return 'unchanged';
      const condition = existing === undefined ? { IfNoneMatch: '*' } : { IfMatch: existing.etag };
      return (await putFile(settings, { ...file, path, revision: 0 }, condition)) === 'written'
        ? 'written'
        : 'moved';
    },
  };
}

async function replace(settings: Settings, file: PortalFile): Promise<Written> {
  const existing = await head(settings, file.path);
  if (existing === undefined) return file.onlyIfThere === true ? 'unchanged' : 'moved';
  if (existing.revision > file.revision) return 'superseded';
  if (existing.revision === file.revision && existing.sha256 === sha256Hex(file.body)) return 'unchanged';
  const answer = await putFile(settings, file, { IfMatch: existing.etag });
  return answer === 'written' ? 'written' : 'moved';
}

type Existing = { readonly etag: string; readonly revision: number; readonly sha256: string | undefined };

async function head({ client, bucket }: Settings, path: string): Promise<Existing | undefined> {
  try {
    const answer = await client.send(
      new HeadObjectCommand({ Bucket: bucket, Key: path, ChecksumMode: 'ENABLED' }),
    );
    return {
      etag: answer.ETag ?? '',
      revision: Number(answer.Metadata?.['revision'] ?? 0),
      sha256: storedSha256(answer),
    };
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}

type Condition = { readonly IfNoneMatch: string } | { readonly IfMatch: string };

/** Puts a file with its checksum and metadata on a condition; `taken` where that does not hold. */
export async function putFile(
  { client, bucket }: Settings,
  file: PortalFile,
  condition: Condition,
): Promise<'written' | 'taken'> {
  const { path, body, contentType, revision, status } = file;
  const sha256 = sha256Hex(body);
  try {
    await client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: path,
        Body: body,
        ContentType: contentType,
        // Links stay, contents change: everybody asks again after a minute at the latest (P11).
        CacheControl: 'public, max-age=60',
        ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64'),
        Metadata: {
          revision: String(revision),
          sha256,
          ...(status === undefined ? {} : { status: String(status) }),
        },
        ...condition,
      }),
    );
    return 'written';
  } catch (error) {
    if ([409, 412].includes(statusOf(error) ?? 0)) return 'taken';
    throw error;
  }
}
