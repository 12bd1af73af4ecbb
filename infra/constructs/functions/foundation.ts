import type { AccountKey } from '../storage/account-key.ts';
import type { QueueConsumer } from '../messages/queue-consumer.ts';
import type { DocumentArchive } from '../storage/document-archive.ts';
import type { EventStreamTable } from '../storage/event-stream-table.ts';
import type { Inbox } from '../storage/inbox.ts';
import type { StageContext } from './stage-context.ts';
import type { StaffDirectory } from '../staff/staff-directory.ts';
import type { StaticPortal } from '../sites/static-portal.ts';
import type { Environment as RecorderEnvironment } from '../../../functions/record-event/environment.ts';

/** What the functions stand on: the retained stores, the portal, and where they are. */
export interface Foundation {
  readonly context: StageContext;
  readonly log: EventStreamTable;
  readonly archive: DocumentArchive;
  readonly inbox: Inbox;
  readonly staff: StaffDirectory;
  readonly accountKey: AccountKey;
  readonly portal: StaticPortal;
  /** Public base address with trailing slash. */
  readonly portalUrl: string;
}

/** The foundation with the queue through which our own functions have facts recorded. */
export interface RecordingFoundation extends Foundation {
  readonly internal: QueueConsumer<RecorderEnvironment>;
}

/** How long archived objects of this stage are kept, as variables. */
export function retentionVariables({ stage }: StageContext) {
  return { RETENTION_DAYS: String(stage.retention.days), LOCK_MODE: stage.retention.lockMode };
}

/** When a concluded Zielvereinbarung becomes public and how long a closed Akte is kept, as variables. */
export function judgingSettings({ stage }: StageContext) {
  return {
    UNDO_WINDOW_MINUTES: String(stage.undoWindowMinutes),
    ...(stage.publishNotBefore === undefined ? {} : { PUBLISH_NOT_BEFORE: stage.publishNotBefore }),
    RETENTION_DAYS: String(stage.retention.days),
  };
}

/** Whether the stage sends mails to staff. */
export function mailsAreSent({ stage }: Pick<StageContext, 'stage'>): boolean {
  return stage.mailSender !== undefined;
}

/** What of the stage decides which sentences the workplace says, as variables. */
export function workplaceFlags({ stage }: StageContext) {
  return { FOUR_EYES: String(stage.fourEyes), MAILS: String(mailsAreSent({ stage })) };
}
