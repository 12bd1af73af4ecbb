import { createHash } from 'node:crypto';
import {
  GetObjectCommand,
  type HeadObjectCommandOutput,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';

/** HTTP status of an answer of S3 that is an error; undefined for everything else. */
export function statusOf(error: unknown): number | undefined {
  return error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
}

/** An object, or a version of one. */
export type ObjectPlace = { readonly Bucket: string; readonly Key: string; readonly VersionId?: string };

/** The checksum over all bytes that the store itself keeps, as 64 hex digits; undefined where it keeps none. */
export function storedSha256({
  ChecksumSHA256: base64,
}: Pick<HeadObjectCommandOutput, 'ChecksumSHA256'>): string | undefined {
  // A hash of hashes of parts ends in their number: it says nothing of all bytes (U18).
  if (base64 === undefined || base64.includes('-')) return undefined;
  return Buffer.from(base64, 'base64').toString('hex');
}

/** SHA-256 of the bytes that lie there: by the store's own checksum, else by reading them. Metadata prove nothing. */
export async function sha256At(
  client: S3Client,
  place: ObjectPlace,
  head: Pick<HeadObjectCommandOutput, 'ChecksumSHA256'>,
): Promise<string> {
  const stored = storedSha256(head);
  if (stored !== undefined) return stored;
  const { Body } = await client.send(new GetObjectCommand(place));
  const hash = createHash('sha256');
  // Piece by piece: what somebody else put there may be larger than the memory of a function.
  if (Body !== undefined) for await (const piece of Body.transformToWebStream()) hash.update(piece);
  return hash.digest('hex');
}
