import { hash } from 'node:crypto';
import {
  S3ServiceException,
  type DeleteObjectCommandInput,
  type GetObjectCommandInput,
  type HeadObjectCommandInput,
  type ListObjectVersionsCommandInput,
  type ListObjectsV2CommandInput,
  type PutObjectCommandInput,
  type PutObjectLegalHoldCommandInput,
  type PutObjectRetentionCommandInput,
} from '@aws-sdk/client-s3';

/** One version of an object. */
export type StoredVersion = {
  readonly key: string;
  readonly versionId: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly contentType?: string;
  readonly storedAt: number;
  /** Whether the writer named the checksum: only then the store repeats it. */
  readonly namedChecksum: boolean;
  readonly retainUntil?: string;
  readonly lockMode?: string;
  readonly hold?: boolean;
};

type Address = { readonly Key?: string | undefined; readonly VersionId?: string | undefined };

/**
 * An S3 bucket with versions: conditional puts, checksums, retention. Nothing that is locked goes away. Only what
 * is asked of it is imitated.
 */
export class Bucket {
  /** Versions by key, newest last. */
  readonly objects = new Map<string, StoredVersion[]>();
  private versions = 0;

  put(input: PutObjectCommandInput, now: number): object {
    const { Key: key = '', Metadata = {}, ChecksumSHA256: named } = input;
    this.holdsOrRefuses(input);
    const bytes = bytesOf(input.Body);
    const sha256 = hash('sha256', bytes);
    if (named !== undefined && named !== base64(sha256)) throw refused(400, 'BadDigest');
    const version: StoredVersion = {
      key,
      versionId: `v${(this.versions += 1)}`,
      bytes,
      sha256,
      metadata: Metadata,
      ...(input.ContentType !== undefined && { contentType: input.ContentType }),
      storedAt: now,
      namedChecksum: named !== undefined,
      ...lockOf(input),
    };
    this.objects.set(key, [...(this.objects.get(key) ?? []), version]);
    return { VersionId: version.versionId, ETag: etagOf(version), ...checksumOf(version) };
  }

  get(input: GetObjectCommandInput): object {
    const found = this.at(input);
    return { ...headOf(found), Body: bodyOf(found.bytes) };
  }

  head(input: HeadObjectCommandInput): object {
    const found = this.at(input);
    return { ...headOf(found), ...(input.ChecksumMode === 'ENABLED' ? checksumOf(found) : {}) };
  }

  listVersions({ Prefix = '' }: ListObjectVersionsCommandInput): object {
    const found = [...this.objects.values()].flat().filter(({ key }) => key.startsWith(Prefix));
    return {
      Versions: found.toReversed().map((version) => ({ ...listed(version), VersionId: version.versionId })),
      IsTruncated: false,
    };
  }

  list({ Prefix = '' }: ListObjectsV2CommandInput): object {
    const newest = this.newest().filter(({ key }) => key.startsWith(Prefix));
    return { Contents: newest.map(listed), KeyCount: newest.length, IsTruncated: false };
  }

  /** Takes the current object away; a locked one stays. */
  delete({ Key: key = '', IfMatch }: DeleteObjectCommandInput): object {
    const known = this.current(key);
    if (known?.lockMode !== undefined) throw refused(403, 'AccessDenied');
    if (IfMatch !== undefined && known !== undefined && etagOf(known) !== IfMatch)
      throw refused(412, 'PreconditionFailed');
    this.objects.delete(key);
    return {};
  }

  retain({ Retention, ...address }: PutObjectRetentionCommandInput): object {
    const { RetainUntilDate, Mode } = Retention ?? {};
    const until = RetainUntilDate === undefined ? '' : new Date(RetainUntilDate).toISOString();
    if (until < (this.at(address).retainUntil ?? '')) throw refused(403, 'AccessDenied');
    this.change(address, { retainUntil: until, ...(Mode !== undefined && { lockMode: Mode }) });
    return {};
  }

  holdLegally({ LegalHold, ...address }: PutObjectLegalHoldCommandInput): object {
    this.change(address, { hold: LegalHold?.Status === 'ON' });
    return {};
  }

  /** Takes over the objects of another bucket. */
  goOnFrom(other: Bucket): void {
    for (const [key, versions] of other.objects) this.objects.set(key, [...versions]);
    this.versions = other.versions;
  }

  /** The newest version of each key, in the order of keys. */
  newest(): readonly StoredVersion[] {
    return [...this.objects.values()]
      .flatMap((versions) => versions.slice(-1))
      .toSorted((one, other) => (one.key < other.key ? -1 : 1));
  }

  current(key: string): StoredVersion | undefined {
    return this.objects.get(key)?.at(-1);
  }

  private holdsOrRefuses({ Key: key = '', IfNoneMatch, IfMatch }: PutObjectCommandInput): void {
    const known = this.current(key);
    if (IfNoneMatch === '*' && known !== undefined) throw refused(412, 'PreconditionFailed');
    if (IfMatch === undefined) return;
    if (known === undefined) throw refused(404, 'NoSuchKey');
    if (etagOf(known) !== IfMatch) throw refused(412, 'PreconditionFailed');
  }

  private at({ Key: key = '', VersionId }: Address): StoredVersion {
    const versions = this.objects.get(key) ?? [];
    const found =
      VersionId === undefined ? versions.at(-1) : versions.find(({ versionId }) => versionId === VersionId);
    if (found === undefined) throw refused(404, 'NoSuchKey');
    return found;
  }

  private change(address: Address, over: Partial<StoredVersion>): void {
    const found = this.at(address);
    const versions = this.objects.get(found.key) ?? [];
    this.objects.set(
      found.key,
      versions.map((version) => (version === found ? { ...version, ...over } : version)),
    );
  }
}

/** What S3 answers when it does not do what was asked. */
export function refused(status: number, name: string): S3ServiceException {
  return new S3ServiceException({
    name,
    $fault: 'client',
    $metadata: { httpStatusCode: status },
    message: name,
  });
}

/** The ETag of a version: it follows from its bytes. */
export function etagOf({ sha256 }: StoredVersion): string {
  return `"${sha256.slice(0, 32)}"`;
}

function lockOf({ ObjectLockRetainUntilDate: until, ObjectLockMode: lockMode }: PutObjectCommandInput) {
  return {
    ...(until !== undefined && { retainUntil: new Date(until).toISOString() }),
    ...(lockMode !== undefined && { lockMode }),
  };
}

function headOf(version: StoredVersion) {
  const { metadata, versionId, bytes, storedAt, retainUntil, lockMode, hold, contentType } = version;
  return {
    ETag: etagOf(version),
    VersionId: versionId,
    Metadata: metadata,
    ContentType: contentType,
    ContentLength: bytes.length,
    LastModified: toSecond(storedAt),
    ...(retainUntil !== undefined && { ObjectLockRetainUntilDate: new Date(retainUntil) }),
    ...(lockMode !== undefined && { ObjectLockMode: lockMode }),
    ...(hold !== undefined && { ObjectLockLegalHoldStatus: hold ? 'ON' : 'OFF' }),
  };
}

/** S3 says to the second when something came. */
const toSecond = (instant: number) => new Date(Math.floor(instant / 1000) * 1000);

function listed(version: StoredVersion) {
  const { key, bytes, storedAt } = version;
  return { Key: key, ETag: etagOf(version), Size: bytes.length, LastModified: toSecond(storedAt) };
}

function checksumOf({ namedChecksum, sha256 }: StoredVersion) {
  return namedChecksum ? { ChecksumSHA256: base64(sha256) } : {};
}

function bodyOf(bytes: Uint8Array) {
  return {
    transformToByteArray: () => Promise.resolve(bytes),
    transformToString: () => Promise.resolve(new TextDecoder().decode(bytes)),
    transformToWebStream: () => [bytes],
  };
}

function bytesOf(body: PutObjectCommandInput['Body']): Uint8Array {
  if (body instanceof Uint8Array) return body;
  if (typeof body === 'string') return new TextEncoder().encode(body);
  throw new Error('Not imitated: this kind of body');
}

function base64(hex: string): string {
  return Buffer.from(hex, 'hex').toString('base64');
}
