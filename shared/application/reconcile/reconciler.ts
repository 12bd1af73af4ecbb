import type { RecordedEvent } from '../../../events/recorded/index.ts';
import type { Folded } from '../log/fold-log.ts';
import type { Recorder } from '../recording/recorder.ts';
import type { Inbox } from '../ports/intake.ts';
import type {
  ArchiveCustody,
  DeskInventory,
  LyingFile,
  PortalInventory,
  UploadInventory,
} from '../ports/inventories.ts';
import type { Head, StoredEvent } from '../ports/event-store.ts';
import type { DocumentProducer } from '../publishing/produce-signing.ts';
import type { Publisher } from '../publishing/publish-page.ts';

/** Source of what reconciling finds. */
export const SOURCE = 'urn:aqb:reconcile';

/** What looking and repairing work with: the log, what stands behind it, and the use cases that write there. */
export type Reconciler = {
  readonly recorder: Recorder;
  readonly publisher: Publisher & Pick<DocumentProducer, 'portalUrl'>;
  readonly portal: PortalInventory;
  readonly custody: ArchiveCustody;
  readonly inbox: Pick<Inbox, 'readFindings'>;
  readonly uploads: UploadInventory;
  readonly desk: DeskInventory;
};

/** A log whose chain holds, with the head that was there before and after it was read. */
export type SoundLog = {
  readonly subject: string;
  readonly history: readonly StoredEvent[];
  readonly events: readonly RecordedEvent[];
  readonly folded: Folded;
  readonly head: Head | undefined;
};

/** What lay on the portal before any log was read, by path. */
export type Lying = ReadonlyMap<string, LyingFile>;
