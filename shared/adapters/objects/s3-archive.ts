import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { AGAIN, untilUndisturbed, type Patience } from '../../application/ports/patience.ts';
import type { ArchivalPdf, ArchivedPdf, ArchiveReader, PdfArchive } from '../../application/ports/intake.ts';
import { statusOf } from './s3-checksum.ts';

/** Status of a put if absent where something lies there, and where another put of it is under way. */
const [ALREADY_THERE, BEING_WRITTEN] = [412, 409];

/**
 * The archive bucket. Each PDF is put if absent, with its checksum, retain-until and lock mode; whoever comes
 * second gets the version that lies there, after its checksum was compared, and whoever comes at the same moment
 * waits for the other to end. One PUT, on a repeat one HEAD more.
 * Reading is one GET of the version.
 */
export function s3Archive({
  client,
  bucket,
  patience,
}: {
  client: S3Client;
  bucket: string;
  patience: Patience;
}): PdfArchive & ArchiveReader {
  return {
    archivePdf(pdf) {
      const attempt = async (): Promise<ArchivedPdf | typeof AGAIN> => {
        try {
          return await putIfAbsent(client, bucket, pdf);
        } catch (error) {
          if (statusOf(error) === BEING_WRITTEN) return AGAIN;
          if (statusOf(error) !== ALREADY_THERE) throw error;
          return existing(client, bucket, pdf);
        }
      };
      return untilUndisturbed(patience, attempt, () => new Error(`${pdf.key} kept being archived by others`));
    },
    async readPdf({ key, versionId }) {
      const answer = await client.send(
        new GetObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId }),
      );
      if (answer.Body === undefined) throw new Error(`The archive gives no bytes of ${key}`);
      return answer.Body.transformToByteArray();
    },
  };
}

async function putIfAbsent(client: S3Client, bucket: string, pdf: ArchivalPdf): Promise<ArchivedPdf> {
  const answer = await client.send(
    new PutObjectCommand({
      Bucket: bucket,
      Key: pdf.key,
      Body: pdf.bytes,
      ContentType: 'application/pdf',
      ContentLength: pdf.bytes.length,
      ChecksumSHA256: base64Of(pdf.sha256),
      IfNoneMatch: '*',
      ObjectLockMode: pdf.lockMode,
      ObjectLockRetainUntilDate: new Date(pdf.retainUntil),
    }),
  );
  // S3 repeats the checksum that it verified; a store that does not is asked what lies there.
  return answer.ChecksumSHA256 === undefined ? existing(client, bucket, pdf) : confirmed(pdf, answer);
}

async function existing(client: S3Client, bucket: string, pdf: ArchivalPdf): Promise<ArchivedPdf> {
  const answer = await client.send(
    new HeadObjectCommand({ Bucket: bucket, Key: pdf.key, ChecksumMode: 'ENABLED' }),
  );
  return confirmed(pdf, answer);
}

type Answer = { readonly VersionId?: string | undefined; readonly ChecksumSHA256?: string | undefined };

function confirmed({ key, sha256 }: ArchivalPdf, { VersionId, ChecksumSHA256 }: Answer): ArchivedPdf {
  if (ChecksumSHA256 !== base64Of(sha256))
    throw new Error(`The archive does not confirm the checksum of ${key}`);
  if (VersionId === undefined) throw new Error(`The archive gives no version of ${key}`);
  return { key, versionId: VersionId };
}

function base64Of(hex: string): string {
  return Buffer.from(hex, 'hex').toString('base64');
}
