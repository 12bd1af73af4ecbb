import type { RecordedEvent } from '../../../../events/recorded/index.ts';
import type { ArchivedObject } from '../../ports/inventories.ts';
import type { Finding } from '../finding.ts';
import type { ArchivedPaper, Naming } from '../archived-paper.ts';
import { holdFindings, retentionFindings } from './look-at-locks.ts';
import { SOURCE, type Reconciler, type SoundLog } from '../reconciler.ts';

/** The facts of a log that name an object of the archive. */
export function archivedIn(events: readonly RecordedEvent[]): readonly Naming[] {
  return events.filter(
    (event): event is Naming => event.type === 'ScanArchived' || event.type === 'DocumentArchived',
  );
}

/**
 * Holds every archived object that the log names against what was recorded of it: that version is there, its
 * bytes are those, it is locked as long and held as the Akte says. Bytes cannot be made again, locks can be
 * longer. What was disposed of may be gone, and so may a scan that was set aside, once its absence is recorded:
 * that is how a break-glass removal is settled (rule 7).
 */
export async function lookAtArchive(
  { custody, publisher, recorder }: Pick<Reconciler, 'custody' | 'publisher' | 'recorder'>,
  log: SoundLog,
): Promise<readonly Finding[]> {
  const { state } = log.folded.head;
  const isDisposed = state.status !== 'none' && state.akte.status === 'disposed';
  const findings: Finding[] = [];
  for (const naming of archivedIn(log.events)) {
    const object = await custody.look(naming.data.archive);
    if (object === undefined && (isDisposed || isSettled(log, naming))) continue;
    findings.push(...findingsOn({ custody, publisher, recorder, log, naming }, object));
  }
  return findings;
}

/** Somebody said that it proves nothing, with a reason; and that it is gone was told and recorded once. */
function isSettled({ events }: SoundLog, naming: Naming): boolean {
  const isAside =
    naming.type === 'ScanArchived' &&
    events.some((event) => event.type === 'ScanSetAside' && event.data.uploadId === naming.data.uploadId);
  return isAside && isReported(events, naming, 'is missing');
}

function isReported(events: readonly RecordedEvent[], naming: Naming, what: Violation): boolean {
  return events.some((event) => event.type === 'IntegrityViolated' && event.id === idOf(naming, what));
}

function findingsOn(paper: ArchivedPaper, object: ArchivedObject | undefined): readonly Finding[] {
  const { subject, version, data } = paper.naming;
  const about = { subject, version, key: data.archive.key };
  if (object === undefined)
    return [{ code: 'archive-object-missing', ...about, report: () => report(paper, 'is missing') }];
  if (object.sha256 !== data.sha256 || object.size !== data.size)
    return [{ code: 'archive-object-differs', ...about, report: () => report(paper, 'has other bytes') }];
  return [...retentionFindings(paper, object), ...holdFindings(paper, object)].map((finding) => ({
    ...finding,
    ...about,
  }));
}

type Violation = 'is missing' | 'has other bytes';

function idOf({ subject, data }: Naming, what: Violation): string {
  return `integrity:${subject}:archive:${what === 'is missing' ? 'missing' : 'differs'}:${data.sha256.slice(0, 16)}`;
}

/** Has it recorded, once for each object and way of being wrong. */
async function report({ publisher, log, naming }: ArchivedPaper, what: Violation): Promise<void> {
  const { subject, recordedAt, id: causationid, data } = naming;
  const id = idOf(naming, what);
  if (isReported(log.events, naming, what)) return;
  const finding = `The archived object ${data.archive.key} ${what}.`;
  const fact = { type: 'IntegrityViolated', id, source: SOURCE, subject, time: recordedAt, causationid };
  await publisher.queue.send([publisher.wire.toCloudEvent({ ...fact, data: { where: 'archive', finding } })]);
}
