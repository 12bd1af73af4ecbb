import { UPLOAD_REFUSALS, isUploadRefusal, type UploadRefusal } from '../../events/reasons.ts';
import type { Recorded, RecordedEvent } from '../../events/recorded/index.ts';

type ScanLine =
  | (Pick<Recorded<'ScanSubmitted'>['data'], 'uploadId' | 'fassung' | 'sha256' | 'size' | 'parties'> & {
      readonly state: 'announced';
    })
  | {
      readonly uploadId: string;
      readonly state: 'refused';
      readonly reason: UploadRefusal;
      readonly text: string;
    }
  | (Pick<
      Recorded<'ScanArchived'>['data'],
      'uploadId' | 'fassung' | 'sha256' | 'size' | 'pages' | 'parties' | 'archive' | 'retainUntil'
    > & { readonly state: 'archived' });

/** The scans as staff read them: one line each, announced until it is archived or refused. */
export function scansPart(events: readonly RecordedEvent[]): readonly ScanLine[] {
  const judged = events.flatMap((event) => judgedLine(event));
  const announced = events.flatMap((event) => announcedLine(event));
  const isOpen = ({ uploadId }: ScanLine) => judged.every((line) => line.uploadId !== uploadId);
  return [...announced.filter(isOpen), ...judged];
}

function announcedLine(event: RecordedEvent): readonly ScanLine[] {
  if (event.type !== 'ScanSubmitted') return [];
  const { uploadId, fassung, sha256, size, parties } = event.data;
  const line = { uploadId, state: 'announced', sha256, size, parties } as const;
  return [fassung === undefined ? line : { ...line, fassung }];
}

function judgedLine(event: RecordedEvent): readonly ScanLine[] {
  if (event.type === 'ScanArchived') {
    const { uploadId, fassung, sha256, size, pages, parties, archive, retainUntil } = event.data;
    return [{ uploadId, state: 'archived', fassung, sha256, size, pages, parties, archive, retainUntil }];
  }
  if (event.type !== 'ScanRefused') return [];
  const { uploadId, reason } = event.data;
  return isUploadRefusal(reason)
    ? [{ uploadId, state: 'refused', reason, text: UPLOAD_REFUSALS[reason] }]
    : [];
}
