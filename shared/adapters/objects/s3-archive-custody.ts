import {
  HeadObjectCommand,
  PutObjectLegalHoldCommand,
  PutObjectRetentionCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { ArchivedObject, ArchiveCustody } from '../../application/ports/inventories.ts';
import type { ArchivedPdf } from '../../application/ports/intake.ts';
import { sha256At, statusOf } from './s3-checksum.ts';
import { listVersions } from './s3-listing.ts';

type Settings = { readonly client: S3Client; readonly bucket: string };

/**
 * The archive bucket as reconciling looks after it: one HEAD a version with checksum and lock, one PUT where a
 * lock has to be longer or a hold changes. It removes nothing and bypasses nothing.
 */
export function s3ArchiveCustody(settings: Settings): ArchiveCustody {
  const { client, bucket } = settings;
  const placeOf = ({ key, versionId }: ArchivedPdf) => ({ Bucket: bucket, Key: key, VersionId: versionId });
  return {
    async list() {
      const versions = await listVersions(client, { Bucket: bucket });
      return versions.map(({ Key = '', VersionId = '', LastModified }) => ({
        key: Key,
        versionId: VersionId,
        storedAt: (LastModified ?? new Date(0)).toISOString(),
      }));
    },
    async look(at) {
      try {
        return await look(client, placeOf(at));
      } catch (error) {
        if (statusOf(error) === 404) return undefined;
        throw error;
      }
    },
    async extend(at, { until, lockMode }) {
      const Retention = { Mode: lockMode, RetainUntilDate: new Date(until) };
      await client.send(new PutObjectRetentionCommand({ ...placeOf(at), Retention }));
    },
    async hold(at, isHeld) {
      const LegalHold = { Status: isHeld ? 'ON' : 'OFF' } as const;
      await client.send(new PutObjectLegalHoldCommand({ ...placeOf(at), LegalHold }));
    },
  };
}

async function look(
  client: S3Client,
  place: { readonly Bucket: string; readonly Key: string; readonly VersionId: string },
): Promise<ArchivedObject> {
  const head = await client.send(new HeadObjectCommand({ ...place, ChecksumMode: 'ENABLED' }));
  const { ObjectLockRetainUntilDate: until, ObjectLockMode: lockMode, ObjectLockLegalHoldStatus } = head;
  return {
    sha256: await sha256At(client, place, head),
    size: head.ContentLength ?? 0,
    ...(until !== undefined && { retainUntil: until.toISOString() }),
    ...(lockMode !== undefined && { lockMode }),
    isHeld: ObjectLockLegalHoldStatus === 'ON',
  };
}
