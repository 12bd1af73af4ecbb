import { createHash } from 'node:crypto';
import type { CloudEvent } from '../../../events/fact.ts';
import type {
  ArchivalPdf,
  ArchiveReader,
  Findings,
  Inbox,
  PdfArchive,
  UploadedFile,
} from '../../../shared/application/ports/intake.ts';
import type { ArchiveCustody, UploadInventory } from '../../../shared/application/ports/inventories.ts';
import type { InternalQueue } from '../../../shared/application/ports/internal-queue.ts';
import type {
  Inspection,
  ScanInspector,
  TextInspection,
} from '../../../shared/scan-gate/rules/inspection.ts';
import { uploadIdOf } from '../../../shared/scan-gate/rules/upload-claim.ts';

/** SHA-256 as 64 hex digits. */
export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

type Version = {
  readonly bytes: Uint8Array;
  readonly metadata: Record<string, string>;
  readonly uploadedAt: string;
};

/** An inbox in memory: versions by key, and what was written beside them. */
export function memoryInbox() {
  const versions = new Map<string, Version[]>();
  const findings = new Map<
    string,
    { findings: Findings; previews: readonly Uint8Array[] | undefined; mark: string }
  >();
  let marks = 0;
  const inbox: Inbox = {
    readFirst: (key, limit) => Promise.resolve(first(versions.get(key) ?? [], limit)),
    readFindings(uploadId) {
      const known = findings.get(uploadId);
      return Promise.resolve(known && { findings: known.findings, mark: known.mark });
    },
    writeFindings(found, { previews, after } = {}) {
      const known = findings.get(found.uploadId);
      if (known?.mark !== after) return Promise.resolve(undefined);
      const mark = String((marks += 1));
      findings.set(found.uploadId, { findings: found, previews: previews ?? known?.previews, mark });
      return Promise.resolve(mark);
    },
  };
  const upload = (key: string, version: Version): void => {
    versions.set(key, [...(versions.get(key) ?? []), version]);
  };
  const notified: string[] = [];
  const uploads: UploadInventory = {
    list: () =>
      Promise.resolve(
        [...versions].flatMap(([key, [version]]) => {
          const uploadId = uploadIdOf(key);
          return uploadId === undefined || version === undefined
            ? []
            : [{ uploadId, uploadedAt: version.uploadedAt }];
        }),
      ),
    notify: (uploadId) => Promise.resolve(void notified.push(uploadId)),
  };
  return { inbox, upload, findings, uploads, notified };
}

function first(versions: readonly Version[], limit: number): UploadedFile | undefined {
  const [version] = versions;
  if (version === undefined) return undefined;
  const { bytes, metadata, uploadedAt } = version;
  return {
    versionId: 'v1',
    uploadedAt,
    metadata,
    size: bytes.length,
    sha256: sha256(bytes),
    ...(bytes.length <= limit && { bytes }),
    laterVersions: versions.slice(1).map((_, at) => `v${at + 2}`),
  };
}

/** An archive in memory that keeps the first object of a key, as put-if-absent does. */
export function memoryArchive() {
  const objects = new Map<string, ArchivalPdf>();
  const archive: PdfArchive & ArchiveReader = {
    archivePdf(pdf) {
      if (!objects.has(pdf.key)) objects.set(pdf.key, pdf);
      return Promise.resolve({ key: pdf.key, versionId: 'archived-1' });
    },
    readPdf({ key }) {
      const bytes = objects.get(key)?.bytes;
      return bytes === undefined
        ? Promise.reject(new Error(`Nothing lies under ${key}`))
        : Promise.resolve(bytes);
    },
  };
  return { archive, objects, ...memoryCustody(objects) };
}

/** The same objects, as reconciling looks at them, with their locks; the clock of the archive stands still. */
function memoryCustody(objects: Map<string, ArchivalPdf>) {
  const held = new Set<string>();
  const custody: ArchiveCustody = {
    list: () =>
      Promise.resolve(
        [...objects.keys()].map((key) => ({
          key,
          versionId: 'archived-1',
          storedAt: '2025-09-01T00:00:00Z',
        })),
      ),
    look({ key }) {
      const object = objects.get(key);
      if (object === undefined) return Promise.resolve(undefined);
      const { bytes, retainUntil, lockMode } = object;
      const isHeld = held.has(key);
      return Promise.resolve({ sha256: sha256(bytes), size: bytes.length, retainUntil, lockMode, isHeld });
    },
    extend({ key }, { until, lockMode }) {
      const object = objects.get(key);
      if (object !== undefined) objects.set(key, { ...object, retainUntil: until, lockMode });
      return Promise.resolve();
    },
    hold({ key }, isHeld) {
      if (isHeld) held.add(key);
      else held.delete(key);
      return Promise.resolve();
    },
  };
  return { custody, held };
}

/** A queue in memory. */
export function memoryQueue() {
  const sent: CloudEvent[] = [];
  const queue: InternalQueue = {
    send(events) {
      sent.push(...events);
      return Promise.resolve();
    },
  };
  return { queue, sent };
}

/** The copy that a twin of the inspector makes of a supplied text. */
export const copyOf = (bytes: Uint8Array) => Buffer.concat([bytes, Buffer.from('%copied')]);

/** An inspector that says what it is told and counts how often it was asked; it copies every text that is not stopped. */
export function fixedInspector(inspection: Inspection, stopped?: TextInspection) {
  const asked: Uint8Array[] = [];
  const inspector: ScanInspector = {
    inspect(bytes) {
      asked.push(bytes);
      return Promise.resolve(inspection);
    },
    inspectText: (bytes) => Promise.resolve(stopped ?? { ok: true, copy: copyOf(bytes) }),
  };
  return { inspector, asked };
}
