import type { RecordedEvent } from '../../../events/recorded/index.ts';
import { toCloudEvent } from '../../../events/write.ts';
import type { ArchivedObject } from '../ports-reconcile.ts';
import type { Finding } from './finding.ts';
import type { Kept, Naming } from './kept.ts';
import { holdFindings, retentionFindings } from './look-at-locks.ts';
import { SOURCE, type Reconciler, type SoundLog } from './reconciler.ts';

/** The facts of a log that name an object of the archive. */
export function archivedIn(events: readonly RecordedEvent[]): readonly Naming[] {
  return events.filter(
    (event): event is Naming => event.type === 'ScanArchived' || event.type === 'DocumentArchived',
  );
}

/**
 * Holds every archived object that the log names against what was recorded of it: that version is there, its
 * bytes are those, it is locked as long and held as the Akte says. Bytes cannot be made again, locks can be
 * longer. What was disposed of may be gone.
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
    if (object === undefined && isDisposed) continue;
    findings.push(...findingsOn({ custody, publisher, recorder, log, naming }, object));
  }
  return findings;
}

function findingsOn(kept: Kept, object: ArchivedObject | undefined): readonly Finding[] {
  const { subject, version, data } = kept.naming;
  const about = { subject, version, key: data.archive.key };
  if (object === undefined)
    return [{ code: 'archive-object-missing', ...about, report: () => report(kept, 'is missing') }];
  if (object.sha256 !== data.sha256 || object.size !== data.size)
    return [{ code: 'archive-object-differs', ...about, report: () => report(kept, 'has other bytes') }];
  return [...retentionFindings(kept, object), ...holdFindings(kept, object)].map((finding) => ({
    ...finding,
    ...about,
  }));
}

/** Has it recorded, once for each object and way of being wrong. */
async function report(
  { publisher, log, naming }: Kept,
  what: 'is missing' | 'has other bytes',
): Promise<void> {
  const { subject, recordedAt, id: causationid, data } = naming;
  const id = `integrity:${subject}:archive:${what === 'is missing' ? 'missing' : 'differs'}:${data.sha256.slice(0, 16)}`;
  if (log.events.some((event) => event.type === 'IntegrityViolated' && event.id === id)) return;
  const finding = `The archived object ${data.archive.key} ${what}.`;
  const fact = { type: 'IntegrityViolated', id, source: SOURCE, subject, time: recordedAt, causationid };
  await publisher.queue.send([
    toCloudEvent({ ...fact, data: { where: 'archive', finding } }, publisher.prefix),
  ]);
}
