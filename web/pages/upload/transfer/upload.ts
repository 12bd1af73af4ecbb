import type { Party } from '../../../../events/primitives.ts';
import type { UploadRefusal } from '../../../../events/reasons.ts';
import { cutTo, plainLine } from '../../../../shared/domain/plain-text.ts';
import { cleanFileName } from '../../../../shared/scan-gate/rules/file-name.ts';
import type { ApiProblem } from '../../../api/client.ts';
import type { UploadFormView, UploadView } from '../../../api/types.ts';

/** Longest place of the paper that the announcement takes. */
export const LOCATION_LENGTH = 200;

/** What the person said of a file when they chose it. */
export type FileClaim = {
  /** Absent where the QR code is to say it. */
  readonly zielvereinbarung?: string;
  readonly parties: readonly Party[];
  /** Where the paper lies. */
  readonly originalLocation?: string;
};

/** A chosen file with its bytes' name, as it is stored in the browser until it has reached an end. */
export type UnfinishedUpload = {
  /** Idempotency-Key of the announcement: the same after a reload, so the server finds the same upload. */
  readonly key: string;
  /** Whose it is (`sub`): another person at this machine neither sees nor sends it. */
  readonly by: string;
  readonly name: string;
  readonly size: number;
  readonly file: Blob;
  readonly claim: FileClaim;
  /** Milliseconds since 1970. */
  readonly chosenAt: number;
  readonly sha256?: string;
  readonly uploadId?: string;
  /** The person wants it although the same file is archived already. */
  readonly isWantedTwice?: boolean;
  /** All bytes have arrived; what is missing is the result of the inspection. */
  readonly hasArrived?: boolean;
};

/** A chosen file under the name, and with the place of its paper, that people see: nothing invisible is sent. */
export function asShown(upload: UnfinishedUpload): UnfinishedUpload {
  const { originalLocation = '', ...claim } = upload.claim;
  return {
    ...upload,
    name: cleanFileName(upload.name),
    claim: { ...claim, ...placeOfPaper(originalLocation) },
  };
}

/** Where the paper lies, as the announcement takes it; nothing where nothing can be seen of it. */
export function placeOfPaper(typed: string): Pick<FileClaim, 'originalLocation'> {
  const originalLocation = cutTo(plainLine(typed), LOCATION_LENGTH);
  return originalLocation === '' ? {} : { originalLocation };
}

/** A scan with the same bytes that the archive holds already. */
export type KnownScan = NonNullable<UploadFormView['known']>;

/** Why an upload stands still until the person does something. */
export type Halt = 'connection' | 'session' | 'refused-form' | 'problem';

/** Where one file stands. Each step has exactly what is known in it. */
export type UploadProgress =
  | { readonly step: 'reading' }
  | { readonly step: 'announcing' }
  | { readonly step: 'sending'; readonly sent: number; readonly size: number }
  | { readonly step: 'waiting'; readonly attempt: number }
  | { readonly step: 'inspecting'; readonly uploadId: string }
  | UploadEnd;

/** What one run of an upload ends with; `asking`, `halted` and `slow` can be run again. */
export type UploadEnd =
  | { readonly step: 'unfit'; readonly reason: UploadRefusal }
  | { readonly step: 'asking'; readonly known: KnownScan }
  | { readonly step: 'halted'; readonly why: Halt; readonly problem?: ApiProblem }
  | { readonly step: 'slow'; readonly uploadId: string }
  | { readonly step: 'settled'; readonly view: UploadView }
  | { readonly step: 'cancelled' };

/** Whether nothing more will happen to this file here, so that the browser need not store it. */
export function isFinished(progress: UploadProgress): boolean {
  if (progress.step === 'settled') return progress.view.state !== 'unassigned';
  return progress.step === 'unfit' || progress.step === 'cancelled';
}

/** Whether the person can still stop it: not once all bytes have arrived. */
export function canBeCancelled({ step }: UploadProgress): boolean {
  return !['inspecting', 'slow', 'settled', 'unfit', 'cancelled'].includes(step);
}

/** Whether it works without the person. */
export function isUploading({ step }: UploadProgress): boolean {
  return ['reading', 'announcing', 'sending', 'waiting', 'inspecting'].includes(step);
}
