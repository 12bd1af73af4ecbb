import type { WireWriter } from '../../../events/wire-writer.ts';
import type { LockMode } from '../../domain/retention.ts';
import type { Crypto } from '../ports/crypto.ts';
import type { EventStore } from '../ports/event-store.ts';
import type { ScanInspector } from '../../scan-gate/rules/inspection.ts';
import type { Inbox, PdfArchive } from '../ports/intake.ts';
import type { InternalQueue } from '../ports/internal-queue.ts';
import type { Patience } from '../ports/patience.ts';

/** What inspecting needs; `retentionDays` and `lockMode` are decisions of the stage. */
export type Intake = {
  readonly inbox: Inbox;
  readonly archive: PdfArchive;
  readonly inspector: ScanInspector;
  readonly queue: InternalQueue;
  /** How another inspection of the same upload is met. */
  readonly patience: Patience;
  /** Says which Fassungen there are: a lock for decades is set for none that was never drafted. */
  readonly log: Pick<EventStore, 'load'>;
  readonly wire: WireWriter;
  readonly crypto: Pick<Crypto, 'sha256'>;
  readonly settings: {
    readonly retentionDays: number;
    readonly lockMode: LockMode;
  };
};
