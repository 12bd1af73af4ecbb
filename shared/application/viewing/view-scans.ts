import { UPLOAD_REFUSALS, isUploadRefusal, type UploadRefusal } from '../../../events/reasons.ts';
import { textPlaceSentence } from '../../words/text-stops.ts';
import type { Recorded, RecordedEvent } from '../../../events/recorded/index.ts';

type Upload = Pick<Recorded<'ScanSubmitted'>['data'], 'uploadId' | 'fassung' | 'sha256' | 'size' | 'parties'>;

/** What was seen on a scan when somebody looked at it last. */
type Check = Omit<Recorded<'ScanChecked'>['data'], 'uploadId' | 'fassung'> & { readonly version: number };

/** That a scan is no evidence any more; the reason only for those who may read it. */
type Aside = { readonly version: number; readonly recordedAt: string; readonly reason?: string };

type ScanLine =
  | (Upload & { readonly state: 'announced' })
  | {
      readonly uploadId: string;
      readonly state: 'refused';
      readonly reason: UploadRefusal;
      readonly text: string;
      /** Where a supplied text holds what stops it, in sentences without its words. */
      readonly places?: readonly string[];
    }
  | (Upload &
      Pick<Recorded<'ScanArchived'>['data'], 'fassung' | 'pages' | 'archive' | 'retainUntil'> & {
        readonly state: 'archived';
        readonly recordedAt: string;
        readonly check?: Check;
        readonly aside?: Aside;
      });

/**
 * The scans as staff read them: one line each, announced until it is archived or refused; an archived one with
 * what was seen on it last and whether it was set aside.
 */
export function scansPart(events: readonly RecordedEvent[]): readonly ScanLine[] {
  const judged = events.flatMap((event) => judgedLine(event, events));
  const announced = events.flatMap((event) => announcedLine(event));
  const isOpen = ({ uploadId }: ScanLine) => judged.every((line) => line.uploadId !== uploadId);
  return [...announced.filter(isOpen), ...judged];
}

/** The scans that lie in the archive. */
export function archivedScans(events: readonly RecordedEvent[]) {
  return scansPart(events).filter((line) => line.state === 'archived');
}

function announcedLine(event: RecordedEvent): readonly ScanLine[] {
  if (event.type !== 'ScanSubmitted') return [];
  const { uploadId, fassung, sha256, size, parties } = event.data;
  const line = { uploadId, state: 'announced', sha256, size, parties } as const;
  return [fassung === undefined ? line : { ...line, fassung }];
}

function judgedLine(event: RecordedEvent, events: readonly RecordedEvent[]): readonly ScanLine[] {
  if (event.type === 'ScanArchived') {
    const { uploadId, fassung, sha256, size, pages, parties, archive, retainUntil } = event.data;
    const line = { uploadId, state: 'archived', fassung, sha256, size, pages, parties, archive } as const;
    return [{ ...line, retainUntil, recordedAt: event.recordedAt, ...lookedAt(event.data, events) }];
  }
  if (event.type !== 'ScanRefused') return [];
  const { uploadId, reason, places } = event.data;
  if (!isUploadRefusal(reason)) return [];
  const line = { uploadId, state: 'refused', reason, text: UPLOAD_REFUSALS[reason] } as const;
  return [places === undefined ? line : { ...line, places: places.map(textPlaceSentence) }];
}

type Archived = Recorded<'ScanArchived'>['data'];

function lookedAt(
  { uploadId, fassung }: Archived,
  events: readonly RecordedEvent[],
): { readonly check?: Check; readonly aside?: Aside } {
  const isOf = ({ data }: Recorded<'ScanChecked' | 'ScanSetAside'>) =>
    data.uploadId === uploadId && data.fassung === fassung;
  const check = events.findLast((event) => event.type === 'ScanChecked' && isOf(event));
  const aside = events.findLast((event) => event.type === 'ScanSetAside' && isOf(event));
  return {
    ...(check?.type === 'ScanChecked' && { check: checkOf(check) }),
    ...(aside?.type === 'ScanSetAside' && { aside: asideOf(aside) }),
  };
}

function checkOf({ version, data }: Recorded<'ScanChecked'>): Check {
  const { pagesComplete, signaturesVisible, by } = data;
  return { version, pagesComplete, signaturesVisible, by };
}

function asideOf({ version, recordedAt, data }: Recorded<'ScanSetAside'>): Aside {
  return { version, recordedAt, reason: data.reason };
}
