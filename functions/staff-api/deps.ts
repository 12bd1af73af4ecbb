import type { StaffFiles } from '../../shared/adapters/objects/s3-staff-files.ts';
import type { Pseudonyms } from '../../shared/application/ports/pseudonyms.ts';
import type { Recorder } from '../../shared/application/recording/recorder.ts';
import type { NoticeSettings } from '../../shared/application/ports/mail.ts';
import type { Uploads } from '../../shared/application/ports/uploads.ts';
import type { Receipts } from '../../shared/application/ports/receipts.ts';

/** What the routes work with. */
export type Deps = {
  readonly recorder: Recorder;
  readonly uploads: Uploads;
  readonly desk: StaffFiles;
  readonly receipts: Receipts;
  readonly pseudonyms: Pseudonyms;
  /** When each person gets mails. */
  readonly settings: NoticeSettings;
  readonly prefix: string;
  /** Hands an upload that named no Zielvereinbarung to the inspection again, with what staff said. */
  readonly assign: (assignment: {
    readonly uploadId: string;
    readonly zielvereinbarung: string;
    readonly fassung: number;
  }) => Promise<void>;
  /** Sends an event to the queue of other systems; group = subject. */
  readonly ingress: (body: string, subject: string) => Promise<void>;
  /** Scans that each side may announce for one Gebietskoerperschaft and day in Europe/Berlin. */
  readonly uploadsPerDay: number;
  /** Whether a scan is confirmed by another person than the one who uploaded it (H22). */
  readonly fourEyes: boolean;
  /** The generated contract of this API. */
  readonly contract: object;
};
