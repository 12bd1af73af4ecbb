import type { CloudEvent } from '../../../events/fact.ts';
import type { WireWriter } from '../../../events/wire-writer.ts';
import { type ArchivedKind, archiveKey } from '../../domain/archive-key.ts';
import { type LockMode, retentionEnd } from '../../domain/retention.ts';
import type { PdfArchive } from '../ports/intake.ts';

/** How long and how firmly the archive holds what we produce. */
export type ArchiveLock = { readonly retentionDays: number; readonly lockMode: LockMode };

/** A PDF that we produced for a Fassung. */
export type ProducedPdf = {
  readonly subject: string;
  readonly fassung: number;
  readonly kind: Exclude<ArchivedKind, 'scan'>;
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly rendererVersion: string;
  /** Function that produced it, `urn:aqb:<function>`. */
  readonly source: string;
  /** Instant of the fact that it was produced for: a repeat gives the same event. */
  readonly at: string;
};

/** Archives a produced PDF and gives the fact to be recorded. Safe to repeat: same bytes, same object, same event. */
export async function archiveDocument(
  { archive, keeping, wire }: { archive: PdfArchive; keeping: ArchiveLock; wire: WireWriter },
  { subject, fassung, kind, bytes, sha256, rendererVersion, source, at }: ProducedPdf,
): Promise<CloudEvent> {
  const archived = await archive.archivePdf({
    key: archiveKey({ subject, fassung }, kind, sha256),
    bytes,
    sha256,
    retainUntil: retentionEnd(at, keeping.retentionDays),
    lockMode: keeping.lockMode,
  });
  return wire.toCloudEvent({
    type: 'DocumentArchived',
    id: `document:${subject}:${fassung}:${kind}:${sha256.slice(0, 16)}`,
    source,
    subject,
    time: at,
    data: { fassung, kind, sha256, size: bytes.length, archive: archived, rendererVersion },
  });
}
