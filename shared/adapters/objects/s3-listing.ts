import {
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  type ListObjectsV2CommandOutput,
  type ListObjectVersionsCommandOutput,
  type ObjectVersion,
  type S3Client,
  type _Object as S3Object,
} from '@aws-sdk/client-s3';

type Range = { readonly Bucket: string; readonly Prefix?: string };

/** Every object, however many pages it takes. */
export async function listObjects(client: S3Client, range: Range): Promise<readonly S3Object[]> {
  const objects: S3Object[] = [];
  let next: string | undefined;
  do {
    const page: ListObjectsV2CommandOutput = await client.send(
      new ListObjectsV2Command({ ...range, ...(next !== undefined && { ContinuationToken: next }) }),
    );
    objects.push(...(page.Contents ?? []));
    next = page.IsTruncated === true ? page.NextContinuationToken : undefined;
  } while (next !== undefined);
  return objects;
}

/** Every version of every object; S3 lists those of a key from the newest to the oldest. */
export async function listVersions(client: S3Client, range: Range): Promise<readonly ObjectVersion[]> {
  const versions: ObjectVersion[] = [];
  let next: { KeyMarker?: string; VersionIdMarker?: string } | undefined = {};
  while (next !== undefined) {
    const page: ListObjectVersionsCommandOutput = await client.send(
      new ListObjectVersionsCommand({ ...range, ...next }),
    );
    versions.push(...(page.Versions ?? []));
    next = page.IsTruncated === true ? markers(page) : undefined;
  }
  return versions;
}

function markers({ NextKeyMarker, NextVersionIdMarker }: ListObjectVersionsCommandOutput) {
  return {
    ...(NextKeyMarker !== undefined && { KeyMarker: NextKeyMarker }),
    ...(NextVersionIdMarker !== undefined && { VersionIdMarker: NextVersionIdMarker }),
  };
}
