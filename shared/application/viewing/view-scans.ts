import { UPLOAD_REFUSALS, isUploadRefusal, type UploadRefusal } from '../../../events/reasons.ts';
import { textPlaceSentence } from '../../words/text-stops.ts';
import {
  contradictionStanding,
  foreignCodes,
  lookedAt,
  type ContradictionStanding,
  type FiledAs,
} from '../../domain/zielvereinbarung/signing/contradiction.ts';
import type { Scan } from '../../domain/zielvereinbarung/state.ts';
import {
  contradictionSentence,
  foreignSentence,
} from '../../domain/zielvereinbarung/telling/contradiction-sentences.ts';
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
        readonly codes?: Recorded<'ScanArchived'>['data']['codes'];
        readonly contradiction?: ContradictionLine;
      });

/** That QR codes name something else, how far its acceptance is, and the reasons that were given. */
type ContradictionLine = {
  readonly text: string;
  /** Only what the codes name. */
  readonly named: string;
  readonly stands: ContradictionStanding;
  readonly reasons: readonly { readonly version: number; readonly reason?: string }[];
};

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
    const { codes } = event.data;
    return [
      {
        ...line,
        retainUntil,
        recordedAt: event.recordedAt,
        ...(codes && { codes }),
        ...lastLookOf(event.data, events),
        ...contradictionOf(event, events),
      },
    ];
  }
  if (event.type !== 'ScanRefused') return [];
  const { uploadId, reason, places } = event.data;
  if (!isUploadRefusal(reason)) return [];
  const line = { uploadId, state: 'refused', reason, text: UPLOAD_REFUSALS[reason] } as const;
  return [places === undefined ? line : { ...line, places: places.map(textPlaceSentence) }];
}

type Archived = Recorded<'ScanArchived'>['data'];

function lastLookOf(
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

function contradictionOf(
  { subject, data }: Recorded<'ScanArchived'>,
  events: readonly RecordedEvent[],
): { readonly contradiction?: ContradictionLine } {
  const foreign = foreignCodes(data.codes, filedIn(events, { subject, fassung: data.fassung }));
  if (foreign.length === 0) return {};
  const checks = events.filter(
    (event): event is Recorded<'ScanChecked'> =>
      event.type === 'ScanChecked' && event.data.uploadId === data.uploadId,
  );
  const { looks = [] } = checks.reduce<Pick<Scan, 'looks'>>(lookedAt, {});
  const reasons = checks
    .filter((check) => check.data.despiteCodes === true)
    .map(({ version, data: { reason } }) => ({ version, ...(reason !== undefined && { reason }) }));
  const text = contradictionSentence({ foreign, looks });
  const named = foreignSentence(foreign);
  return { contradiction: { text, named, stands: contradictionStanding({ looks }), reasons } };
}

/** What the history says beside the facts about scans whose QR codes contradict, by their place in the log. */
export function notesOnContradictions(
  events: readonly RecordedEvent[],
  scans: readonly ScanLine[],
): ReadonlyMap<number, string> {
  const contradicting = new Map(
    scans.flatMap((scan) =>
      scan.state === 'archived' && scan.contradiction ? [[scan.uploadId, scan.contradiction]] : [],
    ),
  );
  return new Map(
    events.flatMap((event): [number, string][] => {
      if (event.type !== 'ScanArchived' && event.type !== 'ScanChecked') return [];
      const contradiction = contradicting.get(event.data.uploadId);
      return contradiction === undefined ? [] : [[event.version, noteOn(event, contradiction)]];
    }),
  );
}

function noteOn(event: Recorded<'ScanArchived' | 'ScanChecked'>, { named }: ContradictionLine): string {
  if (event.type === 'ScanArchived') return named;
  const { despiteCodes, reason } = event.data;
  if (despiteCodes === undefined)
    return 'Geprüft wurde ein Scan, dessen QR-Code nicht zu dieser Fassung passt.';
  const given = reason === undefined ? '.' : `: ${reason}`;
  return `Begründet wurde, warum der Scan trotz des anderen QR-Codes gilt${given}`;
}

/** What the Fassung was drafted as: the log knows it also when the state has forgotten it. */
function filedIn(
  events: readonly RecordedEvent[],
  { subject, fassung }: { readonly subject: string; readonly fassung: number },
): FiledAs {
  const made = events.find(
    ({ data }) => 'fassungHash' in data && 'fassung' in data && data.fassung === fassung,
  );
  const { data } = made ?? {};
  const hash = data !== undefined && 'fassungHash' in data ? data.fassungHash : undefined;
  const isSupplied = data !== undefined && 'textDocument' in data && data.textDocument !== undefined;
  return { subject, fassung, hash, isSupplied };
}

function checkOf({ version, data }: Recorded<'ScanChecked'>): Check {
  const { pagesComplete, signaturesVisible, by } = data;
  return { version, pagesComplete, signaturesVisible, by };
}

function asideOf({ version, recordedAt, data }: Recorded<'ScanSetAside'>): Aside {
  return { version, recordedAt, reason: data.reason };
}
